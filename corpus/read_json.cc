#include "corpus/read_json.h"

#include <algorithm>
#include <utility>

#include "corpus/decode.h"
#include "corpus/error.h"
#include "corpus/json_article.h"
#include "corpus/line_reader.h"

namespace kartotek {
namespace {

static_assert(LineReader::slack >= simdjson::SIMDJSON_PADDING);

constexpr std::string_view json_space = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_empty(std::string_view json) { return json.find_first_not_of(json_space) == std::string_view::npos; }

// Whether an object begins here and, by its last character, does not end.
bool is_open(std::string_view json) {
  const char last = json[json.find_last_not_of(json_space)];
  return json[json.find_first_not_of(json_space)] == '{' && last != '}' && last != ',';
}

// Takes single objects of a file and tells the caller what became of them.
class Intake {
 public:
  Intake(const SourceFile& file, const OnArticle& on_article, const OnReject& on_reject)
      : file_(file), on_article_(on_article), on_reject_(on_reject) {}

  // `json` as JsonArticleReader::read() wants it. `cut_off`: the file ends in the middle of it. `rejected`:
  // how much of it is a reject, if it is one.
  void take(std::string_view json, const std::string& id, const std::string& position, bool cut_off = false,
            std::size_t rejected = std::string_view::npos) {
    Article article;
    try {
      article = reader_.read(json);
    } catch (const Error& error) {
      reject(position, error.what() + std::string(cut_off ? " (the file ends in the middle of it)" : ""),
             json.substr(0, rejected));
      was_rejected_ = true;
      return;
    }
    was_rejected_ = false;
    if (article.id.empty()) article.id = id;
    if (article.source.empty()) article.source = file_.source;
    article.path = file_.path;
    on_article_(std::move(article));
  }

  bool was_rejected() const { return was_rejected_; }  // what was taken last

  void reject(const std::string& position, const std::string& reason, std::string_view bytes) const {
    on_reject_({file_.path, position, reason, std::string(bytes)});
  }

 private:
  const SourceFile& file_;
  const OnArticle& on_article_;
  const OnReject& on_reject_;
  JsonArticleReader reader_;
  bool was_rejected_ = false;
};

void take_lines(const ByteSource& bytes, const SourceFile& file, Intake& intake, std::size_t most) {
  LineReader lines(bytes, most, file.passed_over.lines);
  RawLine line;
  bool empty = file.passed_over.lines == 0;
  while (lines.next(line)) {
    if (line.number == 1 && line.text.starts_with(byte_order_mark))
      line.text.remove_prefix(byte_order_mark.size());
    if (is_empty(line.text)) continue;
    empty = false;
    const std::string number = std::to_string(line.number);
    if (line.too_long) {
      intake.reject("line " + number, "a line of more than " + std::to_string(most) + " bytes", line.text);
    } else {
      intake.take(line.text, file.id_prefix + ":" + number, "line " + number,
                  !line.ended && is_open(line.text));
    }
  }
  if (empty) intake.reject("", "empty file", "");
}

struct ElementEnd {
  std::size_t at = 0;
  bool is_cut_off = false;  // `json` ends in the middle of the element
  std::size_t next = 0;     // where, in a string, another element seems to begin; 0 for nowhere
};

// The length of "},{" and the blanks within before a quotation mark, up to the second bracket, at `at`; 0
// where it does not stand there.
std::size_t seam_at(std::string_view json, std::size_t at) {
  const std::size_t comma = json.find_first_not_of(json_space, at + 1);
  if (comma == std::string_view::npos || json[comma] != ',') return 0;
  const std::size_t begin = json.find_first_not_of(json_space, comma + 1);
  if (begin == std::string_view::npos || json[begin] != '{') return 0;
  const std::size_t key = json.find_first_not_of(json_space, begin + 1);
  return key != std::string_view::npos && json[key] == '"' ? begin - at : 0;
}

// Closes what is open, and with it what was left open within; a bracket of a kind that is not open at all is
// taken for one of the other kind. Returns whether it was the innermost.
bool close(std::string& open, char bracket) {
  const char beginning = bracket == ']' ? '[' : '{';
  const std::size_t found = open.rfind(beginning);
  const bool is_innermost = found + 1 == open.size();
  open.resize(found == std::string::npos ? open.size() - 1 : found);
  return is_innermost;
}

// Where the element of an array that begins at `at` ends: at the comma or bracket behind it, or at the end of
// `json`. What stands between may be ill-formed: where brackets do not match, it ends before the next object.
ElementEnd end_of_element(std::string_view json, std::size_t at) {
  std::string open;
  std::size_t seam = 0;
  bool in_string = false;
  bool do_match = true;
  const auto ends = [&](std::size_t comma) {
    const std::size_t next = json.find_first_not_of(json_space, comma + 1);
    return do_match || next == std::string_view::npos || json[next] == '{';
  };
  for (; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string && c == '\\') {
      ++at;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (in_string) {
      const std::size_t length = c == '}' && seam == 0 ? seam_at(json, at) : 0;
      if (length > 0) seam = at + length;
    } else if (open.empty() && (c == ']' || (c == ',' && ends(at)))) {
      return {at, false, seam};
    } else if (c == '[' || c == '{') {
      open += c;
    } else if (!open.empty() && (c == ']' || c == '}')) {
      do_match = close(open, c) && do_match;
    }
  }
  return {json.size(), !open.empty() || in_string, seam};
}

std::string_view trimmed(std::string_view json) {
  if (is_empty(json)) return {};
  json.remove_prefix(json.find_first_not_of(json_space));
  return json.substr(0, json.find_last_not_of(json_space) + 1);
}

// The elements of the array that `json` is (padded as for JsonArticleReader), one by one: one that is
// ill-formed, or cut off, costs no other. A string that does not end turns all that is quoted behind it
// inside out; there the elements begin anew where one seems to within a string.
class Elements {
 public:
  Elements(std::string_view json, const SourceFile& file, Intake& intake)
      : json_(json), file_(file), intake_(intake), left_(most_times * json.size()) {}

