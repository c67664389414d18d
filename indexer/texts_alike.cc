#include "indexer/texts_alike.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "indexer/at_once.h"
#include "indexer/compression.h"
#include "indexer/stored.h"

namespace kartotek {
namespace {

std::size_t bytes_of(const Wording& wording) {
  constexpr std::size_t overhead = 128;  // of an entry
  return overhead + (wording.shingles.capacity() + wording.numbers.capacity()) * sizeof(std::uint64_t);
}

Wording read(const Xapian::Document& document, Analyzer& analyzer) {
  Wording wording = wording_of(restore(decompress(document.get_data())), analyzer);
  analyzer.take_new_names();  // which are known of an article in the index
  return wording;
}

}  // namespace

bool TextsAlike::operator()(const Text& a, const Text& b) {
  const bool alike = is_near_duplicate(wording_of_text(a), wording_of_text(b));
  forget_beyond(memory_);
  return alike;
}

void TextsAlike::read_ahead(const std::vector<Text>& texts, std::size_t threads, const Open& open) {
  const std::size_t enough = memory_ / 4 * 3;  // so that comparing does not come to forget it at once
  forget_beyond(memory_ / 2);
  std::vector<Text> wanted;
  for (const Text& text : texts)
    if (!wordings_.contains(text.digest)) wanted.push_back(text);
  // Neighbours lie in the same blocks.
  std::sort(wanted.begin(), wanted.end(), [](const Text& a, const Text& b) { return a.article < b.article; });
  const auto is_same = [](const Text& a, const Text& b) { return a.article == b.article; };
  wanted.erase(std::unique(wanted.begin(), wanted.end(), is_same), wanted.end());
  while (more_analyzers_.size() + 1 < threads) more_analyzers_.emplace_back(memory_ / threads);
  std::vector<std::vector<std::pair<std::uint64_t, Wording>>> wordings(threads);
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> held = held_;
  at_once(threads, [&](std::size_t thread) {
    const Xapian::Database database = open();
    Analyzer& analyzer = thread == 0 ? analyzer_ : more_analyzers_[thread - 1];
    for (std::size_t i = next++; i < wanted.size() && held < enough; i = next++) {
      wordings[thread].emplace_back(wanted[i].digest,
                                    read(database.get_document(wanted[i].article), analyzer));
      held += bytes_of(wordings[thread].back().second);
    }
  });
  for (auto& some : wordings)
    for (auto& [digest, wording] : some) keep(digest, std::move(wording));
}

const Wording& TextsAlike::wording_of_text(const Text& text) {
  const auto known = wordings_.find(text.digest);
  return known != wordings_.end() ? known->second
                                  : keep(text.digest, read(documents_(text.article), analyzer_));
}

const Wording& TextsAlike::keep(std::uint64_t digest, Wording&& wording) {
  const auto [kept, is_new] = wordings_.try_emplace(digest, std::move(wording));
  if (is_new) held_ += bytes_of(kept->second);
  return kept->second;
}

void TextsAlike::forget_beyond(std::size_t bytes) {
  if (held_ <= bytes) return;
  wordings_.clear();
  held_ = 0;
}

}  // namespace kartotek
