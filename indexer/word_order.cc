#include "indexer/word_order.h"

#include <algorithm>

#include "corpus/error.h"
#include "indexer/packing.h"

namespace kartotek {
namespace {

constexpr unsigned bits = 6;  // of a byte that is not a word's first
constexpr unsigned further = 128;
constexpr unsigned first_of_two = 192;
constexpr unsigned hashed = 240;
constexpr unsigned hash_bytes = 5;  // beside the first, which has two bits of the hash
constexpr unsigned same_position = 244;
constexpr unsigned positions_left_out = 245;

unsigned byte_of(char byte) { return static_cast<unsigned char>(byte); }

bool is_further(char byte) { return byte_of(byte) >= further && byte_of(byte) < first_of_two; }

unsigned bits_of(char byte) { return byte_of(byte) & ((1U << bits) - 1); }

char further_byte(std::uint64_t number) { return static_cast<char>(further | (number & ((1U << bits) - 1))); }

unsigned first_byte_of(WordCode code) {
  static_assert(WordCodes::most_common == further + ((hashed - first_of_two) << bits));
  if (code < further) return static_cast<unsigned>(code);
  return code < WordCodes::first_hash ? first_of_two + static_cast<unsigned>((code - further) >> bits)
                                      : hashed + static_cast<unsigned>(code >> (hash_bytes * bits) & 3U);
}

void put_code(WordCode code, std::string& out) {
  out += static_cast<char>(first_byte_of(code));
  if (code >= WordCodes::first_hash) {
    for (unsigned i = hash_bytes; i-- > 0;) out += further_byte(code >> (i * bits));
  } else if (code >= further) {
    out += further_byte(code - further);
  }
}

// Whether a whole word is at the beginning.
bool is_word(std::string_view bytes) {
  if (bytes.empty() || is_further(bytes.front()) || byte_of(bytes.front()) >= same_position) return false;
  const auto length = static_cast<std::size_t>(WordOrderReader::length_of_word(bytes.front()));
  return length <= bytes.size() &&
         std::all_of(bytes.begin() + 1, bytes.begin() + static_cast<std::ptrdiff_t>(length), is_further);
}

// Of a whole word.
WordCode code_at(const char* bytes) {
  const unsigned first = byte_of(bytes[0]);
  if (first < further) return first;
  if (first < hashed) return further + ((first - first_of_two) << bits | bits_of(bytes[1]));
  WordCode code = first - hashed;
  for (unsigned i = 0; i < hash_bytes; ++i) code = code << bits | bits_of(bytes[1 + i]);
  return WordCodes::first_hash | code;
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

std::vector<WordCode> leading_words(std::string_view part) {
  std::vector<WordCode> words;
  words.reserve(part.size() / 2);
  bool leads = true;
  for (std::size_t at = 0; at < part.size();) {
    const unsigned first = byte_of(part[at]);
    if (first == same_position || is_further(part[at]) || first == positions_left_out) {
      leads = leads && first != same_position;
      ++at;
      continue;
    }
    if (!is_word(part.substr(at))) break;
    if (leads) words.push_back(code_at(&part[at]));
    leads = true;
    at += static_cast<std::size_t>(WordOrderReader::length_of_word(part[at]));
  }
  return words;
}

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
  WordCode leading = 0;
  for (const std::uint64_t word : words_) {
    const std::uint64_t position = word >> (bits_of_code + 1);
    const WordCode code = word & code_mask;
    if (position == last && code == leading) continue;
    if (position == last) {
      packer.out += static_cast<char>(same_position);
    } else {
      leading = code;
    }
    if (position > last + 1) {
      packer.out += static_cast<char>(positions_left_out);
      for (std::uint64_t left_out = position - last - 1; left_out > 0; left_out >>= bits)
        packer.out += further_byte(left_out);
    }
    put_code(code, packer.out);
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

PairFinder::PairFinder(const std::vector<WordCode>& firsts, std::vector<WordCode> seconds)
    : seconds_(std::move(seconds)) {
  for (const WordCode first : firsts) put_code(first, firsts_.emplace_back());
  std::sort(seconds_.begin(), seconds_.end());
}

std::optional<bool> PairFinder::is_in(std::string_view part) const {
  std::optional<bool> found = false;
  for (const std::string& first : firsts_) {
    // The last byte of a word tells the most.
    for (std::size_t at = part.find(first.back()); at != std::string_view::npos;
         at = part.find(first.back(), at + 1)) {
      const std::size_t end = at + 1;
      if (end < first.size() || part.substr(end - first.size(), first.size()) != first) continue;
      const auto next = is_next(part.substr(end));
      if (next.value_or(false)) return true;
      if (!next) found.reset();
    }
  }
  return found;
}

// Whether what stands behind the first word is a second one.
std::optional<bool> PairFinder::is_next(std::string_view rest) const {
  if (rest.empty()) return false;
  if (!is_word(rest)) return std::nullopt;
  if (std::binary_search(seconds_.begin(), seconds_.end(), code_at(rest.data()))) return true;
  rest.remove_prefix(static_cast<std::size_t>(WordOrderReader::length_of_word(rest.front())));
  if (!rest.empty() && byte_of(rest.front()) == same_position) return std::nullopt;
  return false;
}

WordOrderReader::Wanted::Wanted() {
  std::fill(first_bytes_.begin() + further, first_bytes_.begin() + first_of_two, true);
  std::fill(first_bytes_.begin() + same_position, first_bytes_.end(), true);
}

void WordOrderReader::Wanted::add(WordCode code) { first_bytes_[first_byte_of(code)] = true; }

// The word that begins here, or after a byte that says where it stands.
bool WordOrderReader::take() {
  const unsigned first = byte_of(*next_);
  if (first < same_position) {
    ++position_;
  } else if (first == same_position) {
    ++next_;
  } else if (first != positions_left_out || !take_gap()) {
    return false;
  }
  if (!is_word({next_, static_cast<std::size_t>(end_ - next_)})) return false;
  code_ = code_at(next_);
  next_ += length_of_word(*next_);
  return true;
}

bool WordOrderReader::take_gap() {
  std::uint32_t left_out = 0;
  ++next_;
  for (unsigned shift = 0; shift < 32 && next_ != end_ && is_further(*next_); shift += bits)
    left_out |= bits_of(*next_++) << shift;
  position_ += left_out + 1;
  return left_out > 0;
}

}  // namespace kartotek
