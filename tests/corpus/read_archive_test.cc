#include "corpus/read_archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "corpus/unicode.h"
#include "tests/corpus/archive_writer.h"

namespace kartotek {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = ArchiveWriter::Kind;
namespace fs = std::filesystem;

struct Taken {
  std::vector<std::string> ids;
  std::vector<Article> articles;
  std::vector<Reject> rejects;
};

// Reads `bytes` as a file of that name, once from a file and once as a stream, which must not differ.
Taken read(const std::string& name, std::string_view bytes, bool streams_alike = true) {
  const auto read_by = [&](auto&& reader) {
    Taken taken;
    reader(
        [&](Article&& article) {
          EXPECT_TRUE(is_valid_utf8(article.id)) << article.id;
          taken.ids.push_back(article.id);
          taken.articles.push_back(std::move(article));
        },
        [&](Reject&& reject) { taken.rejects.push_back(std::move(reject)); });
    return taken;
  };
  const fs::path path = fs::temp_directory_path() / ("kartotek-" + std::to_string(getpid()) + "-" + name);
  std::ofstream(path, std::ios::binary) << bytes;
  const SourceFile file{path, "in/" + name, "wire", "/data/" + name};
  Taken taken = read_by([&](auto... to) { read_articles(file, to...); });
  fs::remove(path);
  const Taken streamed =
      read_by([&](auto... to) { read_articles(format_of(name), bytes_of(bytes), file, to...); });
  if (streams_alike) {
    EXPECT_EQ(taken.ids, streamed.ids);
    EXPECT_EQ(taken.rejects.size(), streamed.rejects.size());
  }
  return taken;
}

std::vector<std::string> reasons(const Taken& taken) {
  std::vector<std::string> all;
  for (const Reject& reject : taken.rejects)
    all.push_back(reject.path + "|" + reject.position + "|" + reject.reason);
  return all;
}

const std::string story =
    "Navy orders three corvettes\n\nANKARA - The navy ordered three corvettes on Monday.\n";
const std::string line = R"({"title":"Drones","body":"Ten drones were delivered."})"
                         "\n";

TEST(FormatOf, CompressedFilesByWhatTheyHold) {
  EXPECT_EQ(format_of("a.txt.gz"), Format::gzip);
  EXPECT_EQ(format_of("A.JSONL.GZ"), Format::gzip);
  EXPECT_EQ(format_of("page.html.gz"), Format::gzip);
  EXPECT_EQ(format_of("a.csv.gz"), Format::none);
  EXPECT_EQ(format_of("a.gz"), Format::none);
  EXPECT_EQ(format_of("a.txt.gz.gz"), Format::none);
  for (const char* name : {"a.zip", "a.tar", "a.tgz", "a.tar.gz", "a.b.TAR.GZ", "A.ZIP"})
    EXPECT_EQ(format_of(name), Format::archive) << name;
}

TEST(ReadGzip, IsNamedAfterItsPlace) {
  EXPECT_THAT(read("a.txt.gz", gzipped(story)).ids, ElementsAre("in/a.txt.gz"));
  EXPECT_THAT(read("a.jsonl.gz", gzipped(line + line)).ids,
              ElementsAre("in/a.jsonl.gz:1", "in/a.jsonl.gz:2"));
  EXPECT_THAT(read("a.json.gz", gzipped("[" + line + "]")).ids, ElementsAre("in/a.json.gz#1"));
}

TEST(ReadGzip, TakesPartsOneAfterAnotherAndZerosBehindThem) {
  const Taken taken = read("a.jsonl.gz", gzipped(line) + gzipped(line) + std::string(600, '\0'));
  EXPECT_EQ(taken.ids.size(), 2U);
  EXPECT_THAT(taken.rejects, IsEmpty());
}

TEST(ReadGzip, KeepsTheLinesBeforeTheDamage) {
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += R"({"title":"Drones )" + std::to_string(i * 7919 % 2003) + "\"}\n";
  const std::string packed = gzipped(lines);
  const Taken cut = read("a.jsonl.gz", packed.substr(0, packed.size() / 2));
  EXPECT_GT(cut.ids.size(), 500U);
  ASSERT_EQ(cut.rejects.size(), 1U);
  EXPECT_EQ(cut.rejects[0].position, "after " + std::to_string(cut.ids.size()) + " articles");
  EXPECT_THAT(cut.rejects[0].reason, HasSubstr("cut off at byte " + std::to_string(packed.size() / 2)));
  EXPECT_THAT(cut.rejects[0].bytes, testing::StartsWith("{\"title\":\"Drones")) << "the line that it breaks";
  EXPECT_THAT(lines, HasSubstr(cut.rejects[0].bytes));

