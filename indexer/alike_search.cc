#include "indexer/alike_search.h"

#include <algorithm>
#include <utility>

namespace kartotek {

AlikeSearch::AlikeSearch(std::vector<Sought> sought, std::size_t most)
    : sought_(std::move(sought)), limit_(sought_.size()), most_(most), met_(sought_.size()) {
  fill_buckets();
}

void AlikeSearch::fill_buckets() {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> places;
  places.reserve(sought_.size() * Signature::bands);
  for (std::size_t i = 0; i < sought_.size(); ++i)
    for (std::size_t band = 0; band < Signature::bands; ++band)
      places.emplace_back(bucket_key(sought_[i].signature, band), static_cast<std::uint32_t>(i));
  std::sort(places.begin(), places.end());
  members_.reserve(places.size());
  for (const auto& [key, member] : places) {
    const auto place = static_cast<std::uint32_t>(members_.size());
    if (buckets_.empty() || buckets_.back().key != key)
      buckets_.push_back({.key = key, .begin = place, .end = place, .now = 0, .before = 0});
    members_.push_back(member);
    ++buckets_.back().end;
    if (sought_[member].was_there) buckets_.back().before |= bit_of(sought_[member].signature.key);
  }
  std::size_t size = 64;
  while (size < 2 * buckets_.size()) size *= 2;
  slots_.resize(size);
  filled_.resize(size / 4);  // 64 bits for 4 slots, so that one of 32 is set at most
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    const std::uint64_t hash = hash_of(buckets_[i].key);
    slots_[slot_of(buckets_[i].key)] = static_cast<std::uint32_t>(i + 1);
    filled_[filled_word(hash)] |= filled_bit(hash);
  }
}

// Where the bucket is, or has its free place.
std::size_t AlikeSearch::slot_of(std::uint64_t key) const {
  std::size_t slot = (hash_of(key) >> 32U) & (slots_.size() - 1);
  while (slots_[slot] != 0 && buckets_[slots_[slot] - 1].key != key) slot = (slot + 1) & (slots_.size() - 1);
  return slot;
}

// The place of the bucket in buckets_ and one more; 0 where nothing that is sought shares the band.
std::uint32_t AlikeSearch::find(const Signature& signature, std::size_t band) const {
  const std::uint64_t key = bucket_key(signature, band);
  const std::uint64_t hash = hash_of(key);
  return (filled_[filled_word(hash)] & filled_bit(hash)) != 0 ? slots_[slot_of(key)] : 0;
}

bool AlikeSearch::meets(const Signature& signature) const {
  for (std::size_t band = 0; band < Signature::bands; ++band)
    if (find(signature, band) != 0) return true;
  return false;
}

void AlikeSearch::count(const SignedArticle& article) {
  const std::uint64_t bit = bit_of(article.signature.key);
  for (std::size_t band = 0; band < Signature::bands; ++band) {
    const std::uint32_t place = find(article.signature, band);
    if (place == 0) continue;
    buckets_[place - 1].now |= bit;
    if (!article.is_new) buckets_[place - 1].before |= bit;
  }
}

void AlikeSearch::collect(const SignedArticle& article) {
  if (const auto copied = place_of(article.signature.key)) {
    sought_[*copied].articles.push_back({article.number, article.group, article.is_new});
    met_[*copied] = article.number;
  }
  for (std::size_t band = 0; band < Signature::bands; ++band) {
    const std::uint32_t found = find(article.signature, band);
    if (found == 0) continue;
    const Bucket& bucket = buckets_[found - 1];
    if (is_crowded(bucket.now)) continue;
    for (std::uint32_t place = bucket.begin; place < bucket.end; ++place) {
      const std::uint32_t member = members_[place];
      if (member >= limit_) break;
      if (met_[member] == article.number) continue;
      met_[member] = article.number;
      meet(sought_[member], article);
    }
  }
  while (found_ > most_ && limit_ > 1) shrink();
}

// Where the wording is in sought_, if it is still looked for.
std::optional<std::size_t> AlikeSearch::place_of(const WordingKey& key) const {
  const auto end = sought_.begin() + static_cast<std::ptrdiff_t>(limit_);
  const auto found =
      std::lower_bound(sought_.begin(), end, key,
                       [](const Sought& sought, const WordingKey& k) { return sought.signature.key < k; });
  if (found == end || found->signature.key != key) return std::nullopt;
  return static_cast<std::size_t>(found - sought_.begin());
}

void AlikeSearch::meet(Sought& sought, const SignedArticle& article) {
  const std::size_t equal = likeness(sought.signature, article.signature);
  if (equal == 0) return;
  const WordingKey& key = article.signature.key;
  const auto is_copy = [&key](const Alike& alike) { return alike.key == key; };
  if (std::any_of(sought.alike.begin(), sought.alike.end(), is_copy)) return;
  sought.alike.push_back({key, article.number, article.group, equal});
  ++found_;
}

// Leaves half for another search.
void AlikeSearch::shrink() {
  const std::size_t left = limit_ / 2;
  for (std::size_t i = left; i < limit_; ++i) {
    found_ -= sought_[i].alike.size();
    sought_[i] = {};
  }
  limit_ = left;
}

std::vector<Sought> AlikeSearch::take_found() {
  sought_.resize(limit_);
  return std::move(sought_);
}

bool AlikeSearch::has_turned() const { return std::any_of(buckets_.begin(), buckets_.end(), is_turned); }

bool AlikeSearch::has_turned(const Signature& signature) const {
  for (std::size_t band = 0; band < Signature::bands; ++band) {
    const std::uint32_t place = find(signature, band);
    if (place != 0 && is_turned(buckets_[place - 1])) return true;
  }
  return false;
}

}  // namespace kartotek
