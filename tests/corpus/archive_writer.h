#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include <string>
#include <string_view>

namespace kartotek {

inline std::string gzipped(std::string_view text) {
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

// Makes archives in memory for tests.
class ArchiveWriter {
 public:
  enum class Kind { tar, zip };
  explicit ArchiveWriter(Kind kind) : archive_(archive_write_new()) {
    if (kind == Kind::tar) {
      archive_write_set_format_pax_restricted(archive_);
      archive_write_set_options(archive_, "hdrcharset=BINARY");
    } else {
      archive_write_set_format_zip(archive_);
    }
    archive_write_set_bytes_in_last_block(archive_, 1);
  }
  ~ArchiveWriter() { archive_write_free(archive_); }
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  // Before all else: "zip:encryption=zipcrypt", "zip:compression=store".
  ArchiveWriter& option(const char* options) {
    archive_write_set_options(archive_, options);
    return *this;
  }
  ArchiveWriter& passphrase(const char* words) {
    archive_write_set_passphrase(archive_, words);
    return *this;
  }
  ArchiveWriter& file(const std::string& name, std::string_view text) {
    return add(name, AE_IFREG, text, "");
  }
  // With zeros before the text that the archive does not hold.
  ArchiveWriter& file_with_hole(const std::string& name, std::size_t zeros, std::string_view text) {
    return add(name, AE_IFREG, std::string(zeros, '\0').append(text), "", zeros);
  }
  ArchiveWriter& folder(const std::string& name) { return add(name, AE_IFDIR, "", ""); }
  ArchiveWriter& link(const std::string& name, const std::string& to) { return add(name, AE_IFLNK, "", to); }
  ArchiveWriter& pipe(const std::string& name) { return add(name, AE_IFIFO, "", ""); }

  std::string take() {
    open();
    archive_write_close(archive_);
    return std::move(bytes_);
  }

 private:
  ArchiveWriter& add(const std::string& name, unsigned type, std::string_view text, const std::string& to,
                     std::size_t hole = 0) {
    open();
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    if (!to.empty()) archive_entry_set_symlink(entry, to.c_str());
    if (hole > 0)
      archive_entry_sparse_add_entry(entry, static_cast<la_int64_t>(hole),
                                     static_cast<la_int64_t>(text.size() - hole));
    archive_write_header(archive_, entry);
    archive_write_data(archive_, text.data(), text.size());
    archive_entry_free(entry);
    return *this;
  }

  void open() {
    if (!opened_) archive_write_open(archive_, this, nullptr, write, nullptr);
    opened_ = true;
  }

  static la_ssize_t write(struct archive* /*archive*/, void* self, const void* bytes, std::size_t count) {
    static_cast<ArchiveWriter*>(self)->bytes_.append(static_cast<const char*>(bytes), count);
    return static_cast<la_ssize_t>(count);
  }

  struct archive* archive_;
  std::string bytes_;
  bool opened_ = false;
};

}  // namespace kartotek
