#include "indexer/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "corpus/error.h"
#include "indexer/compression.h"
#include "indexer/schema.h"

namespace kartotek {
namespace {

constexpr char end_of_word = '\n';  // stands in none

std::string key_of(std::size_t piece) { return fmt::format("{}/{}", metadata_key::vocabulary, piece); }

bool is_kept(std::string_view term) {
  return !term.empty() && (term.front() < 'A' || term.front() > 'Z' || term.starts_with(prefix::exact));
}

// Each word as a byte that tells how much of the one before it begins with, and the rest.
std::string pack(const std::vector<std::string>& sorted) {
  constexpr std::size_t most_shared = 255;
  std::string packed;
  std::string_view before;
  for (const std::string& word : sorted) {
    const auto most = static_cast<std::ptrdiff_t>(std::min({before.size(), word.size(), most_shared}));
    const auto shared =
        std::mismatch(before.begin(), before.begin() + most, word.begin()).first - before.begin();
    packed += static_cast<char>(shared);
    packed.append(word, static_cast<std::size_t>(shared)) += end_of_word;
    before = word;
  }
  return Compressor("").compress(packed);
}

void unpack(const std::string& piece, std::vector<std::string>& words) {
  const std::string packed = decompress(piece);
  std::string word;
  for (std::size_t place = 0; place < packed.size();) {
    const auto shared = static_cast<unsigned char>(packed[place]);
    const std::size_t end = packed.find(end_of_word, place + 1);
    if (shared > word.size() || end == std::string::npos)
      throw Error(ErrorKind::index, "the words that the index keeps are damaged", "run indexer --rebuild");
    word.resize(shared);
    word.append(packed, place + 1, end - place - 1);
    words.push_back(word);
    place = end + 1;
  }
}

struct Pieces {
  std::vector<std::string> words;  // sorted
  std::size_t count = 0;
};

Pieces read(const Xapian::Database& database) {
  Pieces pieces;
  for (;; ++pieces.count) {
    const std::string piece = database.get_metadata(key_of(pieces.count));
    if (piece.empty()) break;
    const auto known = static_cast<std::ptrdiff_t>(pieces.words.size());
    unpack(piece, pieces.words);
    std::inplace_merge(pieces.words.begin(), pieces.words.begin() + known, pieces.words.end());
  }
  return pieces;
}

bool keeps_words(const Xapian::Database& database) {
  return !database.get_metadata(std::string(metadata_key::vocabulary)).empty();
}

}  // namespace

void begin_vocabulary(Xapian::WritableDatabase& database) {
  database.set_metadata(std::string(metadata_key::vocabulary), "kept");
}

void keep_vocabulary(Xapian::WritableDatabase& database) {
  constexpr std::size_t words_at_a_time = 50'000;  // bounds the memory that they take
  std::vector<std::string> words;
  std::vector<std::string> pieces;
  const auto put = [&] {
    std::sort(words.begin(), words.end());
    if (!words.empty()) pieces.push_back(pack(words));
    words.clear();
  };
  const auto take = [&](std::string&& word) {
    words.push_back(std::move(word));
    if (words.size() == words_at_a_time) put();
  };
  const std::string exact(prefix::exact);
  for (auto term = database.allterms_begin(exact); term != database.allterms_end(exact); ++term) take(*term);
  // (Skipping what begins with a capital letter, which is most of the terms.)
  const auto end = database.allterms_end();
  auto term = database.allterms_begin();
  while (term != end) {
    std::string word = *term;
    if (word.front() >= 'A' && word.front() <= 'Z') {
      term.skip_to(std::string(1, static_cast<char>(word.front() + 1)));
    } else {
      take(std::move(word));
      ++term;
    }
  }
  put();
  for (std::size_t piece = 0; piece < pieces.size(); ++piece)
    database.set_metadata(key_of(piece), pieces[piece]);
}

void NewWords::add(const Xapian::Document& document) {
  const auto end = document.termlist_end();
  for (auto term = document.termlist_begin(); term != end; ++term) {
    std::string word = *term;
    if (is_kept(word)) words_.insert(std::move(word));
  }
}

void NewWords::flush(Xapian::WritableDatabase& database) {
  constexpr std::size_t most_pieces = 16;
  std::vector<std::string> words(words_.begin(), words_.end());
  words_.clear();
  if (words.empty() || !keeps_words(database)) return;
  std::sort(words.begin(), words.end());
  Pieces known = read(database);
  std::vector<std::string> added;
  std::set_difference(words.begin(), words.end(), known.words.begin(), known.words.end(),
                      std::back_inserter(added));
  if (added.empty()) return;
  if (known.count < most_pieces) return database.set_metadata(key_of(known.count), pack(added));
  const auto old = static_cast<std::ptrdiff_t>(known.words.size());
  known.words.insert(known.words.end(), added.begin(), added.end());
  std::inplace_merge(known.words.begin(), known.words.begin() + old, known.words.end());
  database.set_metadata(key_of(0), pack(known.words));
  for (std::size_t piece = 1; piece < known.count; ++piece) database.set_metadata(key_of(piece), "");
}

std::optional<std::vector<std::string>> vocabulary_of(const Xapian::Database& database) {
  if (!keeps_words(database)) return std::nullopt;
  return read(database).words;
}

}  // namespace kartotek
