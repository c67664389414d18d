#include "indexer/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "corpus/error.h"
#include "indexer/document.h"

namespace kartotek {
Scan::Scan(const Source& source, const std::vector<std::filesystem::path>& own, ScanParts& parts)
    : source_(source), parts_(parts) {
  if (source.path == "-") {
    found_.files.push_back(
        {.file = "-", .id_prefix = source.id_prefix + "stdin", .source = source.name, .path = "-"});
    stamps_.emplace_back();
  } else {
    found_ = crawl(source, own);
    for (const SourceFile& file : found_.files) stamps_.push_back(stamp_of(file.file));
  }
  for (const std::optional<FileStamp>& stamp : stamps_)
    parts_.tally.counts.bytes_ahead += stamp ? stamp->size : 0;
  for (std::size_t i = 0; i < found_.files.size(); ++i)
    order_.emplace(file_key(source_.origin, found_.files[i].id_prefix), i);
  complete_ = found_.complete;
  for (const Reject& reject : found_.rejects)
    if (!complete_ && trouble_.empty()) trouble_ = reject.path + ": " + reject.reason;
  if (parts_.before) states_ = parts_.before->files_of(source_.origin);
  for (const auto& [place, state] : states_) {
    before_ += state.articles;
    std::string key = file_key(source_.origin, place);
    if (!order_.contains(key)) unseen_.emplace(std::move(key), place);
  }
}

void Scan::run() {
  for (const Reject& reject : found_.rejects) refuse(reject);
  for (std::size_t i = 0; i < found_.files.size(); ++i) {
    const auto known = states_.find(found_.files[i].id_prefix);
    const bool settled = known != states_.end() && known->second.settled &&
                         (!known->second.has_leftovers || parts_.keep_missing);
    if (settled && stamps_[i] && known->second.stamp == *stamps_[i] && !is_stream()) {
      pass_over(known->second);
    } else {
      read(i, false);
    }
    parts_.tally.counts.bytes_passed += stamps_[i] ? stamps_[i]->size : 0;
  }
  settle();
  if (seen_ > 0) return;
  parts_.tally.counts.empty_sources.push_back(source_.path.string());
  parts_.tally.warn(fmt::format("SOURCE {} has no article", source_.path.string()));
}

void Scan::pass_over(const FileState& state) {
  taken_ += state.articles;
  tell_of_unread(state);
  parts_.tally.show_progress();
}

// What is known of a file counts as if it had been read again.
void Scan::tell_of_unread(const FileState& state) {
  seen_ += state.articles + state.rejects.size();
  parts_.tally.counts.unchanged += state.articles;
  parts_.tally.counts.duplicates += state.overridden.size();
  for (const DatedReject& dated : state.rejects) note(dated.reject, dated.time);
}

void Scan::keep(const FileState& state) {
  parts_.intake.set_metadata(file_state_key(source_.origin, state.place), state.serialise());
}

std::optional<Holding> Scan::find(std::string_view id) const {
  if (parts_.live != nullptr) return parts_.live->find(id);
  if (auto claimed = parts_.claims.find(id)) return claimed;
  return parts_.before ? parts_.before->find(id) : std::nullopt;
}

// Whether the file of `known`, another one of this source, has the id too and comes later.
bool Scan::gives_way_to(const Holding& known) const {
  if (vanished_.contains(known.document)) return false;
  const auto other = order_.find(known.provenance.file);
  return other != order_.end() && other->second > file_.index;
}

void Scan::take(Article&& article) {
  Report& counts = parts_.tally.counts;
  ++seen_;
  if (!file_.is_again) counts.bytes += article.title.size() + article.text.size();
  Provenance provenance{{}, source_.origin, file_.key, content_hash(article)};
  const bool first = ids_.insert(hash_of_id(article.id)).second;
  if (!first && !file_.is_again) ++counts.duplicates;
  if (const Xapian::docid as_before = file_.content.find(provenance.content_hash))
    if (const char* const old = mark_of(as_before); old != nullptr && *old != changed) {
      deferred_.erase(article.id);
      return mark(as_before, same, article.id);
    }
  const std::optional<Holding> known = find(article.id);
  if (!known) return put(std::move(article), std::move(provenance), 0);
  if (known->provenance.origin != source_.origin) return clash(article, known->provenance.origin);
  const bool here = known->provenance.file == file_.key;
  if (here && first && file_.has_grown) ++counts.duplicates;
  if (!here && gives_way_to(*known)) {
    if (first && !file_.is_again) ++counts.duplicates;
    if (first) file_.state.overridden.push_back(article.id);
    return;
  }
  if (here && known->provenance.content_hash == provenance.content_hash) {
    deferred_.erase(article.id);
    return mark(known->document, same, article.id);
  }
  provenance.first_indexed = known->provenance.first_indexed;
  if (!here) take_over(*known, article.id);
  if (!here || parts_.live == nullptr) return put(std::move(article), std::move(provenance), known->document);
  // The same id may come once more in this file, and then as it is in the index already: every night anew,
  // were the earlier one put at once.
  constexpr std::size_t overhead = 1024;  // of an article beside its text, more or less
  deferred_bytes_ += overhead + article.text.size() + article.title.size();
  std::string id = article.id;
  deferred_.insert_or_assign(std::move(id),
                             Deferred{std::move(article), std::move(provenance), known->document});
  if (deferred_bytes_ > parts_.most_deferred) put_deferred();
}

// The article `id` of another file is now this one's.
void Scan::take_over(const Holding& known, const std::string& id) {
  Report& counts = parts_.tally.counts;
  const bool vanished = vanished_.erase(known.document) > 0;
  if (known.document != 0) moved_.insert(known.document);
  const auto other = order_.find(known.provenance.file);
  const auto state =
      vanished || other == order_.end() ? states_.end() : states_.find(found_.files[other->second].id_prefix);
  if (state == states_.end()) {
    if (!vanished) distrust(known.provenance.file);
    taken_over_.insert(id);
    ++counts.updated;
    ++file_.state.articles;
    if (parts_.on_change) parts_.on_change("update", id);
    return;
  }
  ++counts.duplicates;
  ++file_.state.articles;
  if (state->second.articles > 0) --state->second.articles;
  state->second.overridden.push_back(id);
  keep(state->second);
}

// Should a file that was not found be only out of sight, it has to be read again: an article of it went to
// another.
void Scan::distrust(const std::string& file) {
  const auto place = unseen_.find(file);
  if (place == unseen_.end()) return;
  FileState& state = states_.at(place->second);
  if (state.articles > 0) --state.articles;
  state.settled = false;
  keep(state);
}

// Of a document that the file had before; nullptr for any other.
char* Scan::mark_of(Xapian::docid document) {
  const auto found = std::lower_bound(file_.documents.begin(), file_.documents.end(), document);
  if (found == file_.documents.end() || *found != document) return nullptr;
  return &file_.marks[static_cast<std::size_t>(found - file_.documents.begin())];
}

// Counts what became of an article that the file had before.
void Scan::mark(Xapian::docid document, Mark mark, const std::string& id) {
  char* const marked = mark_of(document);
  if (marked == nullptr) return;
  char& old = *marked;
  if (old == missing) ++file_.state.articles;
  if (old == mark) return;
  Report& counts = parts_.tally.counts;
  if (mark == changed) {
    if (old == same && !file_.is_again) --counts.unchanged;
    ++counts.updated;
    if (parts_.on_change) parts_.on_change("update", id);
  } else if (!file_.is_again) {
    ++counts.unchanged;
  }
  old = mark;
}

void Scan::put_deferred() {
  for (auto& [id, waiting] : deferred_)
    put(std::move(waiting.article), std::move(waiting.provenance), waiting.document);
  deferred_.clear();
  deferred_bytes_ = 0;
}

// `document` is what has the id now; 0 where nothing has.
void Scan::put(Article&& article, Provenance&& provenance, Xapian::docid document) {
  Report& counts = parts_.tally.counts;
  const std::string id = article.id;
  if (document == 0 && !parts_.claims.find(id)) {
    ++counts.added;
    ++file_.state.articles;
    if (parts_.on_change) parts_.on_change("add", id);
    if (parts_.before) added_.emplace(text_hash(provenance.content_hash), id);
  } else {
    mark(document, changed, id);
  }
  if (provenance.first_indexed.empty() && parts_.live == nullptr)
    provenance.first_indexed = parts_.past.first_indexed(id).value_or(parts_.now);
  if (parts_.live == nullptr) parts_.claims.claim(id, source_.origin, file_.key, document);
  try {
    parts_.intake.put(std::move(article), std::move(provenance));
  } catch (const Error&) {
    intake_failed_ = true;
    throw;
  }
}

void Scan::clash(const Article& article, const std::string& owner) {
  file_.has_clash = true;
  refuse({.path = article.path,
          .position = article.id,
          .reason =
              fmt::format("the id {} is taken by {}, and {} has it too", article.id, owner, source_.origin),
          .bytes = article.text});
}

void Scan::refuse(const Reject& reject) {
  ++seen_;
  file_.reject_bytes += reject.bytes.size();
  if (file_.reject_bytes <= most_remembered) file_.state.rejects.push_back({reject, parts_.now});
  if (!file_.is_again) note(reject, parts_.now);
}

void Scan::note(const Reject& reject, const std::string& time) {
  ++parts_.tally.counts.rejected;
  if (parts_.rejects != nullptr) parts_.rejects->add(reject, time);
  parts_.tally.say(fmt::format("rejected {}{}{}: {}", reject.path, reject.position.empty() ? "" : " ",
                               reject.position, reject.reason));
}

}  // namespace kartotek
