#include "indexer/run.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <cstdio>
#include <optional>
#include <utility>

#include "corpus/error.h"
#include "indexer/document.h"

namespace kartotek {

Run::Run(std::vector<std::filesystem::path> own, std::string now, Intake& intake, const Writer* live,
         RejectsFile& rejects, Tally& tally)
    : own_(std::move(own)),
      now_(std::move(now)),
      intake_(intake),
      live_(live),
      rejects_(rejects),
      tally_(tally) {}

void Run::source(const Source& source) {
  const std::size_t before = seen_;
  origin_ = source.origin;
  if (source.path == "-") {
    const SourceFile file{
        .file = "-", .id_prefix = source.id_prefix + "stdin", .source = source.name, .path = "-"};
    file_ = file_key(origin_, file.id_prefix);
    read_articles(Format::json_lines, bytes_of(stdin), file, on_article(), on_reject());
  } else {
    const Crawl found = crawl(source, own_);
    for (const Reject& reject : found.rejects) refuse(reject);
    for (const SourceFile& file : found.files) read(file);
  }
  if (seen_ != before) return;
  tally_.counts.empty_sources.push_back(source.path.string());
  tally_.warn(fmt::format("SOURCE {} has no article", source.path.string()));
}

void Run::read(const SourceFile& file) {
  file_ = file_key(origin_, file.id_prefix);
  try {
    read_articles(file, on_article(), on_reject());
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::io || intake_failed_) throw;
    refuse({.path = file.path, .position = {}, .reason = error.what(), .bytes = {}});
  }
}

OnArticle Run::on_article() {
  return [this](Article&& article) {
    take(std::move(article));
    tally_.show_progress();
  };
}

OnReject Run::on_reject() {
  return [this](Reject&& reject) { refuse(reject); };
}

void Run::take(Article&& article) {
  ++seen_;
  tally_.counts.bytes += article.title.size() + article.text.size();
  const auto [owner, first] = put_.try_emplace(XXH3_64bits(article.id.data(), article.id.size()), origin_);
  Provenance provenance{now_, origin_, file_, content_hash(article)};
  std::optional<Provenance> known;
  if (live_ != nullptr) known = live_->find(article.id);
  if (known) owner->second = known->origin;
  if (owner->second != origin_)
    return refuse({.path = article.path,
                   .position = article.id,
                   .reason = fmt::format("the id {} is taken by {}, and {} has it too", article.id,
                                         owner->second, origin_),
                   .bytes = article.text});
  const bool same = known && known->content_hash == provenance.content_hash;
  if (known) provenance.first_indexed = known->first_indexed;
  Report& counts = tally_.counts;
  ++(!first ? counts.duplicates : same ? counts.unchanged : known ? counts.updated : counts.added);
  if (!same) hand_over(std::move(article), std::move(provenance));
}

void Run::hand_over(Article&& article, Provenance&& provenance) {
  try {
    intake_.put(std::move(article), std::move(provenance));
  } catch (const Error&) {
    intake_failed_ = true;
    throw;
  }
}

void Run::refuse(const Reject& reject) {
  ++seen_;
  ++tally_.counts.rejected;
  rejects_.add(reject);
  tally_.say(fmt::format("rejected {}{}{}: {}", reject.path, reject.position.empty() ? "" : " ",
                         reject.position, reject.reason));
}

}  // namespace kartotek
