#pragma once

#include <xapian.h>

#include <optional>

namespace kartotek {

// The first `asked` matches of `enquire`, which is set to order by date, newest or oldest first; `newest`
// says which. The same as asking it outright, but looks no further than it has to: at the months of that end,
// as long as they have enough matches. Nothing where they have not. What the matches say of totals is not to
// be used.
std::optional<Xapian::MSet> first_by_date(Xapian::Enquire& enquire, bool newest, Xapian::doccount asked,
                                          const Xapian::Database& database);

}  // namespace kartotek
