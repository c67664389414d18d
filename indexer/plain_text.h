#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace kartotek {

// A text without the characters that are in it but cannot be seen (is_invisible) and with ASCII in full width
// made narrow, so that no rule for words need know of them; and where its bytes come from. A text that has
// none, as most, is not copied: it must outlive this.
class PlainText {
 public:
  explicit PlainText(std::string_view text);

  std::string_view text() const { return removed_.empty() ? original_ : std::string_view(plain_); }
  bool is_original() const { return removed_.empty(); }

  // The bytes of the original from the first to the last character of `span`, a span of text().
  Span original(Span span) const;

 private:
  // How many bytes are missing before the byte of the plain text at `place`.
  struct Removal {
    std::size_t place;
    std::size_t bytes;
  };
  std::size_t missing_before(std::size_t place) const;

  std::string_view original_;
  std::string plain_;
  std::vector<Removal> removed_;
};

}  // namespace kartotek
