#pragma once

#include <xapian.h>

namespace kartotek {

// What a word weighs in all articles, and what share of that an article gets that has it:
//
//   weight = idf * burst^0.5          burst: how often the word stands in an article that has it, on average,
//                                     drawn to 1 where it is in few
//   share  = (k1 + 1) tf / (k1 (1 - b + b length) + tf) + presence    length in average lengths, b = 0.5
//
// It is BM25+ (Robertson and others, TREC-3, 1994; Lv and Zhai, CIKM 2011) but for the root: a word that
// comes in bursts is what articles are about, and one that is spread evenly (given, interested, said) is not
// (Church and Gale, 1995; Kwok, SIGIR 1996). The share is what Xapian's own BM25PlusWeight makes it, so that
// databases elsewhere score alike. With titles counted thrice (schema.h) tf is of both fields.
struct WordWeights {
  static constexpr double b = 0.5;
  static constexpr double least_length = 0.4;  // short notes are not better for being shorter still

  double k1;
  double burstiness;  // the exponent of burst
  double presence;    // for a word that is there at all, however often

  // A word in `articles` of all `all`, where it stands `occurrences` times.
  double weight(double articles, double occurrences, double all) const;
  double share(double occurrences, double length) const;
  // The product of the two as it is added up; 0 for a word that is not there.
  double score(double weight, double occurrences, double length) const;
};

// Rounded to a multiple of 2^-36. Xapian adds up scores in an order that depends on the part of the index; of
// such numbers, below 2^15, the sum is the same in any order: so equal articles are equal however an index is
// cut up.
double exact_in_sums(double score);

// For Xapian to score by: the factor of OP_SCALE_WEIGHT, in which the weight is given, times the share. Not
// for databases elsewhere.
class WordWeight : public Xapian::Weight {
 public:
  explicit WordWeight(const WordWeights& weights);

  WordWeight* clone() const override { return new WordWeight(weights_); }
  std::string name() const override { return "kartotek::WordWeight"; }
  double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override;
  double get_maxpart() const override;
  double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
  double get_maxextra() const override { return 0; }

 private:
  void init(double factor) override;

  WordWeights weights_;
  double weight_ = 0;
  double average_ = 1;
};

}  // namespace kartotek
