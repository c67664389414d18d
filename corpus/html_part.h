#pragma once

#include <string_view>

#include "corpus/html_attributes.h"
#include "corpus/html_page.h"

namespace kartotek {

// Sets what the tag of `node`, which has its name, says of its part in the page. Thread-safe, as the other.
void set_part(HtmlNode& node, const HtmlAttributes& attributes);

// Whether an element is not to be seen: by its kind (select, noscript), or by `hidden` and its style.
bool is_unseen(std::string_view name, const HtmlAttributes& attributes);

// Whether an element of that class is there to hold the date of a story: "post-date", "haber-tarihi"; not
// "update-date".
bool speaks_of_date(std::string_view css_class);

}  // namespace kartotek
