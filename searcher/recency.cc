#include "searcher/recency.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "indexer/schema.h"
#include "searcher/word_weight.h"

namespace kartotek {
namespace {

constexpr double share = 0.5;

// What a date of slot::date gains: `most` today, and half as much with each half-life.
class Gain {
 public:
  Gain(double most, double half_life, std::chrono::sys_days today)
      : most_(most), half_life_(half_life), today_(today) {}

  double most() const { return most_; }
  double of(const std::string& digits) const {
    if (digits.size() != 8) return 0;
    const auto number = [&digits](std::size_t at, std::size_t length) {
      return static_cast<unsigned>(std::stoul(digits.substr(at, length)));
    };
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(0, 4))),
                                           std::chrono::month(std::max(1U, number(4, 2))),
                                           std::chrono::day(std::max(1U, number(6, 2)))};
    const auto age = (today_ - std::chrono::sys_days(date)).count();
    return exact_in_sums(most_ *
                         std::exp2(-static_cast<double>(std::max<decltype(age)>(age, 0)) / half_life_));
  }

 private:
  double most_, half_life_;
  std::chrono::sys_days today_;
};

// Scores a document by the age of its date.
class Recency : public Xapian::ValuePostingSource {
 public:
  explicit Recency(const Gain& gain) : ValuePostingSource(slot::date), gain_(gain) {}

  Recency* clone() const override { return new Recency(gain_); }
  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    set_maxweight(gain_.most());
  }
  double get_weight() const override { return gain_.of(get_value()); }
  std::string get_description() const override { return "recency"; }

 private:
  Gain gain_;
};

// The same for databases elsewhere: a table of what each date gains.
Xapian::PostingSource* recency_by_table(const Gain& gain, const Xapian::Database& database) {
  auto* const source = new Xapian::ValueMapPostingSource(slot::date);
  const std::string days(prefix::day);
  for (auto day = database.allterms_begin(days); day != database.allterms_end(days); ++day) {
    std::string digits = (*day).substr(days.size());
    digits.resize(8, '0');
    source->add_mapping(digits, gain.of(digits));
  }
  return source->release();
}

}  // namespace

std::optional<double> parse_half_life(std::string_view text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [unit, error] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (error != std::errc() || unit + 1 != end || !(number > 0) || number > 1e6) return std::nullopt;
  switch (*unit) {
    case 'd':
      return number;
    case 'w':
      return number * 7;
    case 'm':
      return number * 30;
    case 'y':
      return number * 365;
    default:
      return std::nullopt;
  }
}

Xapian::Query with_recency(const Xapian::Query& query, double half_life, const Collection& collection,
                           const Xapian::Weight& weighting, std::chrono::sys_days today) {
  Xapian::Enquire enquire(collection.database());
  enquire.set_weighting_scheme(weighting);
  enquire.set_query(query);
  const Xapian::MSet best = enquire.get_mset(0, 1);
  if (best.empty()) return query;
  const Gain gain(share * best.begin().get_weight(), half_life, today);
  Xapian::PostingSource* const source =
      collection.is_local() ? (new Recency(gain))->release() : recency_by_table(gain, collection.database());
  return {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(source)};
}

}  // namespace kartotek
