#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/signature.h"

namespace kartotek {

// An article as its signature and its group in the index tell of it.
struct SignedArticle {
  Xapian::docid number = 0;
  Signature signature;
  std::uint64_t group = 0;  // the digest that names it; 0 where there is none
  bool is_new = false;      // put since groups were last made
};

// A wording that may be a near-duplicate of one that is looked for.
struct Alike {
  WordingKey key;
  Xapian::docid number = 0;  // of one of its articles
  std::uint64_t group = 0;   // of that article
  std::size_t likeness = 0;
};

// A wording that is looked for, and what of it is found.
struct Sought {
  struct Article {
    Xapian::docid number = 0;
    std::uint64_t group = 0;
    bool is_new = false;
  };
  Signature signature;
  bool was_there = false;  // also before the articles changed, as far as is known beforehand
  std::vector<Article> articles;
  std::vector<Alike> alike;  // other wordings
};

// Looks among all articles, twice, for those that are alike to some: that share a band of their signatures
// and have a likeness(). A band that hundreds of wordings share, a line of a template, is no evidence.
// Memory is of the order of what is sought and found; not of all articles. Not thread-safe.
class AlikeSearch {
 public:
  // `sought`: each key once, ascending. `most`: of Alikes that may be held at a time.
  AlikeSearch(std::vector<Sought> sought, std::size_t most);

  // Whether an article shares a band with any that is sought; what does not need not be given to the others.
  // Thread-safe beside itself.
  bool meets(const Signature& signature) const;
  // All articles are to be given to count(), in any order, and after that all to collect().
  void count(const SignedArticle& article);
  void collect(const SignedArticle& article);

  // What was sought, with what was found: the first of it at least, and as much as there was room for.
  std::vector<Sought> take_found();

  // After count(): whether a band of what is sought has come to be evidence, or has ceased to be, through
  // wordings that came or went; and whether this signature has it.
  bool has_turned() const;
  bool has_turned(const Signature& signature) const;

 private:
  // The wordings that share a band, each as one bit of 64: about 300 of them set all.
  struct Bucket {
    std::uint64_t key = 0;    // the band's number and values
    std::uint32_t begin = 0;  // in members_
    std::uint32_t end = 0;
    std::uint64_t now = 0;
    std::uint64_t before = 0;
  };
  static bool is_crowded(std::uint64_t wordings) { return wordings == ~std::uint64_t{0}; }
  static bool is_turned(const Bucket& bucket) { return is_crowded(bucket.now) != is_crowded(bucket.before); }
  static std::uint64_t bit_of(const WordingKey& key) { return std::uint64_t{1} << (key.digest & 63U); }
  static std::uint64_t bucket_key(const Signature& signature, std::size_t band) {
    return std::uint64_t{band} << 32U | signature.band(band);
  }
  static std::uint64_t hash_of(std::uint64_t key) {
    constexpr std::uint64_t golden_ratio = 0x9E3779B97F4A7C15;  // Knuth, The Art of Computer Programming, 6.4
    return key * golden_ratio;
  }
  std::size_t filled_word(std::uint64_t hash) const { return (hash >> 26U) & (filled_.size() - 1); }
  static std::uint64_t filled_bit(std::uint64_t hash) { return std::uint64_t{1} << (hash >> 20U & 63U); }

  void fill_buckets();
  std::size_t slot_of(std::uint64_t key) const;
  std::uint32_t find(const Signature& signature, std::size_t band) const;
  std::optional<std::size_t> place_of(const WordingKey& key) const;
  void meet(Sought& sought, const SignedArticle& article);
  void shrink();

  std::vector<Sought> sought_;
  std::size_t limit_;  // of sought_, those that are still looked for
  std::size_t most_;
  std::size_t found_ = 0;
  std::vector<Bucket> buckets_;
  std::vector<std::uint32_t> members_;  // places in sought_
  std::vector<std::uint32_t> slots_;    // a hash table of the buckets, each one's place and one more; else 0
  // A bit for every hash that a bucket may have (Bloom, 1970, with one hash): small enough for the cache.
  std::vector<std::uint64_t> filled_;
  std::vector<Xapian::docid> met_;  // by place in sought_: the last article it was compared with
};

}  // namespace kartotek
