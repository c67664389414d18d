#include "indexer/compression.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <string>
#include <vector>

#include "corpus/error.h"

namespace kartotek {
namespace {

std::string story(int number) {
  return fmt::format(
      "The ministry of defence said on day {} that convoy {} had left the port of Mersin with {} vehicles "
      "for the exercise, which the chiefs of staff of both countries will watch from the command post.",
      number, number * 7919 % 1000, number * 31 % 90);
}

std::vector<std::string> stories(int count) {
  std::vector<std::string> all;
  for (int i = 0; i < count; ++i) all.push_back(story(i));
  return all;
}

TEST(Compression, GivesTextBack) {
  const std::string dictionary = train_dictionary(stories(2000));
  ASSERT_FALSE(dictionary.empty());
  Compressor plain("");
  Compressor trained(dictionary);
  for (const std::string& text : {std::string(), std::string("a"), story(9000), std::string(1 << 20, 'x')}) {
    EXPECT_EQ(decompress(plain.compress(text)), text);
    EXPECT_EQ(decompress(trained.compress(text)), text);
  }
}

TEST(Compression, LearnsFromTheArchive) {
  const std::string text = story(9000);
  EXPECT_LT(2 * Compressor(train_dictionary(stories(2000))).compress(text).size(),
            Compressor("").compress(text).size());
}

TEST(Compression, LearnsNothingFromAFewTexts) {
  EXPECT_EQ(train_dictionary(stories(20)), "");
  EXPECT_EQ(train_dictionary({}), "");
}

TEST(Compression, RefusesWhatIsDamaged) {
  std::string data = Compressor(train_dictionary(stories(2000))).compress(story(9000));
  const std::string whole = data;
  data.resize(data.size() / 2);
  EXPECT_THROW(decompress(data), Error);
  data = whole;
  data[5] = static_cast<char>(data[5] + 1);  // the number of the dictionary
  EXPECT_THROW(decompress(data), Error);
  EXPECT_THROW(decompress(std::string("\x28\xB5\x2F\xFD", 4)), Error);
}

TEST(Compression, BelievesNoFrameThatItHoldsGigabytes) {
  // A frame in one segment that says that it holds 0xF0000000 bytes, with one block that holds one.
  const std::string frame("\x28\xB5\x2F\xFD\xA0\x00\x00\x00\xF0\x09\x00\x00x", 13);
  try {
    decompress(frame);
    ADD_FAILURE() << "it was believed";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("more than it can hold"), std::string::npos) << error.what();
  }
}

// The densest there is: blocks of one byte that is repeated.
TEST(Compression, BelievesFramesOfOneByteRepeated) {
  const std::string text(std::size_t{4} << 20U, 'x');
  EXPECT_EQ(decompress(Compressor("").compress(text)), text);
}

// What zlib makes of `input` in `room` bytes; "" where it does not fit.
std::string deflated(std::string input, std::size_t room) {
  z_stream stream{};
  EXPECT_EQ(deflateInit(&stream, Z_DEFAULT_COMPRESSION), Z_OK);
  std::string out(room, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool fits = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(fits ? stream.total_out : 0);
  deflateEnd(&stream);
  return out;
}

std::string inflated(const std::string& data, std::size_t size) {
  std::string out(size, '\0');
  uLongf got = size;
  EXPECT_EQ(uncompress(reinterpret_cast<Bytef*>(out.data()), &got,
                       reinterpret_cast<const Bytef*>(data.data()), data.size()),
            Z_OK);
  out.resize(got);
  return out;
}

TEST(Compression, IsNotTriedASecondTimeByZlib) {
  const std::string runs = std::string("\x28\xB5\x2F\xFD", 4) + std::string(1000, 'x');
  EXPECT_EQ(deflated(runs, runs.size()), "") << "begins as a frame does";
  const std::string whole = deflated(runs, runs.size() + 100);
  EXPECT_EQ(inflated(whole, runs.size()), runs);
  const std::string text = story(1) + story(2);
  EXPECT_EQ(inflated(deflated(text, text.size() - 1), text.size()), text);
}

}  // namespace
}  // namespace kartotek
