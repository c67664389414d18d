#include "corpus/read_archive.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/archive.h"
#include "corpus/error.h"
#include "corpus/gunzip.h"
#include "corpus/member_name.h"

namespace kartotek {
namespace {

// Calls back, counts how often, and tells errors of who is called from those of reading.
class Callbacks {
 public:
  Callbacks(const OnArticle& take, const OnReject& refuse)
      : on_article([this, &take](Article&& article) { call(take, std::move(article), articles); }),
        on_reject([this, &refuse](Reject&& reject) { call(refuse, std::move(reject), rejects); }) {}
  Callbacks(const Callbacks&) = delete;
  Callbacks& operator=(const Callbacks&) = delete;

  // Whether `error`, just caught, is about what was read.
  bool is_of_reading(const Error& error) const { return !calling_ && error.kind() == ErrorKind::io; }

  std::size_t articles = 0;
  std::size_t rejects = 0;
  const OnArticle on_article;
  const OnReject on_reject;

 private:
  template <class Function, class Value>
  void call(const Function& function, Value&& value, std::size_t& count) {
    calling_ = true;
    function(std::forward<Value>(value));
    calling_ = false;
    ++count;
  }
  bool calling_ = false;
};

// Archives that we read as files of their own, and those that we know only by name.
bool is_archive(const std::filesystem::path& name) {
  constexpr std::array<std::string_view, 6> others = {".7z", ".rar", ".tbz", ".tbz2", ".txz", ".tzst"};
  const auto is_ending = [&](std::string_view ending) { return name.extension() == ending; };
  return format_of(name) == Format::archive || name.stem().extension() == ".tar" ||
         std::any_of(others.begin(), others.end(), is_ending);
}

// Takes the members of an archive one by one.
class Intake {
 public:
  Intake(Archive& archive, const SourceFile& file, ExpansionLimit& limit, const OnArticle& on_article,
         const OnReject& on_reject)
      : archive_(archive), file_(file), limit_(limit), to_(on_article, on_reject) {}

  void take_all() {
    std::string last;
    try {
      for (Member member; archive_.next(member);) {
        last = "after " + readable_name(member.name);
        take(member);
        if (limit_.is_exceeded()) limit_.count_expanded(0);
      }
    } catch (const Damaged& damaged) {
      if (!to_.is_of_reading(damaged)) throw;
      return to_.on_reject(
          {file_.path, last, std::string("the rest is lost: ") + damaged.what(), damaged.packed()});
    }
    if (to_.articles + to_.rejects == 0)
      to_.on_reject({file_.path, "", "an archive without any article", ""});
  }

 private:
  void take(const Member& member) {
    if (is_outside(member.name))
      return reject(member, "a name that leads out of the archive", content_of(member));
    if (is_hidden(member.name) || member.kind == Member::Kind::folder) return;
    const std::filesystem::path name = member.name;
    const bool inner_archive = is_archive(name);
    if (!inner_archive && !is_article_file(name)) return;
    if (member.kind == Member::Kind::link) return reject(member, "a link, to " + readable_name(member.link));
    if (member.kind != Member::Kind::file) return reject(member, "not a regular file");
    if (member.encrypted) return reject(member, "encrypted", archive_.packed_bytes());
    if (inner_archive) return reject(member, "an archive inside an archive", content_of(member));
    try {
      read(format_of(name), member_file(member));
    } catch (const Damaged& damaged) {
      if (!to_.is_of_reading(damaged)) throw;
      reject(member, damaged.what(), damaged.bytes());
    }
  }

  void read(Format format, const SourceFile& file) {
    if (format == Format::gzip)
      return read_gzip(archive_.data(), file, limit_, to_.on_article, to_.on_reject);
    read_articles(format, archive_.data(), file, to_.on_article, to_.on_reject);
  }

  SourceFile member_file(const Member& member) const {
    const std::string place = "!/" + readable_name(member.name);
    return {member.name, file_.id_prefix + place, file_.source, file_.path + place};
  }

  // The first bytes of a member that is not read.
  std::string content_of(const Member& member) const {
    if (member.kind != Member::Kind::file) return {};
    if (member.encrypted) return archive_.packed_bytes();
    try {
      return read_up_to(archive_.data(), Damaged::most_shown);
    } catch (const Damaged& damaged) {
      return damaged.bytes();
    }
  }

  void reject(const Member& member, std::string reason, std::string bytes = {}) {
    to_.on_reject({member_file(member).path, "", std::move(reason), std::move(bytes)});
  }

  Archive& archive_;
  const SourceFile& file_;
  ExpansionLimit& limit_;
  Callbacks to_;
};

}  // namespace

void read_gzip(const ByteSource& bytes, const SourceFile& file, ExpansionLimit& limit,
               const OnArticle& on_article, const OnReject& on_reject) {
  const Callbacks to(on_article, on_reject);
  const std::filesystem::path name = file.file.empty() ? std::filesystem::path(file.path) : file.file;
  try {
    read_articles(format_of(name.stem()), gunzip(bytes, limit), file, to.on_article, to.on_reject);
  } catch (const Damaged& damaged) {
    if (!to.is_of_reading(damaged)) throw;
    const std::string position = to.articles > 0 ? "after " + std::to_string(to.articles) + " articles" : "";
    to.on_reject({file.path, position, std::string("the rest is lost: ") + damaged.what(), damaged.bytes()});
  }
}

void read_archive(const ByteSource& bytes, std::FILE* from, const SourceFile& file, ExpansionLimit& limit,
                  const OnArticle& on_article, const OnReject& on_reject) {
  const std::string head = read_up_to(bytes, gzip_magic.size());
  if (head.empty()) return on_reject({file.path, "", "empty file", ""});
  const bool compressed = head == gzip_magic;
  const bool seekable = !compressed && from != nullptr && fseeko(from, 0, SEEK_SET) == 0;
  const ByteSource whole = seekable ? bytes : with_head(head, bytes);
  Callbacks to(on_article, on_reject);
  try {
    Archive archive(compressed ? gunzip(whole, limit) : whole, seekable ? from : nullptr, limit);
    Intake(archive, file, limit, to.on_article, to.on_reject).take_all();
  } catch (const Damaged& damaged) {
    if (!to.is_of_reading(damaged)) throw;
    on_reject({file.path, "", damaged.what(), damaged.bytes()});
  }
}

}  // namespace kartotek
