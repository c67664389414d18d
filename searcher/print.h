#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "searcher/search.h"

namespace kartotek {

enum class OutputFormat { text, json, jsonl, csv, trec };

std::optional<OutputFormat> parse_output_format(std::string_view name);

struct PrintOptions {
  OutputFormat format = OutputFormat::text;
  bool color = false;      // escape codes for highlights, text only
  bool explain = false;    // text only; JSON always says how a query was understood
  std::size_t width = 80;  // columns, text only
  std::string query;       // as typed
  std::string qid;         // in batches: every line of output says which query it answers; "" otherwise
};

// Writes one answer in the format of the project's contract (JSON: format_version 1; CSV: RFC 4180; TREC: qid
// Q0 id rank score kartotek). CSV's header is print_header()'s.
void print(const Page& page, const PrintOptions& options, std::ostream& out);
void print_header(OutputFormat format, bool batch, std::ostream& out);

// One whole article, and what an index holds.
void print(const StoredArticle& stored, OutputFormat format, std::ostream& out);
void print(const Stats& stats, OutputFormat format, std::ostream& out);

// {"error":{"code","message","at"}} on one line, with `qid` before it in batches; `at` is null where it is
// npos.
void print_error(std::string_view code, std::string_view message, std::size_t at, const std::string& qid,
                 std::ostream& out);

}  // namespace kartotek
