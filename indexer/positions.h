#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "indexer/analyzer.h"

namespace kartotek {

// Calls take(leading, others) for each position of a text in turn, `others` being all tokens there. The
// leading one stands for them where one word a position is wanted: the first that is neither a part of
// another nor spans several positions; or the first, where all are.
template <typename Take>
void each_position(const std::vector<Token>& tokens, Take take) {
  for (auto begin = tokens.begin(); begin != tokens.end();) {
    const auto is_elsewhere = [begin](const Token& token) { return token.position != begin->position; };
    const auto end = std::find_if(begin + 1, tokens.end(), is_elsewhere);
    const auto whole =
        std::find_if(begin, end, [](const Token& token) { return !token.part && !token.spans; });
    take(whole != end ? *whole : *begin, std::span<const Token>(begin, end));
    begin = end;
  }
}

}  // namespace kartotek