  void take() {
    std::size_t at = json_.find('[') + 1;
    for (bool is_last = false; !is_last;) {
      const ElementEnd end = end_of_element(json_, at);
      is_last = end.at == json_.size() || json_[end.at] == ']';
      if (const std::size_t next = take(at, end, is_last); next > 0) {
        at = next;
        is_last = false;
        continue;
      }
      at = std::min(end.at + 1, json_.size());
      if (end.at == json_.size() && !end.is_cut_off) reject_behind("an array that does not end", "");
    }
    if (!is_empty(json_.substr(at))) reject_behind("something follows the array", json_.substr(at));
  }

 private:
  static constexpr std::size_t most_times = 8;  // that all may be looked through

  // Takes the element [at, end); returns where to go on within it, or 0.
  std::size_t take(std::size_t at, const ElementEnd& end, bool is_last) {
    const std::string_view element = trimmed(json_.substr(at, end.at - at));
    if (element.empty()) {
      if (end.at < json_.size() && !(number_ == 0 && is_last))
        reject_behind("nothing beside a comma", json_.substr(end.at, 1));
      return 0;
    }
    const std::string number = std::to_string(++number_);
    const bool may_go_on = end.next > 0 && left_ >= end.at - at;
    const std::size_t own = may_go_on ? end.next - at : std::string_view::npos;
    intake_.take(element, file_.id_prefix + "#" + number, "element " + number, end.is_cut_off && !may_go_on,
                 own);
    if (!may_go_on || !intake_.was_rejected()) return 0;
    left_ -= end.at - at;
    return end.next;
  }

  void reject_behind(const std::string& reason, std::string_view bytes) const {
    intake_.reject(number_ == 0 ? "" : "after element " + std::to_string(number_),
                   "not valid JSON: " + reason, bytes);
  }

  std::string_view json_;
  const SourceFile& file_;
  Intake& intake_;
  std::size_t left_;  // bytes
  std::size_t number_ = 0;
};

}  // namespace

bool is_wide(std::string_view head) {
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
         head.find('\0') != std::string_view::npos;
}

void read_json_lines(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
                     const OnReject& on_reject, std::size_t most) {
  Intake intake(file, on_article, on_reject);
  const std::string head = read_up_to(bytes, enough_to_tell);
  const ByteSource all = with_head(head, bytes);
  if (!is_wide(head)) return take_lines(all, file, intake, most);
  const std::string raw = read_all(all, largest_text);
  Decoded decoded;
  try {
    decoded = decode(raw);
  } catch (const Error& error) {
    return intake.reject("", error.what(), raw);
  }
  take_lines(bytes_of(decoded.text), file, intake, most);
}

void read_json(const ByteSource& bytes, const SourceFile& file, const OnArticle& on_article,
               const OnReject& on_reject) {
  Intake intake(file, on_article, on_reject);
  const std::string raw = read_all(bytes, largest_text);
  Decoded decoded;
  try {
    decoded = decode(raw);
  } catch (const Error& error) {
    return intake.reject("", error.what(), raw);
  }
  const std::size_t size = decoded.text.size();
  decoded.text.append(simdjson::SIMDJSON_PADDING, ' ');
  const std::string_view json = std::string_view(decoded.text).substr(0, size);
  if (is_empty(json)) return intake.reject("", "empty file", raw);
  if (json[json.find_first_not_of(json_space)] == '[') return Elements(json, file, intake).take();
  intake.take(json, file.id_prefix, "", is_open(json));
}

}  // namespace kartotek
