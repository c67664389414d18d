#include "indexer/rejects.h"

#include <array>
#include <nlohmann/json.hpp>

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

}  // namespace

RejectsFile::RejectsFile(std::filesystem::path file) : file_(std::move(file), "the rejects file") {}

void RejectsFile::add(const Reject& reject, std::string_view time) {
  const nlohmann::ordered_json line{{"path", reject.path},
                                    {"position", reject.position},
                                    {"reason", reject.reason},
                                    {"bytes_base64", base64(reject.bytes)},
                                    {"time", time}};
  // A path may hold any bytes; what is no UTF-8 is replaced rather than lost.
  file_.out() << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

}  // namespace kartotek
