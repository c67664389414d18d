#include "indexer/word_order.h"

#include <algorithm>

#include "corpus/error.h"
#include "indexer/packing.h"

namespace kartotek {
namespace {

constexpr unsigned first_of_two = 192;
constexpr unsigned hashed = 240;
constexpr unsigned hash_bytes = 4;
constexpr unsigned same_position = 241;
constexpr unsigned positions_left_out = 242;

unsigned byte_of(char byte) { return static_cast<unsigned char>(byte); }

unsigned first_byte_of(WordCode code) {
  static_assert(WordCodes::most_common <= first_of_two + (hashed - first_of_two) * 256);
  if (code < first_of_two) return static_cast<unsigned>(code);
  return code < WordCodes::first_hash ? first_of_two + static_cast<unsigned>((code - first_of_two) >> 8U)
                                      : hashed;
}

void put_code(WordCode code, std::string& out) {
  out += static_cast<char>(first_byte_of(code));
  if (code >= WordCodes::first_hash) {
    for (unsigned i = 0; i < hash_bytes; ++i) out += static_cast<char>(code >> (8 * i) & 0xFFU);
  } else if (code >= first_of_two) {
    out += static_cast<char>((code - first_of_two) & 0xFFU);
  }
}

bool take_part(std::string_view& bytes, std::string_view& part) {
  std::size_t size = 0;
  for (unsigned shift = 0; shift < 32 && !bytes.empty(); shift += 7) {
    const unsigned byte = byte_of(bytes.front());
    bytes.remove_prefix(1);
    size |= std::size_t{byte & 0x7FU} << shift;
    if (byte >= 0x80U) continue;
    if (size > bytes.size()) return false;
    part = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return true;
  }
  return false;
}

}  // namespace

WordOrder parts_of(std::string_view word_order) {
  WordOrder order;
  return take_part(word_order, order.title) && take_part(word_order, order.body) ? order : WordOrder{};
}

std::string WordOrderBuilder::build() && {
  std::sort(words_.begin(), words_.end());
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  Packer packer;
  packer.out.reserve(words_.size() * 2);
  std::uint64_t last = 0;
  for (const std::uint64_t word : words_) {
    const std::uint64_t position = word >> 33U;
    if (position == last) {
      packer.out += static_cast<char>(same_position);
    } else if (position > last + 1) {
      packer.out += static_cast<char>(positions_left_out);
      packer.number(position - last - 1);
    }
    put_code(word & ((std::uint64_t{1} << 33U) - 1), packer.out);
    last = position;
  }
  return std::move(packer.out);
}

std::string word_order_bytes(std::string_view title, std::string_view body) {
  Packer packer;
  packer.text(title);
  packer.text(body);
  return std::move(packer.out);
}

WordOrderReader::Wanted::Wanted() { std::fill(first_bytes_.begin() + hashed + 1, first_bytes_.end(), true); }

void WordOrderReader::Wanted::add(WordCode code) { first_bytes_[first_byte_of(code)] = true; }

// The word that begins here, or after a byte that says where it stands.
bool WordOrderReader::take() {
  const unsigned first = byte_of(*next_);
  if (first <= hashed) {
    ++position_;
  } else if (first == same_position) {
    ++next_;
  } else if (first != positions_left_out || !take_gap()) {
    return false;
  }
  if (next_ == end_ || byte_of(*next_) > hashed || end_ - next_ < length_of_word(*next_)) return false;
  const unsigned word = byte_of(*next_);
  if (word < first_of_two) {
    code_ = word;
  } else if (word < hashed) {
    code_ = first_of_two + ((word - first_of_two) << 8U | byte_of(next_[1]));
  } else {
    code_ = WordCodes::first_hash;
    for (unsigned i = 0; i < hash_bytes; ++i) code_ |= WordCode{byte_of(next_[1 + i])} << (8 * i);
  }
  next_ += length_of_word(*next_);
  return true;
}

bool WordOrderReader::take_gap() {
  std::uint32_t left_out = 0;
  ++next_;
  for (unsigned shift = 0; shift < 32 && next_ != end_; shift += 7) {
    const unsigned byte = byte_of(*next_++);
    left_out |= (byte & 0x7FU) << shift;
    if (byte < 0x80U) {
      position_ += left_out + 1;
      return true;
    }
  }
  return false;
}

}  // namespace kartotek
