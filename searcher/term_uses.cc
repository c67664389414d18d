#include "searcher/term_uses.h"

#include <cstddef>

namespace kartotek {
namespace {

// Before a match all parts tell what they know of its terms, and of a database of this machine each term gets
// a copy of the weight that is told the sums: this one writes them down. Terms are told apart by the factor
// of their OP_SCALE_WEIGHT, which is their place from 1 on. Parts elsewhere take it for Xapian's BoolWeight.
class UseTaker : public Xapian::Weight {
 public:
  explicit UseTaker(std::vector<TermUse>& uses) : uses_(uses) {
    need_stat(TERMFREQ);
    need_stat(COLLECTION_FREQ);
  }

  UseTaker* clone() const override { return new UseTaker(uses_); }
  std::string name() const override { return "Xapian::BoolWeight"; }
  std::string serialise() const override { return {}; }
  double get_sumpart(Xapian::termcount, Xapian::termcount, Xapian::termcount) const override { return 0; }
  double get_maxpart() const override { return 0; }
  double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
  double get_maxextra() const override { return 0; }

 private:
  void init(double factor) override {
    if (factor == 0) return;  // of what is scored without regard to any term
    uses_[static_cast<std::size_t>(factor) - 1] = {get_termfreq(), get_collection_freq()};
  }

  std::vector<TermUse>& uses_;
};

// One article without any term that is asked for. (For a database of none Xapian makes no weights.)
Xapian::Database database_of_this_machine() {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  database.add_document(Xapian::Document());
  return database;
}

}  // namespace

std::vector<TermUse> uses_of(const std::vector<std::string>& terms,
                             const std::vector<Xapian::Database>& parts) {
  std::vector<TermUse> uses(terms.size());
  if (terms.empty()) return uses;
  Xapian::Database all = database_of_this_machine();
  for (const Xapian::Database& part : parts) all.add_database(part);
  std::vector<Xapian::Query> numbered;
  numbered.reserve(terms.size());
  for (const std::string& term : terms)
    numbered.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term),
                          static_cast<double>(numbered.size() + 1));
  Xapian::Enquire enquire(all);
  enquire.set_weighting_scheme(UseTaker(uses));
  enquire.set_query({Xapian::Query::OP_OR, numbered.begin(), numbered.end()});
  enquire.get_mset(0, 0);
  return uses;
}

}  // namespace kartotek
