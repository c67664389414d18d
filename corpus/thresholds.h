#pragma once

#include <cstddef>

// Every number that decides what an article is about, when it was written and which of its lines are told,
// with the measurement that set it.

namespace kartotek {

// What a piece of evidence is worth that an article is about a country, and what makes it so.
// Logistic regression on half of the Reuters articles that carry country labels (1987, 10,789 articles, the
// US left out), rounded to quarters; what has a figure of its own was added later, by the half of which the
// MD5 of the id is even. On the other half: with the dateline field F1 0.893 (precision 0.90, recall 0.88),
// without it 0.781, a quarter of the labels being told by the dateline alone; a lower `about` gains 0.01
// without it and loses 0.01 with it. Unrounded weights gain 0.005; currencies lose 0.004, so they are not
// evidence.
struct CountryWeights {
  double title_name = 2.5;    // its name or people in the title
  double title_other = 1.25;  // its capital, a city, an institution there
  double lead_name = 0.75;    // in the first words of the body; counted twice at most
  double lead_other = 0.75;
  double lead_place = 0.5;       // a city, or the capital merely as a place
  double lead_leader = 0.75;     // its leader, where its name is there too; no effect on Reuters (+-0.001)
  double first = 0.25;           // the first country in the body
  double listed = 0.5;           // in a row of at least so many in the lead: +0.006 without datelines,
  std::size_t least_listed = 3;  //   +0.005 with them; pairs lose
  double body_name = 0.75;       // times log2(1 + how often in the body)
  double body_other = 0.25;
  double body_place = 0.25;      // a city, or the capital merely as a place, of a country that is named, too
  double alone = 1.25;           // no other country in the article
  double alone_other = 1.0;      // the same, where it is told by institutions, makers or leaders only: +0.004
                                 // without datelines, +0.001 with them, from 0.75 on
  double dateline_field = 2.25;  // the input says where it was written
  double dateline = 1.5;         // the text seems to
  double seat_dateline = 0.5;    // either, where an organisation that has its seat there is in the text
  double minor =
      -0.75;  // not in title, dateline or label, and named less than a quarter as often as the most named
  double minor_share = 0.25;  //   country, if that is named often; makes 0.001, but helps long articles
  double aside = -0.75;       // not told so either, nor in the lead, and all in one stretch of the body:
  double aside_share = 0.33;  //   shorter than this share of it; +-0.0005, and right in the defence articles
  std::size_t aside_words = 200;  //   it was made for: two countries whose quarrel another's minister settles
  double shared = 0.75;  // named often, and at least half as often as the most named: +-0.001, and right in 9
                         // of 11 defence articles it changed
  std::size_t often = 5;
  double label = 2.25;          // a line "Country:" in the text
  double about = 2.0;           // the sum from which the article is about the country
  double likeliest = 1.25;      // the sum that is enough for the likeliest country if none reaches `about`:
                                //   0.010 without datelines (odd half), nothing with them
  std::size_t many_others = 4;  // institutions, makers and leaders so often are as good as a name there; no
                                //   effect on Reuters
  std::size_t lead_words = 50;  // 30 to 80 give the same within 0.004
  double usual_words = 300;     // in a longer body each mention counts less; no effect below 250 words
};

// Lines of a story (corpus/clean.cc, corpus/boilerplate.cc), in bytes. Chosen by hand; with them no sentence
// was found cut in 140 random articles of defence news, 40 of Turkish news and the five seeds, read by eye.
namespace clean_limit {
constexpr std::size_t headline = 220;  // from which on a line is prose whatever it ends in
constexpr std::size_t subheading = 60;
constexpr std::size_t notice = 1500;  // a consent banner is one long line
constexpr std::size_t prompt = 300;
constexpr std::size_t label = 200;
constexpr std::size_t closing = 1500;
}  // namespace clean_limit

// Lines frequent in a source (corpus/frequent_lines.cc).
namespace frequent_limit {
// A hundredth finds what stands in a fiftieth of a source through a sample of 2,048 but once in 3,000 times
// (41 expected, 6.3 the deviation, 21 needed).
constexpr std::size_t least_share = 100;
constexpr std::size_t least_articles = 3;  // two of them may be versions of one story
// No one story is a tenth of a source of any size.
constexpr std::size_t certain_share = 10;
constexpr std::size_t certain_articles = 10;
// So many articles that are no versions of one story are enough, however large the source.
constexpr std::size_t enough_independent = 8;
}  // namespace frequent_limit

// Whether day or month stands first in the dates of a source (corpus/frequent_lines.cc). One exception in
// twenty may be a quotation; chosen by hand.
namespace habit_limit {
constexpr std::size_t least_articles = 3;
constexpr std::size_t times_the_other = 20;
}  // namespace habit_limit

// Where dates are looked for (corpus/dates.cc), in bytes of the story.
namespace date_limit {
constexpr std::size_t head = 3000;    // a dateline or published line stands above that in all rows and seeds
constexpr std::size_t story = 20000;  // what an inferred date is checked against
constexpr int first_web_year = 1990;  // what is written of earlier days in an archive of web pages is history
constexpr int near_days = 7;          // between a dateline without a year and the published line that has one
}  // namespace date_limit

}  // namespace kartotek
