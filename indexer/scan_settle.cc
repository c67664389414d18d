// What a Scan does once all files are read.

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "corpus/error.h"
#include "indexer/document.h"
#include "indexer/scan.h"

namespace kartotek {

void Scan::check_share(std::size_t removed) const {
  if (parts_.allow_mass_removal || 2 * removed <= before_) return;
  const bool committed = parts_.live != nullptr && parts_.live->has_committed();
  throw Error(ErrorKind::io,
              fmt::format("{} of the {} articles of SOURCE {} are gone; nothing was {}", removed, before_,
                          source_.path.string(), committed ? "removed" : "changed"),
              "is a disk not mounted? --allow-mass-removal removes them, --keep-missing leaves them");
}

void Scan::check_for_mass_removal() const {
  if (parts_.keep_missing || !complete_ || !parts_.before) return;
  for (std::size_t i = 0; i < found_.files.size(); ++i) {
    const auto known = states_.find(found_.files[i].id_prefix);
    // What is missing may have been renamed to this.
    if (known == states_.end() || !stamps_[i] || known->second.stamp != *stamps_[i]) return;
  }
  std::size_t gone = before_;
  for (const SourceFile& file : found_.files) gone -= states_.at(file.id_prefix).articles;
  check_share(gone);
}

void Scan::settle() {
  if (!parts_.before) return settle_new();
  const auto may_remove = [this] { return complete_ && !parts_.keep_missing; };
  if (may_remove()) add_vanished_files();
  reclaim();
  if (!may_remove()) {
    if (!parts_.keep_missing)
      parts_.tally.say(fmt::format("SOURCE {} could not be read wholly, so nothing of it is removed",
                                   source_.path.string()));
    return;
  }
  const std::map<Xapian::docid, std::string> renamed = find_renamed();
  check_share(vanished_.size() - renamed.size());
  remove_vanished(renamed);
  forget_vanished_files();
}

// A new database has nothing of what could not be read: it must not take the place of one that has.
void Scan::settle_new() {
  std::size_t unread = 0;
  for (const auto& [place, state] : parts_.past.files_of(source_.origin)) {
    before_ += state.articles;
    const bool was_found = order_.contains(file_key(source_.origin, place));
    if (was_found ? failed_.contains(place) : !found_.complete) unread += state.articles;
  }
  if (unread > 0 && !parts_.allow_mass_removal)
    throw Error(ErrorKind::io,
                fmt::format("{}; {} articles of the live index would be lost, so nothing was changed",
                            trouble_, unread),
                "run it again when all can be read; --allow-mass-removal does without them");
  if (before_ > taken_) check_share(before_ - taken_);
}

void Scan::add_vanished_files() {
  for (const auto& [key, place] : unseen_) {
    for (const Xapian::docid document : parts_.before->documents_of(key))
      if (!moved_.contains(document))
        vanished_.emplace(document, Vanished{parts_.before->article(document).article.id, place});
  }
}

// Files that hold an article whose id they left to one that has vanished, or to one that another file took
// over, which may come before them. What is not to be removed keeps its id.
std::set<std::size_t> Scan::files_giving_way() const {
  std::set<std::string> ids = taken_over_;
  if (complete_ && !parts_.keep_missing)
    for (const auto& [document, vanished] : vanished_) ids.insert(vanished.id);
  std::set<std::size_t> files;
  if (ids.empty()) return files;
  for (const auto& [place, state] : states_) {
    const auto file = order_.find(file_key(source_.origin, place));
    if (file == order_.end() || failed_.contains(place)) continue;
    const auto& overridden = state.overridden;
    if (std::any_of(overridden.begin(), overridden.end(),
                    [&](const std::string& id) { return ids.contains(id); }))
      files.insert(file->second);
  }
  return files;
}

void Scan::reclaim() {
  std::set<std::size_t> done;
  for (;;) {
    bool read_any = false;
    for (const std::size_t index : files_giving_way()) {
      if (!done.insert(index).second) continue;
      read(index, true);
      read_any = true;
    }
    if (!read_any) return;
  }
}

// An article that came while one of the same text went is that one by another name. From the old document to
// the new id.
std::map<Xapian::docid, std::string> Scan::find_renamed() {
  std::map<Xapian::docid, std::string> renamed;
  if (added_.empty()) return renamed;
  for (const auto& [document, vanished] : vanished_) {
    const auto added = added_.find(text_hash(parts_.before->provenance(document).content_hash));
    if (added == added_.end()) continue;
    renamed.emplace(document, added->second);
    added_.erase(added);
  }
  return renamed;
}

void Scan::remove_vanished(const std::map<Xapian::docid, std::string>& renamed) {
  for (const auto& [document, vanished] : vanished_) {
    const auto name = renamed.find(document);
    if (name == renamed.end()) {
      ++parts_.tally.counts.removed;
      if (parts_.on_change) parts_.on_change("remove", vanished.id);
    } else {
      --parts_.tally.counts.added;
      ++parts_.tally.counts.updated;
    }
    if (parts_.live == nullptr) continue;
    if (name != renamed.end()) keep_first_indexed(document, name->second);
    parts_.live->remove(document);
  }
}

void Scan::keep_first_indexed(Xapian::docid from, const std::string& to) {
  if (const auto now = parts_.live->find(to))
    parts_.live->set_first_indexed(now->document, parts_.before->provenance(from).first_indexed);
}

void Scan::forget_vanished_files() {
  for (auto& [place, state] : states_) {
    const std::string key = file_key(source_.origin, place);
    if (!order_.contains(key)) {
      parts_.intake.set_metadata(file_state_key(source_.origin, place), {});
    } else if (state.has_leftovers) {
      state.has_leftovers = false;
      if (parts_.live != nullptr) parts_.live->write_waiting();
      state.articles = parts_.before->documents_of(key).size();
      keep(state);
    }
  }
}

}  // namespace kartotek
