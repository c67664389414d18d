#include "searcher/index_enquiry.h"
#include "searcher/newest.h"

namespace kartotek {
namespace {

void set_by_match(const Xapian::MSet& seen, const FacetCounter& counter, Page& page) {
  page.total = seen.get_matches_estimated();
  page.total_is_exact = seen.get_matches_lower_bound() == seen.get_matches_upper_bound();
  page.facets = counter.facets();
}

std::vector<RankedMatch> from_rank(Xapian::doccount first, std::vector<RankedMatch> matches) {
  matches.erase(matches.begin(), matches.begin() + std::min<std::ptrdiff_t>(first, std::ssize(matches)));
  return matches;
}

}  // namespace

// By the postings of the parts, which all have columns.
std::optional<WalkFound> Index::State::walk(const Enquiry& asked, const WalkWanted& wanted) const {
  std::vector<WalkedPart> walked;
  for (std::size_t i = 0; i < columns.size(); ++i) walked.push_back({parts.all()[i].database, columns[i]});
  return walk_postings(asked.query, walked, asked.weights, collection.database().get_avlength(), wanted,
                       [&asked] { asked.check(); });
}

void Index::State::set_totals(const WalkFound& walked, const Question& question, Page& page) {
  page.total = walked.total;
  page.total_is_exact = walked.total_is_exact;
  if (walked.matches.empty()) return;
  for (const FacetKind kind : question.facets)
    page.facets.push_back(facet_tables.try_emplace(kind, kind, columns).first->second.count(walked.matches));
}

RankedList Index::State::find(Enquiry& asked, Page& page) {
  const bool ranks = asked.by_relevance && asked.question.half_life == 0;
  if (!ranks || !has_columns(!asked.question.facets.empty())) return find_by_xapian(asked, page);
  const Xapian::doccount known = asked.asked_from(0);
  const auto best = [this, &asked](Xapian::doccount count, bool every) {
    return walk(asked, {std::max<Xapian::doccount>(count, 1), every});
  };
  std::optional<WalkFound> walked = best(known, asked.counts_all);
  if (!walked) return find_by_xapian(asked, page);
  set_totals(*walked, asked.question, page);
  const bool ends = walked->best.size() < known;
  return {std::move(walked->best), 0, ends, [best](Xapian::doccount first, Xapian::doccount count) {
            return from_rank(first, best(first + count, false)->best);
          }};
}

RankedList Index::State::find_in_order(Enquiry& asked, Page& page) {
  OrderedMatches& matches = *asked.ordered;
  const Xapian::doccount known = asked.asked_from(0);
  std::vector<RankedMatch> best = matches.first(known);
  if (asked.counts_all) {
    set_by_match(asked.counter.count(matches.exact(), collection.database()), asked.counter, page);
  } else {
    page.total = matches.total().matches;
    page.total_is_exact = matches.total().is_exact;
  }
  const bool ends = best.size() < known;
  return {std::move(best), 0, ends, [&matches](Xapian::doccount first, Xapian::doccount count) {
            return from_rank(first, matches.first(first + count));
          }};
}

RankedList Index::State::find_by_xapian(Enquiry& asked, Page& page) {
  if (asked.ordered) return find_in_order(asked, page);
  const bool is_local = collection.is_local();
  Xapian::Enquire& enquire = asked.enquire;
  if (asked.deadline && is_local) enquire.add_matchspy(&*asked.deadline);
  const bool by_columns = asked.counts_all && has_columns(true);
  if (!by_columns && is_local) asked.counter.attach(enquire);
  const Xapian::doccount margin = is_local ? 0 : margin_for_noise;
  const Xapian::doccount first = asked.fold || asked.by_feedback || margin > 0 ? 0 : asked.offset;
  const Xapian::doccount known = asked.asked_from(first);
  const bool counts_matches = asked.counts_all && !by_columns && is_local;
  std::optional<Xapian::MSet> latest;
  if (!asked.by_relevance && !counts_matches && first == 0 && is_local)
    latest = first_by_date(enquire, asked.question.sort != Sort::oldest, known, collection.database());
  const Xapian::doccount counted = counts_matches ? asked.all : is_local ? 0 : counted_elsewhere;
  const Xapian::MSet found = latest ? *latest : enquire.get_mset(first, known + margin, counted);
  if (by_columns)
    set_totals(*walk(asked, {0, true}), asked.question, page);
  else if (asked.counts_all && !is_local)
    set_by_match(asked.counter.count(asked.query, collection.database()), asked.counter, page);
  else
    set_by_match(latest ? enquire.get_mset(0, 0) : found, asked.counter, page);
  return list_of(enquire, found, first, known, margin);
}

}  // namespace kartotek
