#include "indexer/signed_articles.h"

#include <algorithm>
#include <future>
#include <string>
#include <utility>

#include "indexer/group_labels.h"
#include "indexer/schema.h"

namespace kartotek {

template <typename Take>
void SignedArticles::read(Take take) const {
  const auto end = database_.valuestream_end(slot::signature);
  for (auto value = database_.valuestream_begin(slot::signature); value != end; ++value) {
    if (since_.contains(value.get_docid())) continue;
    if (const std::optional<Signature> signature = signature_from_bytes(*value))
      take(value.get_docid(), *signature);
  }
}

void SignedArticles::keep() const {
  kept_.reserve(database_.get_doccount());
  read([this](Xapian::docid number, const Signature& signature) { kept_.push_back({number, signature}); });
}

void SignedArticles::visit(const Visit& visit) const {
  if (may_keep_ && kept_.empty()) keep();
  auto group = database_.valuestream_begin(slot::group);
  const auto groups_end = database_.valuestream_end(slot::group);
  const auto take = [&](Xapian::docid number, const Signature& signature) {
    while (group != groups_end && group.get_docid() < number) ++group;
    const bool has_group = group != groups_end && group.get_docid() == number;
    visit({number, signature, has_group ? group_from(*group) : 0, false});
  };
  if (may_keep_)
    for (const Kept& kept : kept_) take(kept.number, kept.signature);
  else
    read(take);
  for (const SignedArticle& article : put_) visit(article);
}

std::optional<std::vector<SignedArticle>> SignedArticles::those(const IsWanted& is_wanted,
                                                                std::size_t most) const {
  if (!may_keep_) return std::nullopt;
  if (kept_.empty()) keep();
  using Places = std::vector<std::size_t>;
  const auto wanted = [&](std::size_t begin, std::size_t end) {
    Places places;
    for (std::size_t i = begin; i < end && places.size() <= most; ++i)
      if (is_wanted(kept_[i].signature)) places.push_back(i);
    return places;
  };
  const std::size_t middle = kept_.size() / 2;
  std::future<Places> second = std::async(std::launch::async, wanted, middle, kept_.size());
  Places places = wanted(0, middle);
  const Places more = second.get();
  places.insert(places.end(), more.begin(), more.end());
  if (places.size() + put_.size() > most) return std::nullopt;
  std::vector<SignedArticle> those;
  those.reserve(places.size() + put_.size());
  auto group = database_.valuestream_begin(slot::group);
  const auto groups_end = database_.valuestream_end(slot::group);
  for (const std::size_t place : places) {
    const auto& [number, signature] = kept_[place];
    if (group != groups_end) group.skip_to(number);
    const bool has_group = group != groups_end && group.get_docid() == number;
    those.push_back({number, signature, has_group ? group_from(*group) : 0, false});
  }
  for (const SignedArticle& article : put_)
    if (is_wanted(article.signature)) those.push_back(article);
  return those;
}

}  // namespace kartotek
