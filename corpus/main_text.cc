#include "corpus/main_text.h"

#include <algorithm>
#include <array>

namespace kartotek {
namespace {

using Part = HtmlNode::Part;

std::size_t size_of(const HtmlBlock& block) { return block.text.end - block.text.begin; }

bool is_heading_name(const std::string& name) {
  return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}

// How many bytes of a block are told as prose: none of a line that is short or mostly links.
double prose_of(const HtmlBlock& block, const HtmlNode& node) {
  constexpr std::size_t least = 25;
  if (is_heading_name(node.name) || size_of(block) < least || 3 * block.link_bytes > size_of(block)) return 0;
  return static_cast<double>(size_of(block) - block.link_bytes);
}

constexpr double least_above_title = 140;  // bytes of prose

class StoryFinder {
 public:
  explicit StoryFinder(const HtmlPage& page) : page_(page), prose_(page.blocks.size()) {
    for (std::size_t i = 0; i < prose_.size(); ++i)
      prose_[i] = prose_of(page.blocks[i], page.nodes[page.blocks[i].node]);
  }

  std::vector<Span> spans() {
    find_left_out();
    const std::size_t best = with_lead(best_node());
    std::vector<bool> inside(page_.nodes.size());
    inside[best] = true;
    for (std::size_t i = 1; i < inside.size(); ++i) inside[i] = inside[i] || inside[page_.nodes[i].parent];
    const bool has_prose = prose_left_[best] > 0;
    const std::size_t title = title_in(inside);
    std::vector<bool> told(page_.blocks.size());
    for (std::size_t i = 0; i < told.size(); ++i) {
      told[i] = inside[page_.blocks[i].node] && !left_out_[page_.blocks[i].node] &&
                (!has_prose || (is_told(i) && (i >= title || prose_[i] >= least_above_title)));
    }
    for (std::size_t i = told.size(); has_prose && i-- > 0 && (!told[i] || is_heading(i));) told[i] = false;
    const std::vector<Span> found = spans_of([&](std::size_t i) { return told[i]; });
    return found.empty() ? spans_of([](std::size_t) { return true; }) : found;
  }

 private:
  // At the end of a story such a block heads what is left out.
  bool is_heading(std::size_t i) const { return is_heading_name(page_.nodes[page_.blocks[i].node].name); }

  std::size_t parent(std::size_t node) const { return page_.nodes[node].parent; }

  // Sums what each block gives over all elements it stands in.
  template <class Value>
  std::vector<double> sums(Value value) const {
    std::vector<double> sum(page_.nodes.size());
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) sum[page_.blocks[i].node] += value(i);
    for (std::size_t i = sum.size(); i-- > 1;) sum[parent(i)] += sum[i];
    return sum;
  }

  void find_left_out() {
    const std::vector<double> all = sums([&](std::size_t i) { return prose_[i]; });
    const std::vector<double> titles =
        sums([&](std::size_t i) { return page_.nodes[page_.blocks[i].node].name == "h1" ? 1.0 : 0.0; });
    left_out_.assign(page_.nodes.size(), false);
    for (std::size_t i = 1; i < left_out_.size(); ++i) {
      const HtmlNode& node = page_.nodes[i];
      const bool most = all[i] > all[0] / 2;
      const bool is_aside = node.part == Part::aside && !most && (titles[i] == 0 || node.name == "nav");
      const bool is_comments = node.part == Part::comments && titles[i] == 0;
      left_out_[i] = left_out_[parent(i)] || is_aside || is_comments;
    }
    prose_left_ = sums([&](std::size_t i) { return left_out_[page_.blocks[i].node] ? 0.0 : prose_[i]; });
  }

  std::size_t best_node() const {
    constexpr std::array<double, 4> shares = {1, 0.5, 0.25, 0.125};  // of an element, its parent ...
    std::vector<double> scores(page_.nodes.size());
    for (std::size_t i = 0; i < prose_.size(); ++i) {
      std::size_t node = page_.blocks[i].node;
      if (left_out_[node]) continue;
      while (page_.nodes[node].is_text) node = parent(node);
      for (const double share : shares) {
        scores[node] += share * prose_[i];
        if (node == 0) break;
        node = parent(node);
      }
    }
    for (std::size_t i = 0; i < scores.size(); ++i) {
      const HtmlNode& node = page_.nodes[i];
      if (node.part == Part::body) scores[i] *= 2;
      if (node.part == Part::article || node.part == Part::main || node.speaks_of_story) scores[i] *= 1.25;
    }
    return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  }

  // The element around `node` that has not much more prose, or only the same story in equal parts.
  std::size_t with_lead(std::size_t node) const {
    constexpr int most_steps = 8;
    constexpr double little_more = 1.3;
    constexpr double more_of_an_article = 2.5;
    if (prose_left_[node] == 0) return 0;
    const double story = prose_left_[node];
    std::size_t best = node;
    for (int step = 0; step < most_steps && node != 0 && !is_whole(node); ++step) {
      const std::size_t around = parent(node);
      const double most = story * (is_whole(around) ? more_of_an_article : little_more);
      const bool has_more = prose_left_[around] > prose_left_[best];
      if (has_more && (prose_left_[around] <= most || has_like(around, node))) best = around;
      node = around;
    }
    return best;
  }

  // The block of the title, 0 where the story's element has none. Above it are breadcrumbs and sections.
  std::size_t title_in(const std::vector<bool>& inside) const {
    for (std::size_t i = 0; i < page_.blocks.size(); ++i)
      if (inside[page_.blocks[i].node] && page_.nodes[page_.blocks[i].node].name == "h1") return i;
    return 0;
  }

  bool is_whole(std::size_t node) const {
    const Part part = page_.nodes[node].part;
    return part == Part::article || part == Part::main || page_.nodes[node].name == "body" || node == 0;
  }

  // Whether nearly all prose of `around` is in elements just like `node`.
  bool has_like(std::size_t around, std::size_t node) const {
    constexpr double nearly_all = 0.8;
    if (is_whole(around) && page_.nodes[around].part == Part::none) return false;
    double alike = 0;
    for (std::size_t i = around + 1; i < page_.nodes.size(); ++i) {
      const HtmlNode& other = page_.nodes[i];
      if (other.parent == around && other.name == page_.nodes[node].name &&
          other.css_class == page_.nodes[node].css_class)
        alike += prose_left_[i];
    }
    return alike >= nearly_all * prose_left_[around];
  }

  // Whether a line of the story's element is no list of links or tags.
  bool is_told(std::size_t i) const {
    constexpr std::size_t least_beside_links = 60;
    const HtmlBlock& block = page_.blocks[i];
    return 2 * block.link_bytes <= size_of(block) || size_of(block) - block.link_bytes >= least_beside_links;
  }

  template <class Wanted>
  std::vector<Span> spans_of(Wanted wanted) const {
    std::vector<Span> spans;
    bool before = false;
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const bool now = wanted(i);
      const Span& text = page_.blocks[i].text;
      if (now && before) spans.back().end = text.end;
      if (now && !before) spans.push_back(text);
      before = now;
    }
    return spans;
  }

  const HtmlPage& page_;
  std::vector<double> prose_;       // of each block
  std::vector<bool> left_out_;      // of each node
  std::vector<double> prose_left_;  // of each node
};

}  // namespace

std::vector<Span> find_main_text(const HtmlPage& page) { return StoryFinder(page).spans(); }

}  // namespace kartotek
