#include "searcher/recency.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "indexer/schema.h"

namespace kartotek {
namespace {

constexpr double share = 0.5;

// Scores a document by the age of its date.
class Recency : public Xapian::ValuePostingSource {
 public:
  Recency(double most, double half_life, std::chrono::sys_days today)
      : ValuePostingSource(slot::date), most_(most), half_life_(half_life), today_(today) {}

  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    set_maxweight(most_);
  }

  double get_weight() const override {
    const std::string digits = get_value();
    if (digits.size() != 8) return 0;
    const auto number = [&digits](std::size_t at, std::size_t length) {
      return static_cast<unsigned>(std::stoul(digits.substr(at, length)));
    };
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(0, 4))),
                                           std::chrono::month(std::max(1U, number(4, 2))),
                                           std::chrono::day(std::max(1U, number(6, 2)))};
    const auto age = (today_ - std::chrono::sys_days(date)).count();
    return most_ * std::exp2(-static_cast<double>(std::max<decltype(age)>(age, 0)) / half_life_);
  }

  // Xapian has one for each database.
  PostingSource* clone() const override { return new Recency(most_, half_life_, today_); }
  std::string get_description() const override { return "recency"; }

 private:
  double most_, half_life_;
  std::chrono::sys_days today_;
};

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

Xapian::Query with_recency(const Xapian::Query& query, double half_life, const Xapian::Database& database,
                           const Xapian::Weight& weighting, std::chrono::sys_days today) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(weighting);
  enquire.set_query(query);
  const Xapian::MSet best = enquire.get_mset(0, 1);
  if (best.empty()) return query;
  auto* const source = new Recency(share * best.begin().get_weight(), half_life, today);
  return {Xapian::Query::OP_AND_MAYBE, query, Xapian::Query(source->release())};
}

}  // namespace kartotek
