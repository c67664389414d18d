#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "indexer/report.h"

namespace kartotek {

// Writes the report of a run as one JSON object (report_version 1), whole or not at all. `error` is what
// ended a run that failed, else "". Throws as WholeFile does.
void write_report(const Report& report, int exit, const std::string& error,
                  const std::filesystem::path& file);

// Throws as write_report() would: to be called before there is something to report.
void check_report(const std::filesystem::path& file);

// The counts on one line, for people.
std::string summary_of(const Report& report, const std::string& index, bool dry_run);

// How far a run is, on one line that is written over: for terminals.
class ProgressLine {
 public:
  void show(const Report& report);
  static void clear();

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point shown_ = start_;
};

// What is to be shown of a run so far, after `seconds` of it: "81 articles, 27/s, 0.1 MB/s, 3 s left".
std::string progress_text(const Report& report, double seconds);

// `line` without what a terminal or a journal would act on: control characters become blanks.
std::string plain_line(const std::string& line);

}  // namespace kartotek
