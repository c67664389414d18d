#include "indexer/compression.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <libdeflate.h>
#include <zdict.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <new>
#include <shared_mutex>

#include "corpus/error.h"

namespace kartotek {
namespace {

// On 300,000 wire stories: 0.36 of the text, at 200 MB/s; level 9 gains 4 % at a quarter of the speed.
constexpr int level = 3;
constexpr int deflate_level = 6;
constexpr std::size_t largest_dictionary = std::size_t{110} << 10;  // what zstd's authors advise
// A dictionary learns from a hundred times its size, and must be worth its place in the index.
constexpr std::size_t samples_per_dictionary = 16;
constexpr std::size_t fewest_samples = 200;
constexpr std::string_view frame_start = "\x28\xB5\x2F\xFD";
// A frame is made of blocks, each of at least a header and a byte.
constexpr unsigned long long largest_block = 128ULL << 10U;
constexpr unsigned long long smallest_block = 4;
// No article is larger: see reader.h.
constexpr unsigned long long largest_content = 1ULL << 32U;

using CContext = std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)>;
using CDictionary = std::unique_ptr<ZSTD_CDict, decltype(&ZSTD_freeCDict)>;
using DContext = std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)>;
using DDictionary = std::unique_ptr<ZSTD_DDict, decltype(&ZSTD_freeDDict)>;

// Never forgets: a reader may still hold what was written with one that its index has left behind.
class Dictionaries {
 public:
  void add(const std::string& dictionary) {
    const unsigned number = ZSTD_getDictID_fromDict(dictionary.data(), dictionary.size());
    const std::unique_lock lock(mutex_);
    if (!known_.contains(number))
      known_.emplace(number,
                     DDictionary(ZSTD_createDDict(dictionary.data(), dictionary.size()), ZSTD_freeDDict));
  }
  const ZSTD_DDict* find(unsigned number) const {
    const std::shared_lock lock(mutex_);
    const auto found = known_.find(number);
    return found == known_.end() ? nullptr : found->second.get();
  }

 private:
  mutable std::shared_mutex mutex_;
  std::map<unsigned, DDictionary> known_;
};

Dictionaries& dictionaries() {
  static Dictionaries& all = *new Dictionaries;  // its end would take a short process a fiftieth of its time
  return all;
}

[[noreturn]] void fail(const std::string& reason) {
  throw Error(ErrorKind::index, "a stored article is damaged: " + reason, "run indexer --rebuild");
}

}  // namespace

std::string train_dictionary(const std::vector<std::string>& samples) {
  if (samples.size() < fewest_samples) return {};
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(std::min(largest_dictionary, all.size() / samples_per_dictionary), '\0');
  const std::size_t size = ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), all.data(),
                                                 sizes.data(), static_cast<unsigned>(sizes.size()));
  if (ZDICT_isError(size)) return {};  // nothing in common to learn
  dictionary.resize(size);
  return dictionary;
}

void know_dictionary(const std::string& dictionary) {
  if (!dictionary.empty()) dictionaries().add(dictionary);
}

struct Compressor::Context {
  CContext context{ZSTD_createCCtx(), ZSTD_freeCCtx};
  CDictionary dictionary{nullptr, ZSTD_freeCDict};
};

Compressor::Compressor(const std::string& dictionary) : context_(std::make_unique<Context>()) {
  know_dictionary(dictionary);
  if (!dictionary.empty())
    context_->dictionary.reset(ZSTD_createCDict(dictionary.data(), dictionary.size(), level));
}
Compressor::~Compressor() = default;
Compressor::Compressor(Compressor&&) noexcept = default;
Compressor& Compressor::operator=(Compressor&&) noexcept = default;

std::string Compressor::compress(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      context_->dictionary ? ZSTD_compress_usingCDict(context_->context.get(), out.data(), out.size(),
                                                      text.data(), text.size(), context_->dictionary.get())
                           : ZSTD_compressCCtx(context_->context.get(), out.data(), out.size(), text.data(),
                                               text.size(), level);
  if (ZSTD_isError(size) || size >= text.size()) return std::string(text);
  out.resize(size);
  return out;
}

Deflater::Deflater() : compressor_(libdeflate_alloc_compressor(deflate_level), libdeflate_free_compressor) {
  if (!compressor_) throw std::bad_alloc();
}

std::string_view Deflater::deflate(std::string_view text) {
  if (text.empty()) return {};
  out_.resize(std::max(out_.size(), text.size()));
  return std::string_view(out_).substr(
      0,
      libdeflate_deflate_compress(compressor_.get(), text.data(), text.size(), out_.data(), text.size() - 1));
}

std::string decompress(std::string_view data) {
  if (!data.starts_with(frame_start)) return std::string(data);
  const unsigned long long size = ZSTD_getFrameContentSize(data.data(), data.size());
  if (size > largest_content) fail("it does not say its size");
  if (size > data.size() * largest_block / smallest_block) fail("it says more than it can hold");
  const unsigned number = ZSTD_getDictID_fromFrame(data.data(), data.size());
  const ZSTD_DDict* const dictionary = number == 0 ? nullptr : dictionaries().find(number);
  if (number != 0 && dictionary == nullptr) fail(fmt::format("its dictionary {} is missing", number));
  thread_local const DContext context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  std::string text(size, '\0');
  const std::size_t got = ZSTD_decompress_usingDDict(context.get(), text.data(), text.size(), data.data(),
                                                     data.size(), dictionary);
  if (ZSTD_isError(got) || got != size) fail("it cannot be decompressed");
  return text;
}

}  // namespace kartotek

// These stand before zlib's own in this program, and pass on to them: see compression.h.
extern "C" {

__attribute__((visibility("default"))) int deflate(z_streamp stream, int flush) {
  static const auto zlib = reinterpret_cast<decltype(&deflate)>(::dlsym(RTLD_NEXT, "deflate"));
  if (flush == Z_FINISH && stream->total_in == 0 && stream->avail_out <= stream->avail_in) {
    const std::string_view input(reinterpret_cast<const char*>(stream->next_in), stream->avail_in);
    if (input.starts_with(kartotek::frame_start)) return Z_OK;  // there is no room
  }
  return zlib(stream, flush);
}

__attribute__((visibility("default"))) int deflateInit2_(z_streamp stream, int level, int method, int window,
                                                         int memory, int strategy, const char* version,
                                                         int stream_size) {
  static const auto zlib = reinterpret_cast<decltype(&deflateInit2_)>(::dlsym(RTLD_NEXT, "deflateInit2_"));
  constexpr int raw = -MAX_WBITS;  // without a header, as nobody but Xapian wants it here
  constexpr int enough = -13;      // 8 kB
  constexpr int enough_memory = 6;
  if (window == raw)
    return zlib(stream, level, method, enough, enough_memory, strategy, version, stream_size);
  return zlib(stream, level, method, window, memory, strategy, version, stream_size);
}
}
