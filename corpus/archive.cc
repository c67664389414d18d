#include "corpus/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <cerrno>
#include <clocale>
#include <exception>
#include <string_view>
#include <utility>

namespace kartotek {
namespace {

// libarchive turns names into the charset of the locale, and in the "C" locale of our programs it
// would replace all letters beyond ASCII, so that different names become one.
class Utf8Locale {
 public:
  Utf8Locale() : before_(uselocale(utf8())) {}
  ~Utf8Locale() { uselocale(before_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  static locale_t utf8() {
    static const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);  // 0 changes nothing
    return made;
  }
  locale_t before_;
};

Member::Kind kind_of(archive_entry* entry) {
  if (archive_entry_symlink(entry) != nullptr || archive_entry_hardlink(entry) != nullptr ||
      archive_entry_filetype(entry) == AE_IFLNK)
    return Member::Kind::link;
  switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
      return Member::Kind::file;
    case AE_IFDIR:
      return Member::Kind::folder;
    default:
      return Member::Kind::other;
  }
}

std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

}  // namespace

// What libarchive reads, and what is under way in it.
class Archive::Input {
 public:
  Input(ByteSource bytes, std::FILE* file, ExpansionLimit& limit)
      : bytes_(std::move(bytes)), file_(file), limit_(limit), archive_(archive_read_new()) {
    if (archive_ == nullptr) throw std::bad_alloc();
  }
  ~Input() { archive_read_free(archive_); }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  void open() {
    archive_read_support_format_tar(archive_);
    archive_read_support_format_zip(archive_);
    archive_read_set_callback_data(archive_, this);
    archive_read_set_read_callback(archive_, read);
    struct stat status {};
    if (file_ != nullptr && fstat(fileno(file_), &status) == 0 && S_ISREG(status.st_mode))
      archive_read_set_seek_callback(archive_, seek);
    if (archive_read_open1(archive_) != ARCHIVE_OK) fail();
  }

  bool next(Member& member) {
    const Utf8Locale utf8;
    int result = ARCHIVE_RETRY;
    while (result == ARCHIVE_RETRY) result = archive_read_next_header(archive_, &entry_);
    block_ = {};
    offset_ = 0;
    if (result == ARCHIVE_EOF) return false;
    if (result < ARCHIVE_WARN) fail();
    rethrow();
    member.kind = kind_of(entry_);
    member.name = text_or_empty(archive_entry_pathname(entry_));
    member.link =
        text_or_empty(archive_entry_symlink(entry_)) + text_or_empty(archive_entry_hardlink(entry_));
    member.encrypted = archive_entry_is_encrypted(entry_) != 0;
    name_ = member.name;
    return true;
  }

  // Of what was read last: from the name of the member on, where it is among it.
  std::string_view bytes_about() const {
    const std::string_view read(buffer_.data(), filled_);
    const std::size_t name = name_.empty() ? std::string_view::npos : read.find(name_);
    return read.substr(name == std::string_view::npos ? 0 : name, Damaged::most_shown);
  }

  std::size_t data(char* to, std::size_t room) {
    if (block_.empty() && !next_block()) return 0;
    const std::size_t count = block_.copy(to, room);
    block_.remove_prefix(count);
    return count;
  }

 private:
  // archive_read_data() would lose what was read before an error in the same call.
  bool next_block() {
    const void* begin = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    do {
      const int result = archive_read_data_block(archive_, &begin, &size, &offset);
      if (result == ARCHIVE_EOF) return false;
      if (result != ARCHIVE_OK && result != ARCHIVE_RETRY) fail();
      rethrow();
    } while (size == 0);
    if (offset != offset_) throw Damaged("a file with holes, which no text has", bytes_about());
    offset_ += static_cast<la_int64_t>(size);
    limit_.count_expanded(size);
    block_ = {static_cast<const char*>(begin), size};
    return true;
  }

  // No exception may pass through libarchive.
  static la_ssize_t read(struct archive* archive, void* self, const void** buffer) {
    auto& input = *static_cast<Input*>(self);
    try {
      *buffer = input.buffer_.data();
      const std::size_t count = input.bytes_(input.buffer_.data(), input.buffer_.size());
      if (count > 0) input.filled_ = count;
      return static_cast<la_ssize_t>(count);
    } catch (...) {
      input.error_ = std::current_exception();
      archive_set_error(archive, EIO, "reading failed");
      return ARCHIVE_FATAL;
    }
  }

  static la_int64_t seek(struct archive* /*archive*/, void* self, la_int64_t offset, int whence) {
    std::FILE* const file = static_cast<Input*>(self)->file_;
    if (fseeko(file, offset, whence) != 0) return ARCHIVE_FATAL;
    return ftello(file);
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

  [[noreturn]] void fail() const {
    rethrow();
    const char* const reason = archive_error_string(archive_);
    throw Damaged(reason == nullptr ? "damaged" : reason, bytes_about());
  }

  ByteSource bytes_;
  std::FILE* file_;
  ExpansionLimit& limit_;
  struct archive* archive_;
  archive_entry* entry_ = nullptr;
  std::string buffer_ = std::string(std::size_t{256} << 10, '\0');
  std::size_t filled_ = 0;  // of the buffer, when something was last read
  std::string name_;        // of the member
  std::string_view block_;  // of the member, not yet handed out
  la_int64_t offset_ = 0;   // of what comes behind the block
  std::exception_ptr error_;
};

Archive::Archive(ByteSource bytes, std::FILE* file, ExpansionLimit& limit)
    : input_(std::make_unique<Input>(std::move(bytes), file, limit)) {
  input_->open();
}

Archive::~Archive() = default;

bool Archive::next(Member& member) { return input_->next(member); }

std::string Archive::packed_bytes() const { return std::string(input_->bytes_about()); }

ByteSource Archive::data() {
  return [input = input_.get()](char* to, std::size_t room) { return input->data(to, room); };
}

}  // namespace kartotek
