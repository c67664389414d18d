#include "searcher/order_check.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace kartotek {
namespace {

// Places that a word may stand at, a bit each.
using PlaceSet = std::uint64_t;

// The places one after the other, by the Shift-And method (Baeza-Yates and Gonnet, 1992).
template <typename PlacesOfCodes>
bool holds_phrase(std::string_view part, const PlacesOfCodes& places) {
  if (const auto known = places.are_phrase(part)) return *known;
  const PlaceSet last_place = PlaceSet{1} << (places.count() - 1);
  PlaceSet before = 0;  // places up to which all are filled, the last one at the position before
  PlaceSet now = 0;     // and at this
  std::uint32_t position = 0;
  for (WordOrderReader reader(part, places.wanted()); reader.next();) {
    if (reader.position() != position) {
      before = reader.position() == position + 1 ? now : 0;
      now = 0;
      position = reader.position();
    }
    now |= (before << 1U | 1U) & places.of(reader.code());
    if ((now & last_place) != 0) return true;
  }
  return false;
}

// A position that some places may have.
struct Candidate {
  std::uint32_t position;
  PlaceSet places;
};

// Gives each place a position of its own: augmenting paths (Kuhn, 1955).
class Assignment {
 public:
  Assignment(const Candidate* candidates, std::size_t count) : candidates_(candidates), owners_(count) {}

  bool is_complete(std::size_t places) {
    for (std::size_t place = 0; place < places; ++place) {
      tried_.assign(owners_.size(), false);
      if (!settle(place)) return false;
    }
    return true;
  }

 private:
  bool settle(std::size_t place) {
    for (std::size_t i = 0; i < owners_.size(); ++i) {
      if (tried_[i] || (candidates_[i].places >> place & 1U) == 0) continue;
      tried_[i] = true;
      if (!owners_[i] || settle(*owners_[i])) {
        owners_[i] = place;
        return true;
      }
    }
    return false;
  }

  const Candidate* candidates_;
  std::vector<std::optional<std::size_t>> owners_;
  std::vector<bool> tried_;
};

// Whether some of the candidates stand one after the other at the places of a phrase.
bool has_phrase(const Candidate* begin, const Candidate* end, std::pair<std::size_t, std::size_t> phrase) {
  const std::size_t size = phrase.second - phrase.first;
  for (; begin + size <= end; ++begin) {
    std::size_t filled = 0;
    while (filled < size && begin[filled].position == begin->position + filled &&
           (begin[filled].places >> (phrase.first + filled) & 1U) != 0)
      ++filled;
    if (filled == size) return true;
  }
  return false;
}

template <typename PlacesOfCodes>
bool holds_near(std::string_view part, std::size_t window, const PlacesOfCodes& places) {
  std::vector<Candidate> candidates;
  for (WordOrderReader reader(part, places.wanted()); reader.next();) {
    const PlaceSet found = places.of(reader.code());
    if (found == 0) continue;
    if (candidates.empty() || candidates.back().position != reader.position()) {
      candidates.push_back({reader.position(), found});
    } else {
      candidates.back().places |= found;
    }
  }
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < candidates.size(); ++begin) {
    const std::size_t tried = end;
    while (end < candidates.size() && candidates[end].position < candidates[begin].position + window) ++end;
    if (end == tried || !Assignment(&candidates[begin], end - begin).is_complete(places.count())) continue;
    const bool has_all = std::all_of(
        places.phrases().begin(), places.phrases().end(),
        [&](const auto& phrase) { return has_phrase(&candidates[begin], candidates.data() + end, phrase); });
    if (has_all) return true;
  }
  return false;
}

}  // namespace

// The codes of all terms, and their places.
class OrderCheck::PlacesOfCodes {
 public:
  PlacesOfCodes(const Places& wanted, const WordCodes& codes)
      : count_(wanted.terms.size()), phrases_(wanted.phrases) {
    const std::vector<std::vector<std::string>>& terms = wanted.terms;
    std::map<WordCode, PlaceSet> places;
    for (std::size_t place = 0; place < terms.size(); ++place)
      for (const std::string& term : terms[place]) places[codes.of(term)] |= PlaceSet{1} << place;
    places_.assign(places.begin(), places.end());
    for (const auto& [code, ignored] : places_) wanted_.add(code);
    choose_pair(terms, codes);
  }

  // Whether the places stand one after the other in a part; nothing where it takes a walk to say.
  std::optional<bool> are_phrase(std::string_view part) const {
    if (!pair_) return std::nullopt;
    const std::optional<bool> is_pair = pair_->is_in(part);
    return count_ == 2 || is_pair == false ? is_pair : std::nullopt;
  }

  // None where the word has no place.
  PlaceSet of(WordCode code) const {
    const auto found = std::lower_bound(places_.begin(), places_.end(), std::pair(code, PlaceSet{0}));
    return found == places_.end() || found->first != code ? 0 : found->second;
  }
  const WordOrderReader::Wanted& wanted() const { return wanted_; }
  std::size_t count() const { return count_; }
  const std::vector<std::pair<std::size_t, std::size_t>>& phrases() const { return phrases_; }

 private:
  // The place with the fewest terms and, where they are as many, with the longest code, which is of the
  // rarest word; and the one behind it.
  void choose_pair(const std::vector<std::vector<std::string>>& terms, const WordCodes& codes) {
    constexpr std::size_t most_terms = 8;
    const auto coded = [&codes](const std::vector<std::string>& words) {
      std::vector<WordCode> found;
      found.reserve(words.size());
      std::transform(words.begin(), words.end(), std::back_inserter(found),
                     [&codes](const std::string& word) { return codes.of(word); });
      return found;
    };
    std::pair<std::size_t, WordCode> best{most_terms + 1, 0};
    for (std::size_t place = 0; place + 1 < terms.size(); ++place) {
      const std::vector<WordCode> firsts = coded(terms[place]);
      if (firsts.empty()) continue;
      const std::pair cost{firsts.size(), ~*std::min_element(firsts.begin(), firsts.end())};
      if (cost >= best) continue;
      best = cost;
      pair_.emplace(firsts, coded(terms[place + 1]));
    }
  }

  std::size_t count_;
  std::vector<std::pair<std::size_t, std::size_t>> phrases_;
  std::vector<std::pair<WordCode, PlaceSet>> places_;  // ascending
  std::optional<PairFinder> pair_;  // one of these is in every phrase; none where they would be too many
  WordOrderReader::Wanted wanted_;
};

OrderCheck::OrderCheck(const Places& places, std::optional<std::size_t> window, const WordCodes& codes)
    : part_(places.part), window_(window), places_(std::make_unique<PlacesOfCodes>(places, codes)) {}
OrderCheck::~OrderCheck() = default;
OrderCheck::OrderCheck(OrderCheck&&) noexcept = default;
OrderCheck& OrderCheck::operator=(OrderCheck&&) noexcept = default;

bool OrderCheck::holds(const WordOrder& order) const {
  const std::string_view words = part_ == Part::title ? order.title : order.body;
  return window_ ? holds_near(words, *window_, *places_) : holds_phrase(words, *places_);
}

}  // namespace kartotek
