#include "indexer/alike_join.h"

#include <algorithm>
#include <tuple>

#include "indexer/at_once.h"

namespace kartotek {
namespace {

constexpr std::size_t least_block = std::size_t{1} << 12U;
constexpr std::size_t least_pairs = std::size_t{1} << 16U;
constexpr std::size_t least_room = least_block * sizeof(std::uint64_t);  // bytes, for bands

}  // namespace

AlikeJoin::AlikeJoin(const WordingsByKey& wordings, std::size_t memory, std::size_t threads)
    : wordings_(wordings),
      threads_(threads),
      most_pairs_(std::max(memory / 3 / sizeof(AlikePair) / threads, least_pairs)) {
  const std::size_t left = memory / 3 * 2;
  const std::size_t bytes_of_wording = sizeof(Signature) + threads * sizeof(std::uint64_t);
  if (wordings.count() <= std::max(left / bytes_of_wording, least_block)) {
    block_size_ = wordings.count();
    all_ = load(0, wordings.count());
  } else {
    block_size_ = static_cast<WordingPlace>(std::max(left / bytes_of_wording / 2, least_block));
  }
  const std::size_t taken = all_ ? all_->signatures.size() * sizeof(Signature) : 0;
  find_crowded(std::max(left - std::min(left, taken), least_room));
}

// The bands from `begin` to before `end`, each by some thread; work(band, thread).
template <typename Work>
void AlikeJoin::for_each_band(std::size_t begin, std::size_t end, Work work) const {
  std::atomic<std::size_t> next = begin;
  at_once(std::min(threads_, end - begin), [&](std::size_t thread) {
    for (std::size_t band = next++; band < end; band = next++) work(band, thread);
  });
}

template <typename Take>
void AlikeJoin::visit(Take take) const {
  if (!all_) return wordings_.each_signature(take);
  for (WordingPlace place = 0; place < all_->end(); ++place) take(place, (*all_)[place]);
}

// Looks at as many bands at a time as `memory` has room for; where it has none for one, at some of its
// values.
void AlikeJoin::find_crowded(std::size_t memory) {
  const std::size_t bytes = std::max<std::size_t>(wordings_.count(), 1) * sizeof(std::uint64_t);
  const std::size_t at_a_time = std::clamp(memory / bytes, std::size_t{1}, Signature::bands);
  const std::size_t shares = (bytes + memory - 1) / memory;
  for (std::size_t begin = 0; begin < Signature::bands; begin += at_a_time) {
    const std::size_t end = std::min(begin + at_a_time, Signature::bands);
    for (std::size_t share = 0; share < shares; ++share) {
      std::vector<Values> values(end - begin);
      for (Values& some : values) some.reserve(wordings_.count() / shares);
      visit([&](WordingPlace, const Signature& signature) {
        for (std::size_t band = begin; band < end; ++band)
          if (const std::uint32_t value = signature.band(band); value % shares == share)
            values[band - begin].push_back(std::uint64_t{value} << 6U | (signature.key.digest & 63U));
      });
      for_each_band(begin, end,
                    [&](std::size_t band, std::size_t) { add_crowded(band, values[band - begin]); });
    }
  }
  for (auto& crowded : crowded_) std::sort(crowded.begin(), crowded.end());
}

// `values` have six bits of a wording's digest behind each.
void AlikeJoin::add_crowded(std::size_t band, Values& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  for (std::size_t i = 0; i + 63 < values.size();) {
    if (values[i + 63] >> 6U != values[i] >> 6U) {
      ++i;
      continue;
    }
    crowded_[band].push_back(static_cast<std::uint32_t>(values[i] >> 6U));
    i += 64;
  }
}

bool AlikeJoin::is_crowded(std::size_t band, std::uint32_t value) const {
  return std::binary_search(crowded_[band].begin(), crowded_[band].end(), value);
}

AlikeJoin::Block AlikeJoin::load(WordingPlace begin, WordingPlace end) const {
  Block block{.begin = begin, .signatures = std::vector<Signature>(end - begin)};
  wordings_.each_signature([&](WordingPlace place, const Signature& signature) {
    if (place >= begin && place < end) block.signatures[place - begin] = signature;
  });
  return block;
}

std::optional<AlikeJoin::Found> AlikeJoin::next() {
  const WordingPlace begin = next_;
  if (begin >= wordings_.count()) return std::nullopt;
  std::vector<Pairs> pairs(threads_);
  if (all_) {
    limit_ = wordings_.count();
    join(*all_, *all_, pairs);
  } else {
    const Block later = load(begin, std::min(begin + block_size_, wordings_.count()));
    limit_ = later.end();
    for (WordingPlace place = 0; place < begin; place += block_size_)
      join(later, load(place, std::min(place + block_size_, begin)), pairs);
    join(later, later, pairs);
  }
  next_ = limit_;
  Found found{.begin = begin, .end = next_, .pairs = {}};
  for (Pairs& some : pairs) {
    std::erase_if(some, [this](const AlikePair& pair) { return pair.later >= next_; });
    found.pairs.insert(found.pairs.end(), some.begin(), some.end());
    some = {};
  }
  std::sort(found.pairs.begin(), found.pairs.end(), [](const AlikePair& a, const AlikePair& b) {
    return std::tie(a.later, b.likeness, a.earlier) < std::tie(b.later, a.likeness, b.earlier);
  });
  return found;
}

void AlikeJoin::join(const Block& later, const Block& earlier, std::vector<Pairs>& pairs) {
  for_each_band(0, Signature::bands, [&](std::size_t band, std::size_t thread) {
    join_band(band, later, earlier, pairs[thread]);
  });
}

// Of the wordings from `begin` on, ascending.
AlikeJoin::Values AlikeJoin::values_of(const Block& block, WordingPlace begin, std::size_t band) const {
  Values values;
  values.reserve(block.end() - begin);
  for (WordingPlace place = begin; place < block.end(); ++place)
    values.push_back(std::uint64_t{block[place].band(band)} << 32U | place);
  std::sort(values.begin(), values.end());
  return values;
}

void AlikeJoin::join_band(std::size_t band, const Block& later, const Block& earlier, Pairs& pairs) {
  const Values earlier_values = values_of(earlier, earlier.begin, band);
  const Values others = later.begin == earlier.begin ? Values() : values_of(later, later.begin, band);
  const Values& later_values = later.begin == earlier.begin ? earlier_values : others;
  auto first = earlier_values.begin();
  for (auto value = later_values.begin(); value != later_values.end();) {
    const auto band_value = static_cast<std::uint32_t>(*value >> 32U);
    const auto is_less = [band_value](std::uint64_t other) { return other >> 32U < band_value; };
    while (first != earlier_values.end() && is_less(*first)) ++first;
    const auto is_here = [band_value](std::uint64_t other) { return other >> 32U == band_value; };
    const auto end = std::find_if_not(value, later_values.end(), is_here);
    if (first == earlier_values.end() || (end - value == 1 && *first >= *value) ||
        is_crowded(band, band_value)) {
      value = end;
      continue;
    }
    for (; value != end; ++value) {
      const auto place = static_cast<WordingPlace>(*value);
      if (place < next_ || place >= limit_) continue;
      const Signature& signature = later[place];
      for (auto other = first; other != earlier_values.end() && *other < *value; ++other) {
        const auto other_place = static_cast<WordingPlace>(*other);
        const std::size_t equal = likeness(signature, earlier[other_place]);
        if (equal != 0 && !is_found_before(band, signature, earlier[other_place]))
          pairs.push_back({place, other_place, static_cast<std::uint8_t>(equal)});
      }
      if (pairs.size() > most_pairs_) make_room(pairs);
    }
  }
}

// Whether an earlier band makes a pair of the two.
bool AlikeJoin::is_found_before(std::size_t band, const Signature& a, const Signature& b) const {
  for (std::size_t before = 0; before < band; ++before)
    if (a.band(before) == b.band(before) && !is_crowded(before, a.band(before))) return true;
  return false;
}

// Leaves the later half of the wordings for another time, and again, but never all.
void AlikeJoin::make_room(Pairs& pairs) {
  for (;;) {
    WordingPlace limit = limit_;
    std::erase_if(pairs, [limit](const AlikePair& pair) { return pair.later >= limit; });
    if (pairs.size() <= most_pairs_ / 2 || limit <= next_ + 1) return;
    limit_.compare_exchange_strong(limit, next_ + (limit - next_) / 2);
  }
}

}  // namespace kartotek