  std::string changed = packed;
  changed[changed.size() - 6] ^= 1;  // of the checksum
  EXPECT_THAT(reasons(read("a.jsonl.gz", changed)), ElementsAre(HasSubstr("incorrect data check")));
  EXPECT_THAT(reasons(read("a.jsonl.gz", packed + "more")), ElementsAre(HasSubstr("not gzip")));
}

TEST(ReadGzip, TakesNothingOfATextThatIsDamaged) {
  const std::string packed = gzipped(story);
  const Taken taken = read("a.txt.gz", packed.substr(0, packed.size() - 9));
  EXPECT_THAT(taken.ids, IsEmpty());
  ASSERT_EQ(taken.rejects.size(), 1U);
  EXPECT_THAT(story, testing::StartsWith(taken.rejects[0].bytes));
  EXPECT_GT(taken.rejects[0].bytes.size(), 20U);
  EXPECT_EQ(read("a.txt.gz", story).rejects[0].bytes, story) << "as it is where nothing could be unpacked";
  EXPECT_THAT(reasons(read("a.txt.gz", story)), ElementsAre(HasSubstr("incorrect header check")));
  EXPECT_THAT(reasons(read("a.txt.gz", "")), ElementsAre("/data/a.txt.gz||empty file"));
}

TEST(ReadArchive, ReadsEveryKindInPlace) {
  for (const Kind kind : {Kind::zip, Kind::tar}) {
    ArchiveWriter writer(kind);
    writer.folder("news/").file("news/a.txt", story).file("./news//b.md", story).file("c.jsonl", line + line);
    writer.file("d.json", "[" + line + "]")
        .file("e.html", "<h1>Head</h1><p>Text.")
        .file("f.jsonl.gz", gzipped(line));
    const std::string bytes = writer.take();
    const std::string name = kind == Kind::zip ? "x.zip" : "x.tar";
    const std::string at = "in/" + name + "!/";
    const Taken taken = read(name, bytes);
    EXPECT_THAT(taken.ids,
                ElementsAre(at + "news/a.txt", at + "news/b.md", at + "c.jsonl:1", at + "c.jsonl:2",
                            at + "d.json#1", at + "e.html", at + "f.jsonl.gz:1"));
    EXPECT_THAT(taken.rejects, IsEmpty());
    EXPECT_EQ(taken.articles[0].path, "/data/" + name + "!/news/a.txt");
    EXPECT_EQ(taken.articles[0].source, "wire");
    if (kind == Kind::tar) {
      EXPECT_EQ(read("x.tar.gz", gzipped(bytes)).ids.size(), 7U);
      EXPECT_EQ(read("x.tgz", gzipped(bytes)).ids.size(), 7U);
      EXPECT_EQ(read("x.tar.gz", bytes).ids.size(), 7U) << "a browser unpacked it on the way";
    }
  }
}

TEST(ReadArchive, PassesOverOtherKindsAndHiddenFiles) {
  for (const Kind kind : {Kind::zip, Kind::tar}) {
    ArchiveWriter writer(kind);
    writer.file("a.jpg", "x")
        .file(".git/a.txt", story)
        .file("in/.b.txt", story)
        .file("__MACOSX/in/._a.txt", "x");
    writer.file("a.txt", story);
    const Taken taken = read("x.zip", writer.take());
    EXPECT_THAT(taken.ids, ElementsAre("in/x.zip!/a.txt"));
    EXPECT_THAT(taken.rejects, IsEmpty());
  }
}

TEST(ReadArchive, RefusesWhatIsNoFileInIt) {
  ArchiveWriter tar(Kind::tar);
  tar.file("../up.txt", story)
      .file("a/../../up.txt", story)
      .file("/etc/a.txt", story)
      .file("C:\\a.txt", story);
  tar.file("..\\up.txt", story).link("link.txt", "/etc/passwd").pipe("pipe.txt").file("in.zip", "PK");
  tar.file("in.tar.gz", "x").file("in.7z", "7z").file("good.txt", story);
  const Taken taken = read("x.tar", tar.take());
  EXPECT_THAT(taken.ids, ElementsAre("in/x.tar!/good.txt"));
  const std::string outside = "||a name that leads out of the archive";
  const std::string nested = "||an archive inside an archive";
  const std::string at = "/data/x.tar!/";
  EXPECT_THAT(
      reasons(taken),
      ElementsAre(at + "../up.txt" + outside, at + "a/../../up.txt" + outside, at + "/etc/a.txt" + outside,
                  at + "C:\\a.txt" + outside, at + "..\\up.txt" + outside,
                  at + "link.txt||a link, to /etc/passwd", at + "pipe.txt||not a regular file",
                  at + "in.zip" + nested, at + "in.tar.gz" + nested, at + "in.7z" + nested));
  EXPECT_EQ(taken.rejects[0].bytes, story);
}

