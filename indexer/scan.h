#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/claims.h"
#include "indexer/crawl.h"
#include "indexer/file_state.h"
#include "indexer/holdings.h"
#include "indexer/intake.h"
#include "indexer/known_content.h"
#include "indexer/past.h"
#include "indexer/rejects.h"
#include "indexer/report.h"
#include "indexer/writer.h"

namespace kartotek {

// What the scans of one run share.
struct ScanParts {
  Intake& intake;
  // The database before the run; for a Writer, with what is put. Nothing where all is built anew.
  std::optional<Holdings> before;
  // The intake, where it changes the database that `before` is of. Null where that is left alone.
  Writer* live = nullptr;
  Past past;                       // of the database that a new one is to replace
  std::string now;                 // when the articles of a new database are first indexed
  RejectsFile* rejects = nullptr;  // null where they are not to be written
  Tally& tally;
  Claims claims;
  std::size_t most_deferred = 0;  // bytes that changed articles of one file may take until they are put
  unsigned jobs = 0;              // threads; where it is 1, nothing is read in another
  bool keep_missing = false;
  bool allow_mass_removal = false;
  // Gets "add", "update" or "remove", and the id.
  std::function<void(std::string_view, const std::string&)> on_change;
};

// One scan of one SOURCE: hands over what is new or changed, and takes away what is gone.
// The file that comes later in the order of the crawl wins an id that two files of a source have.
// For one thread.
class Scan {
 public:
  // Crawls the source. `own`: paths of ours, which are no articles though below the SOURCE.
  Scan(const Source& source, const std::vector<std::filesystem::path>& own, ScanParts& parts);

  // Throws Error(io) where so little is left of what the source had that something must be wrong, as far as
  // that is plain before anything was read.
  void check_for_mass_removal() const;

  // Reads what is new or changed, then removes what is gone: only if all could be read. Throws Error where
  // the run cannot go on; an article that cannot be taken goes to the rejects.
  void run();

 private:
  // A file while it is read.
  struct Reading {
    std::size_t index = 0;  // in found_.files
    std::string key;        // file_key()
    FileState state;
    std::vector<Xapian::docid> documents;  // it had before, ascending
    std::vector<char> marks;               // what became of each: see Mark
    KnownContent content;                  // of the documents, as it was before
    std::size_t reject_bytes = 0;
    bool has_clash = false;
    bool is_again = false;   // read a second time in this run, for what it gives way to no more
    bool has_grown = false;  // only what came after its articles of the run before is read
  };
  enum Mark : char { missing, same, changed };
  struct Deferred {
    Article article;
    Provenance provenance;
    Xapian::docid document = 0;
  };

  struct Vanished {
    std::string id;
    std::string place;  // of the file
  };

  void pass_over(const FileState& state);
  void tell_of_unread(const FileState& state);
  void read(std::size_t index, bool is_again);
  void read_stream(const SourceFile& file, const OnArticle& on_article, const OnReject& on_reject);
  bool is_stream() const { return source_.path == "-"; }
  Reading begin(std::size_t index, bool has_grown);
  LinesRead what_is_known(std::size_t index);
  std::optional<LinesRead> beginning_of_file(std::size_t index, std::uint64_t bytes);
  void begin_behind(const FileState& known);
  void end(const std::optional<FileStamp>& stamp, std::uint64_t began);
  void fail(const std::string& reason);
  void read_pieces(const SourceFile& file, const std::optional<FileStamp>& stamp);
  void take(Article&& article);
  std::optional<Holding> find(std::string_view id) const;
  bool gives_way_to(const Holding& known) const;
  void take_over(const Holding& known, const std::string& id);
  void distrust(const std::string& file);
  void put(Article&& article, Provenance&& provenance, Xapian::docid document);
  void put_deferred();
  char* mark_of(Xapian::docid document);
  void mark(Xapian::docid document, Mark mark, const std::string& id);
  void refuse(const Reject& reject);
  void clash(const Article& article, const std::string& owner);
  void note(const Reject& reject, const std::string& time);

  void settle();
  void settle_new();
  void add_vanished_files();
  void reclaim();
  std::set<std::size_t> files_giving_way() const;
  std::map<Xapian::docid, std::string> find_renamed();
  void remove_vanished(const std::map<Xapian::docid, std::string>& renamed);
  void keep_first_indexed(Xapian::docid from, const std::string& to);
  void forget_vanished_files();
  void check_share(std::size_t removed) const;
  void keep(const FileState& state);

  const Source& source_;
  ScanParts& parts_;
  Crawl found_;
  std::vector<std::optional<FileStamp>> stamps_;         // of found_.files
  std::unordered_map<std::string, std::size_t> order_;   // of found_.files, by file_key()
  std::unordered_map<std::string, std::string> unseen_;  // places of files that were not found, by file_key()
  std::map<std::string, FileState> states_;              // by place: as before the run, then as now
  std::size_t before_ = 0;                               // articles of the source before the run
  Reading file_;
  std::optional<BeginningOfLines> beginning_;  // of the file being read, as far as it was looked at
  IdSet ids_;                                  // that came from it
  std::map<std::string, Deferred> deferred_;   // changed articles of the file being read, by id
  std::size_t deferred_bytes_ = 0;
  std::map<Xapian::docid, Vanished> vanished_;  // what is no more in its file
  std::unordered_set<Xapian::docid> moved_;     // to another file of the source
  std::set<std::string> taken_over_;  // ids of what has vanished from another file; a third may have them too
  std::unordered_multimap<std::string, std::string> added_;  // ids by text_hash()
  std::size_t seen_ = 0;                                     // articles and rejects
  std::size_t taken_ = 0;                                    // articles that are of the source now
  bool complete_ = true;
  std::string trouble_;           // what first kept it from being complete
  std::set<std::string> failed_;  // places of files that could not be read
  bool intake_failed_ = false;    // an error of the index, not of the file being read
};

}  // namespace kartotek
