#include "indexer/rejects.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "corpus/error.h"

namespace kartotek {
namespace {

// RFC 4648, section 4.
std::string base64(std::string_view bytes) {
  static constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < left ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += k <= left ? alphabet[group >> (18 - 6 * k) & 0x3F] : '=';
  }
  return out;
}

Error cannot_write(const std::filesystem::path& file) {
  return {ErrorKind::io, fmt::format("cannot write the rejects file {}", file.string()),
          "may the folder be written to? is the disk full?"};
}

}  // namespace

RejectsFile::RejectsFile(std::filesystem::path file)
    : file_(std::move(file)), scratch_(file_.string() + ".new"), out_(scratch_, std::ios::trunc) {
  if (!out_) throw cannot_write(scratch_);
  if (std::filesystem::is_directory(file_))
    throw Error(ErrorKind::usage, fmt::format("the rejects file {} is a folder", file_.string()));
}

void RejectsFile::add(const Reject& reject, std::string_view time) {
  const nlohmann::ordered_json line{{"path", reject.path},
                                    {"position", reject.position},
                                    {"reason", reject.reason},
                                    {"bytes_base64", base64(reject.bytes)},
                                    {"time", time}};
  // A path may hold any bytes; what is no UTF-8 is replaced rather than lost.
  out_ << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

RejectsFile::~RejectsFile() {
  std::error_code ignored;  // after publish() there is none
  std::filesystem::remove(scratch_, ignored);
}

void RejectsFile::close() {
  out_.close();
  if (!out_) throw cannot_write(scratch_);
}

void RejectsFile::publish() { std::filesystem::rename(scratch_, file_); }

}  // namespace kartotek