TEST(ReadArchive, RefusesFilesWithHoles) {
  ArchiveWriter tar(Kind::tar);
  tar.file_with_hole("a.jsonl", std::size_t{1} << 20U, line).file("b.jsonl", line);
  const Taken taken = read("a.tar", tar.take());
  EXPECT_THAT(reasons(taken), ElementsAre(HasSubstr("a file with holes, which no text has")));
  EXPECT_THAT(taken.ids, ElementsAre("in/a.tar!/b.jsonl:1"));
}

TEST(ReadArchive, RefusesEncryptedMembers) {
  ArchiveWriter zip(Kind::zip);
  zip.option("zip:encryption=zipcrypt").passphrase("secret").file("a.txt", story).file("b.txt", story);
  const std::string bytes = zip.take();
  const Taken taken = read("x.zip", bytes);
  EXPECT_THAT(taken.ids, IsEmpty());
  EXPECT_THAT(reasons(taken), ElementsAre("/data/x.zip!/a.txt||encrypted", "/data/x.zip!/b.txt||encrypted"));
  EXPECT_THAT(taken.rejects[1].bytes, testing::StartsWith("b.txt"));
  EXPECT_THAT(bytes, HasSubstr(taken.rejects[1].bytes)) << "as the archive has them";
}

TEST(ReadArchive, ShowsOfEveryRejectSomeBytesAndNotTooMany) {
  std::string big;  // that does not compress
  for (unsigned i = 1; big.size() < 300'000; i = i * 1664525U + 1013904223U)
    big += static_cast<char>('a' + (i >> 24) % 26);
  ArchiveWriter zip(Kind::zip);
  zip.option("zip:encryption=zipcrypt").passphrase("secret").file("a.txt", big).file("b.txt", story);
  const std::string tar = ArchiveWriter(Kind::tar).file("in.zip", big).file("../b.txt", big).take();
  const std::string cut = gzipped(big);
  for (const Taken& taken :
       {read("x.zip", zip.take()), read("x.tar", tar), read("x.tgz", gzipped(tar).substr(0, 100'000)),
        read("a.txt.gz", cut.substr(0, cut.size() - 5)), read("x.zip", big),
        read("x.tgz", "\x1F\x8B" + big)}) {
    EXPECT_FALSE(taken.rejects.empty());
    for (const Reject& reject : taken.rejects) {
      EXPECT_FALSE(reject.bytes.empty()) << reject.path << ": " << reject.reason;
      EXPECT_LE(reject.bytes.size(), 64U << 10) << reject.path << ": " << reject.reason;
    }
  }
}

TEST(ReadArchive, WithoutArticlesIsOneReject) {
  const std::string reason = "/data/x.zip||an archive without any article";
  EXPECT_THAT(reasons(read("x.zip", ArchiveWriter(Kind::zip).file("a.jpg", "x").take())),
              ElementsAre(reason));
  EXPECT_THAT(reasons(read("x.zip", ArchiveWriter(Kind::zip).take(), false)), ElementsAre(reason));
  EXPECT_THAT(reasons(read("x.zip", "")), ElementsAre("/data/x.zip||empty file"));
  EXPECT_THAT(reasons(read("x.zip", "no archive at all")),
              ElementsAre(HasSubstr("nrecognized archive format")));
  EXPECT_THAT(reasons(read("x.tar", gzipped("no tar"))),
              ElementsAre(HasSubstr("nrecognized archive format")));
}

TEST(ReadArchive, KeepsWhatCameBeforeTheDamage) {
  std::string big;
  for (int i = 0; i < 3000; ++i) big += "{\"title\":\"" + std::to_string(i * 7919 % 3001) + "\"}\n";
  for (const Kind kind : {Kind::zip, Kind::tar}) {
    ArchiveWriter writer(kind);
    const std::string bytes = writer.file("a.txt", story).file("b.jsonl", big).file("c.txt", story).take();
    const Taken taken = read("x.zip", bytes.substr(0, bytes.size() / 2));
    EXPECT_GT(taken.ids.size(), 100U);
    EXPECT_LT(taken.ids.size(), 3001U);
    EXPECT_EQ(taken.ids[0], "in/x.zip!/a.txt");
    ASSERT_EQ(taken.rejects.size(), 2U);
    EXPECT_EQ(taken.rejects[0].path, "/data/x.zip!/b.jsonl");
    EXPECT_EQ(taken.rejects[1].position, "after b.jsonl");
    EXPECT_THAT(taken.rejects[1].reason, HasSubstr("the rest is lost"));
    EXPECT_THAT(big, HasSubstr(taken.rejects[0].bytes)) << "the line that it breaks";
    EXPECT_THAT(bytes, HasSubstr(taken.rejects[1].bytes));
    for (const Reject& reject : taken.rejects) EXPECT_FALSE(reject.bytes.empty()) << reject.reason;
  }
}

TEST(ReadArchive, OneBadMemberDoesNotCostTheOthers) {
  ArchiveWriter zip(Kind::zip);
  zip.option("zip:compression=store").file("a.txt", story).file("b.txt", "Text of b, stored as it is.");
  std::string bytes = zip.file("c.txt", story).file("d.json", "{").take();
  bytes.replace(bytes.find("Text of b"), 4, "Test");
  const Taken taken = read("x.zip", bytes, false);  // a stream has no table of contents to go on with
  EXPECT_THAT(taken.ids, ElementsAre("in/x.zip!/a.txt", "in/x.zip!/c.txt"));
  EXPECT_THAT(reasons(taken), ElementsAre(HasSubstr("b.txt||ZIP bad CRC"), HasSubstr("d.json||")));
  EXPECT_EQ(taken.rejects[0].bytes, "Test of b, stored as it is.");
}

TEST(ReadArchive, StopsAtBombs) {
  const auto reasons_of = [](auto reader, const std::string& name, const std::string& bytes) {
    ExpansionLimit limit(bytes.size(), std::uint64_t{1} << 20);
    Taken taken;
    const SourceFile file{name, name, "wire", "/data/" + name};
    reader(counted(bytes_of(bytes), limit), file, limit,
           [&](Reject&& reject) { taken.rejects.push_back(std::move(reject)); });
    return reasons(taken);
  };
  const OnArticle none = [](Article&& article) { EXPECT_EQ(article.title, "Navy orders three corvettes"); };
  const auto gzip = [&](const ByteSource& bytes, const SourceFile& file, ExpansionLimit& limit,
                        const OnReject& on_reject) { read_gzip(bytes, file, limit, none, on_reject); };
  const auto archive = [&](const ByteSource& bytes, const SourceFile& file, ExpansionLimit& limit,
                           const OnReject& on_reject) {
    read_archive(bytes, nullptr, file, limit, none, on_reject);
  };
  const std::string blanks(std::size_t{2} << 20, ' ');
  const std::string bomb = gzipped(blanks);
  const auto is_refused = ElementsAre(HasSubstr("as only bombs do"));
  EXPECT_THAT(reasons_of(gzip, "x.jsonl.gz", bomb), is_refused);
  const std::string zip =
      ArchiveWriter(Kind::zip).file("a.txt", story).file("b.jsonl", blanks).file("c.txt", story).take();
  EXPECT_THAT(reasons_of(archive, "x.zip", zip),
              ElementsAre(HasSubstr("b.jsonl||expands"), HasSubstr("after b.jsonl|the rest is lost")));
  const std::string tar = ArchiveWriter(Kind::tar).file("a.jpg", blanks).file("c.txt", story).take();
  EXPECT_THAT(reasons_of(archive, "x.tar.gz", gzipped(tar)), is_refused)
      << "though the member is passed over";
  // One in the other: their ratios do not multiply.
  const std::string nested = gzipped(ArchiveWriter(Kind::tar).file("a.jsonl.gz", bomb).take());
  EXPECT_THAT(reasons_of(archive, "x.tgz", nested), Contains(HasSubstr("as only bombs do")));
}

TEST(ReadArchive, DifferentNamesStayDifferentIds) {
  for (const Kind kind : {Kind::zip, Kind::tar}) {
    ArchiveWriter writer(kind);
    for (const char* name : {"Əliyev.txt", "Алиев.txt", "\xE8.txt", "\xE9.txt", "\uFFFDE9.txt", "%E9.txt",
                             "E\u0301.txt", "É.txt"})
      writer.file(name, story);
    const Taken taken = read("x.zip", writer.take());
    const std::string at = "in/x.zip!/";
    EXPECT_THAT(taken.ids, ElementsAre(at + "Əliyev.txt", at + "Алиев.txt", at + "\uFFFDE8.txt",
                                       at + "\uFFFDE9.txt", at + "\uFFFDEF\uFFFDBF\uFFFDBDE9.txt",
                                       at + "%E9.txt", at + "E\u0301.txt", at + "É.txt"));
  }
}

TEST(ReadArchive, PassesOnWhatTheCallerThrows) {
  const std::string zip = ArchiveWriter(Kind::zip).file("a.txt", story).take();
  const auto full = [](Article&&) { throw Error(ErrorKind::io, "disk full"); };
  EXPECT_THROW(
      read_articles(Format::archive, bytes_of(zip), {"", "x.zip", "s", "x.zip"}, full, [](Reject&&) {}),
      Error);
  const std::string packed = gzipped(story);
  EXPECT_THROW(
      read_articles(Format::gzip, bytes_of(packed), {"", "x.txt.gz", "s", "x.txt.gz"}, full, [](Reject&&) {}),
      Error);
}

}  // namespace
}  // namespace kartotek
