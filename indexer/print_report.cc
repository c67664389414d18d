#include "indexer/print_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "indexer/whole_file.h"

namespace kartotek {
namespace {

constexpr double megabyte = 1e6;

nlohmann::ordered_json json_of(const Report& report, int exit, const std::string& error) {
  const Report::Seconds& seconds = report.seconds;
  nlohmann::ordered_json json{{"report_version", 1},
                              {"added", report.added},
                              {"updated", report.updated},
                              {"unchanged", report.unchanged},
                              {"removed", report.removed},
                              {"rejected", report.rejected},
                              {"warnings", report.warnings},
                              {"duplicates", report.duplicates},
                              {"articles", report.articles},
                              {"bytes", report.bytes},
                              {"seconds",
                               {{"total", seconds.total},
                                {"crawl", seconds.crawl},
                                {"read", seconds.read},
                                {"commit", seconds.commit},
                                {"verify", seconds.verify}}},
                              {"peak_memory_bytes", report.peak_memory_bytes},
                              {"generation", report.generation},
                              {"exit", exit}};
  if (!error.empty()) json["error"] = error;
  return json;
}

const std::string what = "the report";

}  // namespace

void check_report(const std::filesystem::path& file) { const WholeFile made(file, what); }

void write_report(const Report& report, int exit, const std::string& error,
                  const std::filesystem::path& file) {
  WholeFile whole(file, what);
  whole.out() << json_of(report, exit, error).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)
              << '\n';
  whole.close();
  whole.publish();
}

std::string summary_of(const Report& report, const std::string& index, bool dry_run) {
  return fmt::format(
      "{}{} {} in {}: {} added, {} updated, {} unchanged, {} removed, {} rejected, {} warnings, "
      "{} duplicate ids; {:.1f} s",
      dry_run ? "nothing was changed; there would be " : "", report.articles,
      report.articles == 1 ? "article" : "articles", index, report.added, report.updated, report.unchanged,
      report.removed, report.rejected, report.warnings, report.duplicates, report.seconds.total);
}

std::string progress_text(const Report& report, double seconds) {
  const auto articles =
      static_cast<double>(report.added + report.updated + report.unchanged + report.duplicates);
  std::string text = fmt::format("{:.0f} articles, {:.0f}/s, {:.1f} MB/s", articles, articles / seconds,
                                 static_cast<double>(report.bytes) / megabyte / seconds);
  // Of the file being read only the text is counted, which is at most as long as the file.
  const auto passed = static_cast<double>(std::max<std::uint64_t>(report.bytes_passed, report.bytes));
  const auto ahead = static_cast<double>(report.bytes_ahead);
  constexpr double enough_to_tell = 0.01;
  if (passed < ahead && passed > enough_to_tell * ahead)
    text += fmt::format(", {:.0f} s left", seconds * (ahead - passed) / passed);
  return text;
}

void ProgressLine::show(const Report& report) {
  constexpr std::chrono::milliseconds pause(200);
  const auto now = std::chrono::steady_clock::now();
  if (now - shown_ < pause) return;
  shown_ = now;
  fmt::print(stderr, "\r{}\033[K",
             progress_text(report, std::chrono::duration<double>(now - start_).count()));
  std::fflush(stderr);
}

void ProgressLine::clear() { fmt::print(stderr, "\r\033[K"); }

std::string plain_line(const std::string& line) {
  std::string plain = line;
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
      ' ');
  return plain;
}

}  // namespace kartotek
