#include "indexer/duplicates.h"

#include <fmt/format.h>

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/document.h"
#include "indexer/likely_pairs.h"
#include "indexer/schema.h"
#include "indexer/signature.h"
#include "indexer/stars.h"
#include "indexer/wording.h"

namespace kartotek {
namespace {

// Articles of one wording are one node, so that a thousand copies cost no more than one.
class Grouping {
 public:
  Grouping(Xapian::WritableDatabase& database, Analyzer& analyzer, const ArticleChanges& changes)
      : database_(database), analyzer_(analyzer) {
    const std::unordered_set<Xapian::docid> put(changes.put.begin(), changes.put.end());
    const auto end = database.valuestream_end(slot::signature);
    for (auto value = database.valuestream_begin(slot::signature); value != end; ++value) {
      const std::optional<Signature> signature = signature_from_bytes(*value);
      if (!signature) continue;
      const std::size_t node = node_of(*signature);
      articles_[node].push_back(value.get_docid());
      if (changes.everything || put.contains(value.get_docid())) touched_.push_back(node);
    }
    for (const std::string& bytes : changes.gone)
      if (const auto signature = signature_from_bytes(bytes)) touched_.push_back(node_of(*signature));
    const auto groups_end = database.valuestream_end(slot::group);
    for (auto value = database.valuestream_begin(slot::group); value != groups_end; ++value)
      groups_.emplace(value.get_docid(), *value);
  }

  void update() {
    for (const std::vector<std::size_t>& nodes : alike_groups(signatures_, touched_)) divide(nodes);
  }

 private:
  using Edges = std::vector<std::pair<std::size_t, std::size_t>>;

  std::size_t node_of(const Signature& signature) {
    const auto [node, is_new] = node_of_.emplace(signature.digest, signatures_.size());
    if (is_new) {
      signatures_.push_back(signature);
      articles_.emplace_back();
    }
    return node->second;
  }

  void divide(std::vector<std::size_t> nodes) {
    std::erase_if(nodes, [this](std::size_t node) { return articles_[node].empty(); });
    std::vector<StarNode> stars;
    stars.reserve(nodes.size());
    for (const std::size_t node : nodes) stars.push_back({articles_[node].size(), signatures_[node].digest});
    const std::vector<std::size_t> centres = star_centres(stars, edges_of(nodes));
    std::vector<std::size_t> sizes(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) sizes[centres[i]] += articles_[nodes[i]].size();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const bool single = sizes[centres[i]] == 1;
      const std::string group = single ? "" : fmt::format("{:016x}", stars[centres[i]].name);
      for (const Xapian::docid article : articles_[nodes[i]]) set_group(article, group);
    }
  }

  Edges edges_of(const std::vector<std::size_t>& nodes) {
    constexpr std::size_t most_held = std::size_t{4}
                                      << 20;  // shingles, of wordings that may be asked for again
    Edges edges;
    std::unordered_map<std::size_t, Wording> wordings;
    std::size_t held = 0;
    const auto wording = [&](std::size_t i) -> const Wording& {
      const auto known = wordings.find(i);
      if (known != wordings.end()) return known->second;
      Wording made = wording_of_node(nodes[i]);
      held += made.shingles.size();
      return wordings.emplace(i, std::move(made)).first->second;
    };
    for (const auto& [i, j] : likely_pairs(signatures_, nodes)) {
      if (is_near_duplicate(wording(i), wording(j))) edges.emplace_back(i, j);
      if (held <= most_held) continue;
      wordings.clear();
      held = 0;
    }
    return edges;
  }

  Wording wording_of_node(std::size_t node) {
    const Xapian::Document document = database_.get_document(articles_[node].front());
    return wording_of(stored_article(document).article, analyzer_);
  }

  void set_group(Xapian::docid article, const std::string& group) {
    const auto known = groups_.find(article);
    const std::string before = known == groups_.end() ? "" : known->second;
    if (before == group) return;
    Xapian::Document document = database_.get_document(article);
    if (!before.empty()) document.remove_term(make_term(prefix::group, before));
    if (!group.empty()) document.add_boolean_term(make_term(prefix::group, group));
    document.add_value(slot::group, group);  // an empty value is none
    database_.replace_document(article, document);
  }

  Xapian::WritableDatabase& database_;
  Analyzer& analyzer_;
  std::vector<Signature> signatures_;                       // by node
  std::vector<std::vector<Xapian::docid>> articles_;        // by node
  std::unordered_map<std::uint64_t, std::size_t> node_of_;  // by digest
  std::unordered_map<Xapian::docid, std::string> groups_;   // as they were; articles without one are absent
  std::vector<std::size_t> touched_;
};

}  // namespace

void update_groups(Xapian::WritableDatabase& database, Analyzer& analyzer, const ArticleChanges& changes) {
  if (!changes.everything && changes.put.empty() && changes.gone.empty()) return;
  Grouping(database, analyzer, changes).update();
}

}  // namespace kartotek
