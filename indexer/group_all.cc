#include "indexer/group_all.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/alike_join.h"
#include "indexer/at_once.h"
#include "indexer/committed_word_orders.h"
#include "indexer/group_labels.h"
#include "indexer/schema.h"
#include "indexer/shards.h"
#include "indexer/texts_alike.h"
#include "indexer/wordings_by_key.h"

namespace kartotek {
namespace {

using Pair = std::vector<AlikePair>::const_iterator;

// A wording, and its pairs with earlier ones.
struct Candidates {
  WordingPlace wording = 0;
  Pair begin;
  Pair end;
};

// The first of the candidates that was found to be a near-duplicate, and those that were found not to be.
struct Compared {
  std::optional<WordingPlace> alike;
  std::vector<WordingPlace> others;
};

class WholeGrouping {
 public:
  explicit WholeGrouping(const GroupedIndex& index)
      : index_(index), wordings_(open_shards(index.generation)), word_orders_(index.generation) {
    representatives_.reserve(wordings_.count());
    const auto orders = [this](Xapian::docid article) { return word_orders_.of(article); };
    const std::size_t memory = index.memory / 4 / index.threads;
    for (std::size_t i = 0; i < index.threads; ++i) {
      const auto database = std::make_shared<Xapian::Database>(open_shards(index.generation));
      const auto documents = [database](Xapian::docid article) { return database->get_document(article); };
      Analyzer& analyzer = i == 0 ? index.analyzer : analyzers_.emplace_back(memory);
      alike_.emplace_back(documents, orders, analyzer, memory);
    }
  }

  void run() {
    AlikeJoin join(wordings_, index_.memory / 4 * 3, index_.threads);
    while (const auto found = join.next()) decide(*found);
    label();
  }

 private:
  static constexpr std::size_t compared_at_a_time = std::size_t{1} << 12U;

  // Of all wordings found, in their order.
  void decide(const AlikeJoin::Found& found) {
    std::vector<Candidates> some;
    const auto decide_some = [&] {
      decide(some);
      some.clear();
    };
    for (Pair pair = found.pairs.begin(); pair != found.pairs.end();) {
      const WordingPlace wording = pair->later;
      const auto is_its = [wording](const AlikePair& other) { return other.later == wording; };
      const Pair end = std::find_if_not(pair, found.pairs.end(), is_its);
      some.push_back({wording, pair, end});
      pair = end;
      if (some.size() == compared_at_a_time) decide_some();
    }
    decide_some();
    represent_selves(found.end);
  }

  // At the same time as far as that goes: what comes to be represented on the way is not known yet.
  void decide(const std::vector<Candidates>& some) {
    std::vector<Compared> compared(some.size());
    std::atomic<std::size_t> next = 0;
    at_once(index_.threads, [&](std::size_t thread) {
      for (std::size_t i = next++; i < some.size(); i = next++)
        compared[i] = compare(some[i], alike_[thread]);
    });
    for (std::size_t i = 0; i < some.size(); ++i) {
      represent_selves(some[i].wording);
      representatives_.push_back(representative_of(some[i], compared[i]));
    }
  }

  // The wordings before `end` that are yet to be decided, which are like none.
  void represent_selves(WordingPlace end) {
    while (representatives_.size() < end)
      representatives_.push_back(static_cast<WordingPlace>(representatives_.size()));
  }

  bool may_represent(WordingPlace place) const {
    return place >= representatives_.size() || representatives_[place] == place;
  }

  std::vector<WordingPlace> likeliest(const Candidates& candidates) const {
    std::vector<WordingPlace> places;
    for (Pair pair = candidates.begin; pair != candidates.end && places.size() < most_compared; ++pair)
      if (may_represent(pair->earlier)) places.push_back(pair->earlier);
    return places;
  }

  TextsAlike::Text text(WordingPlace place) const {
    return {wordings_.article(place), wordings_.digest(place)};
  }

  Compared compare(const Candidates& candidates, TextsAlike& are_alike) const {
    Compared compared;
    for (const WordingPlace place : likeliest(candidates)) {
      if (are_alike(text(candidates.wording), text(place))) {
        compared.alike = place;
        break;
      }
      compared.others.push_back(place);
    }
    return compared;
  }

  WordingPlace representative_of(const Candidates& candidates, const Compared& compared) {
    for (const WordingPlace place : likeliest(candidates)) {
      if (std::find(compared.others.begin(), compared.others.end(), place) != compared.others.end()) continue;
      if (place == compared.alike || alike_.front()(text(candidates.wording), text(place))) return place;
    }
    return candidates.wording;
  }

  // The articles that are to be in a group, with its name, ascending.
  std::vector<std::pair<Xapian::docid, std::uint64_t>> members() const {
    std::vector<bool> is_group(wordings_.count());
    for (WordingPlace place = 0; place < wordings_.count(); ++place)
      if (representatives_[place] != place) is_group[representatives_[place]] = true;
    for (const auto& [place, article] : wordings_.copies()) is_group[representatives_[place]] = true;
    std::vector<std::pair<Xapian::docid, std::uint64_t>> members;
    const auto add = [&](WordingPlace place, Xapian::docid article) {
      const WordingPlace representative = representatives_[place];
      if (is_group[representative]) members.emplace_back(article, wordings_.digest(representative));
    };
    for (WordingPlace place = 0; place < wordings_.count(); ++place) add(place, wordings_.article(place));
    for (const auto& [place, article] : wordings_.copies()) add(place, article);
    std::sort(members.begin(), members.end());
    return members;
  }

  void label() {
    std::vector<std::pair<Xapian::docid, std::uint64_t>> labels = members();
    add_lost(labels);
    for (const auto& [article, group] : labels)
      if (label_group(index_.database, article, group) && index_.changed) index_.changed(article);
  }

  // Those that are in a group and are to be in none.
  void add_lost(std::vector<std::pair<Xapian::docid, std::uint64_t>>& labels) const {
    const auto members_end = static_cast<std::ptrdiff_t>(labels.size());
    std::ptrdiff_t member = 0;
    const Xapian::Database& database = wordings_.database();
    for (auto group = database.valuestream_begin(slot::group); group != database.valuestream_end(slot::group);
         ++group) {
      while (member < members_end && labels[static_cast<std::size_t>(member)].first < group.get_docid())
        ++member;
      const bool is_member =
          member < members_end && labels[static_cast<std::size_t>(member)].first == group.get_docid();
      if (!is_member) labels.emplace_back(group.get_docid(), 0);
    }
    std::inplace_merge(labels.begin(), labels.begin() + members_end, labels.end());
  }

  const GroupedIndex& index_;
  WordingsByKey wordings_;
  CommittedWordOrders word_orders_;
  std::deque<Analyzer> analyzers_;             // of all threads but the first
  std::vector<TextsAlike> alike_;              // by thread
  std::vector<WordingPlace> representatives_;  // of the wordings that are decided
};

}  // namespace

void group_all(const GroupedIndex& index) {
  index.commit();
  WholeGrouping(index).run();
}

}  // namespace kartotek
