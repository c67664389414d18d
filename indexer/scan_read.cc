// How a Scan reads a file.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "corpus/error.h"
#include "indexer/clock.h"
#include "indexer/document.h"
#include "indexer/read_ahead.h"
#include "indexer/scan.h"

namespace kartotek {

Scan::Reading Scan::begin(std::size_t index, bool has_grown) {
  Reading reading;
  reading.index = index;
  reading.key = file_key(source_.origin, found_.files[index].id_prefix);
  reading.state.place = found_.files[index].id_prefix;
  if (parts_.before) reading.documents = parts_.before->documents_of(reading.key);
  // A dry run leaves them where they were.
  std::erase_if(reading.documents, [this](Xapian::docid document) { return moved_.contains(document); });
  reading.marks.assign(reading.documents.size(), missing);
  // (What was put before is then brought in order first, which for a few is not worth its while.)
  constexpr std::size_t enough = 64;
  if (reading.documents.size() >= enough && !has_grown)
    reading.content = parts_.before->content_of(reading.documents);
  return reading;
}

// What of a file is as the run before read it, so that only what was added behind is to be read.
LinesRead Scan::what_is_known(std::size_t index) {
  const auto found = states_.find(found_.files[index].id_prefix);
  if (found == states_.end() || is_stream() || !parts_.before) return {};
  const FileState& known = found->second;
  const bool may_have_grown = known.settled && !known.has_leftovers && known.articles > 0 &&
                              known.lines.bytes > 0 && stamps_[index] &&
                              stamps_[index]->size > known.lines.bytes;
  if (!may_have_grown) return {};
  return beginning_of_file(index, known.lines.bytes) == known.lines ? known.lines : LinesRead{};
}

std::optional<LinesRead> Scan::beginning_of_file(std::size_t index, std::uint64_t bytes) {
  if (!beginning_) beginning_.emplace(found_.files[index].file);
  return beginning_->up_to(bytes);
}

void Scan::begin_behind(const FileState& known) {
  FileState& state = file_.state;
  file_.has_grown = true;
  state.articles = known.articles;
  state.rejects = known.rejects;
  state.overridden = known.overridden;
  file_.marks.assign(file_.documents.size(), same);
  for (const DatedReject& dated : known.rejects) file_.reject_bytes += dated.reject.bytes.size();
  tell_of_unread(known);
}

void Scan::read(std::size_t index, bool is_again) {
  SourceFile file = found_.files[index];
  // Before a byte is read, so that no change from here on goes unseen.
  const std::uint64_t began = nanoseconds_now();
  const std::optional<FileStamp> stamp = stamp_of(file.file);
  if (is_again && parts_.live != nullptr) parts_.live->write_waiting();
  beginning_.reset();
  if (!is_again) file.passed_over = what_is_known(index);
  const bool has_grown = file.passed_over.bytes > 0;
  file_ = begin(index, has_grown);
  file_.is_again = is_again;
  ids_.clear();
  if (has_grown) begin_behind(states_.at(file.id_prefix));
  // Whatever becomes of this run, the articles that it commits are those of a file that is known.
  if (parts_.live != nullptr && !states_.contains(file.id_prefix))
    keep(states_[file.id_prefix] = file_.state);
  try {
    read_pieces(file, stamp);
    put_deferred();
    end(stamp, began);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::io || intake_failed_) throw;
    put_deferred();
    fail(error.what());
  }
}

// A file that is worth it is read in another thread: to know of an article what it is takes as long.
void Scan::read_pieces(const SourceFile& file, const std::optional<FileStamp>& stamp) {
  constexpr std::size_t worth_a_thread = std::size_t{1} << 20;  // bytes
  const auto on_article = [this](Article&& article) {
    take(std::move(article));
    parts_.tally.show_progress();
  };
  const auto on_reject = [this](Reject&& reject) { refuse(reject); };
  const auto read_file = [&file](const OnArticle& to, const OnReject& rejects) {
    read_articles(file, to, rejects);
  };
  if (is_stream()) {
    read_stream(file, on_article, on_reject);
  } else if (parts_.jobs != 1 && stamp && stamp->size - file.passed_over.bytes > worth_a_thread) {
    read_ahead(read_file, on_article, on_reject);
  } else {
    read_file(on_article, on_reject);
  }
}

// A stream that ends within a line that cannot be taken was broken off, and has told only of some articles.
void Scan::read_stream(const SourceFile& file, const OnArticle& on_article, const OnReject& on_reject) {
  char last = '\n';
  bool rejected = false;
  const ByteSource bytes = [&last, input = bytes_of(stdin)](char* to, std::size_t room) {
    const std::size_t count = input(to, room);
    if (count > 0) last = to[count - 1];
    return count;
  };
  read_articles(
      Format::json_lines, bytes, file,
      [&](Article&& article) {
        rejected = false;
        on_article(std::move(article));
      },
      [&](Reject&& reject) {
        rejected = true;
        on_reject(std::move(reject));
      });
  if (rejected && last != '\n') complete_ = false;
}

// Part of the file may have been read. What of it is in the index stays as it is until the next run.
void Scan::fail(const std::string& reason) {
  complete_ = false;
  const std::string path = found_.files[file_.index].path;
  if (trouble_.empty()) trouble_ = path + ": " + reason;
  failed_.insert(file_.state.place);
  FileState& state = states_[file_.state.place];
  state.place = file_.state.place;
  state.articles = std::max(state.articles, file_.state.articles);
  state.settled = false;
  taken_ += state.articles;
  keep(state);
  refuse({.path = path, .position = {}, .reason = reason, .bytes = {}});
}

void Scan::end(const std::optional<FileStamp>& stamp, std::uint64_t began) {
  FileState& state = file_.state;
  const SourceFile& file = found_.files[file_.index];
  if (stamp && !is_stream() && format_of(file.file) == Format::json_lines)
    state.lines = beginning_of_file(file_.index, stamp->size).value_or(LinesRead{});
  beginning_.reset();
  const std::optional<FileStamp> after = stamp_of(file.file);
  const bool still = is_stream() || (stamp && after && *stamp == *after);
  if (!still) {
    complete_ = false;
    parts_.tally.warn(fmt::format("{} changed while it was read; the next run reads it again", file.path));
  }
  if (stamp) state.stamp = *stamp;
  taken_ += state.articles;
  for (std::size_t i = 0; i < file_.documents.size(); ++i) {
    const Xapian::docid document = file_.documents[i];
    if (file_.marks[i] != missing || moved_.contains(document)) continue;
    state.has_leftovers = true;
    ++state.articles;
    if (still)
      vanished_.emplace(document, Vanished{parts_.before->article(document).article.id, state.place});
  }
  const bool remembered = file_.reject_bytes <= most_remembered;
  if (!remembered) state.rejects.clear();
  state.settled =
      still && remembered && !file_.has_clash && (is_stream() || !may_change_unseen(*stamp, began));
  keep(state);
  states_[state.place] = std::move(state);
}

}  // namespace kartotek
