// The list of hits and what stands around it: notes, filters in force, order, export, pages.
import { $, articles, count, countryName, dateText, h, languageName, marked, timeText } from './dom.js';
import { get } from './api.js';
import { addressOf, changed, hasFilters, isRanked, pageSize, question, withoutFilters } from './state.js';
import { isRead } from './visits.js';

/** A link to another state; main.js takes the click and shows it without loading the page anew. */
export const link = (state, attributes, ...children) => h('a', { href: addressOf(state), ...attributes }, ...children);

export const dateElement = (date) =>
  date ? h('time', { datetime: date }, dateText(date)) : h('span', { class: 'undated' }, 'undated');

/** Opens and closes the list of what is folded into a hit. */
function folded(state, hit) {
  const open = state.copies === hit.id;
  return link({ ...state, id: '', copies: open ? '' : hit.id }, { class: 'folded', 'aria-expanded': String(open) },
    `+${count(hit.duplicates)} similar`);
}

/** `hit` in a list; `id` is the article that is open. */
export function hitElement(state, hit) {
  return h('li', { class: isRead(hit.id) ? 'hit read' : 'hit', value: hit.rank ?? false, 'data-id': hit.id },
    h('h3', { lang: hit.lang || false, dir: 'auto' },
      link({ ...state, id: hit.id }, { class: 'open', 'aria-current': state.id === hit.id && 'true' },
        hit.title ? marked(hit.title, hit.title_highlights) : '(no title)')),
    h('p', { class: 'about' },
      h('span', { class: 'when' }, dateElement(hit.date), h('bdi', { class: 'source' }, hit.source),
        hit.lang && hit.lang !== 'en' && h('span', { class: 'lang' }, languageName(hit.lang))),
      h('span', { class: 'where' }, hit.countries.length > 0 && h('span', { class: 'countries' }, hit.countries.map(countryName).join(', ')),
        hit.duplicates > 0 && folded(state, hit))),
    hit.snippet && h('p', { class: 'snippet', lang: hit.lang || false, dir: 'auto' }, marked(hit.snippet, hit.highlights)));
}

export function showHits(state, answer) {
  $('hits').setAttribute('start', answer.hits[0]?.rank ?? 1);
  $('hits').replaceChildren(...answer.hits.map((hit) => hitElement(state, hit)));
}

/** A hit beside others so like it that marks would be all over it. */
export const plainHit = (hit) => ({ ...hit, rank: undefined, duplicates: 0, highlights: [], title_highlights: [] });

/** Lists what is folded into the hit that state.copies names, below it; of any other, takes the list away. */
export async function showCopies(state, signal) {
  document.querySelector('#hits .copies')?.remove();
  for (const one of document.querySelectorAll('#hits .folded')) {
    const { id } = one.closest('.hit').dataset;
    one.replaceWith(folded(state, { id, duplicates: Number(one.textContent.replaceAll(/\D/g, '')) }));
  }
  const hit = state.copies && document.querySelector(`#hits > .hit[data-id="${CSS.escape(state.copies)}"]`);
  if (!hit) return;
  const list = h('ol', { class: 'hits copies', 'aria-label': 'Near-duplicates' });
  hit.append(list);
  hit.querySelector('.folded')?.focus({ preventScroll: true });
  const parameters = question(state);
  for (const [name, value] of [['duplicates_of', state.copies], ['no_collapse', 1], ['limit', 200]]) parameters.set(name, value);
  try {
    const answer = await get('/api/search', parameters, signal);
    list.replaceChildren(...answer.hits.filter(({ id }) => id !== state.copies).map((one) => hitElement(state, plainHit(one))));
    $('status').textContent = `${list.children.length} near-duplicates are listed`;
  } catch (error) {
    if (error.name !== 'AbortError') list.replaceChildren(h('li', { class: 'failed' }, error.message));
  }
}

const orders = [['', 'Relevance'], ['recent', 'Relevance, recent first'], ['newest', 'Newest'], ['oldest', 'Oldest']];

/** The orders to choose from. Where nothing is ranked, the newest comes first unless the oldest is to. */
function orderField(state, go) {
  const choices = isRanked(state) ? orders : [['', 'Newest'], ['oldest', 'Oldest']];
  return h('label', { class: 'order' }, h('span', { class: 'hidden' }, 'Order'),
    h('select', { id: 'order', onchange: (event) => go(changed(state, { sort: event.target.value })) },
      choices.map(([value, label]) => h('option', { value, selected: state.sort === value }, label))));
}

/** All that the question finds, as files. */
function exportMenu(state) {
  const file = (format, label, use) => {
    const parameters = question(state);
    parameters.set('limit', 0);
    parameters.set('format', format);
    return h('li', {}, h('a', { href: `/api/search?${parameters}`, download: `kartotek.${format}`, 'data-export': format }, label), ` ${use}`);
  };
  return h('details', { class: 'export' }, h('summary', {}, 'Export'),
    h('div', { class: 'menu' }, h('p', {}, 'All ', h('span', { class: 'sum' }), ', as'),
      h('ul', {}, file('csv', 'CSV', 'for spreadsheets'), file('jsonl', 'JSON Lines', 'for programs'))));
}

/** How many there are, in what order, and the whole of it as a file. */
export function showBar(state, answer, go) {
  if (answer.total === 0) return $('bar').replaceChildren();
  const first = answer.hits[0]?.rank ?? 0;
  const range = first > 0 && h('span', { class: 'range' }, `${count(first)}–${count(first + answer.hits.length - 1)} of `);
  $('bar').replaceChildren(...[
    h('h2', { class: 'total' }, range, h('span', { class: 'sum' })),
    answer.hits.some((hit) => hit.duplicates > 0) &&
      link(changed(state, { all: true }), { class: 'unfold', title: 'Near-duplicates are folded into the best of them' }, 'Unfold all'),
    orderField(state, go), exportMenu(state)].filter(Boolean));
  showTotal(answer);
}

/** Nothing else of the bar changes once the matches are counted. */
export function showTotal({ total, total_is_exact: exact }) {
  for (const sum of document.querySelectorAll('#bar .sum')) sum.textContent = `${exact ? '' : 'about '}${articles(total)}`;
}

const without = (state, name, value) => changed(state, { [name]: state[name].filter((one) => one !== value) });

function datesText({ from, to }) {
  if (from === to) return dateText(from);
  return [from && `from ${dateText(from)}`, to && `to ${dateText(to)}`].filter(Boolean).join(' ');
}

/** The filters in force, each with a link that takes it away. */
export function showChips(state) {
  const chip = (text, next) => link(next, { class: 'chip', 'aria-label': `Remove filter: ${text}` }, text, h('span', { 'aria-hidden': 'true' }, ' ×'));
  const chips = [
    state.since && chip(`added since ${timeText(new Date(state.since))}`, changed(state, { since: '' })),
    (state.from || state.to) && chip(datesText(state), changed(state, { from: '', to: '', undated: false })),
    ...state.country.map((code) => chip(countryName(code), without(state, 'country', code))),
    ...state.mentions.map((code) => chip(`about or naming ${countryName(code)}`, without(state, 'mentions', code))),
    ...state.lang.map((code) => chip(languageName(code), without(state, 'lang', code))),
    ...state.source.map((name) => chip(name, without(state, 'source', name))),
    state.all && chip('near-duplicates unfolded', changed(state, { all: false }))].filter(Boolean);
  if (chips.length > 1) chips.push(link({ ...withoutFilters(state), all: false }, { class: 'clear' }, 'Clear all'));
  $('chips').replaceChildren(...chips);
}

function expansionNote(state, expansions) {
  const also = expansions.filter(({ from, to }) => to.some((word) => word !== from));
  if (state.exact)
    return h('p', {}, 'Searched exactly as typed. ', link(changed(state, { exact: false }), {}, 'Search all forms and spellings'));
  if (also.length === 0) return null;
  const most = 8;
  const list = also.flatMap(({ from, to }, i) => {
    const others = to.filter((word) => word !== from);
    const shown = others.slice(0, most).join(', ') + (others.length > most ? ` and ${others.length - most} more` : '');
    return [i ? '; ' : '', h('strong', {}, h('bdi', {}, from)), ' → ', h('bdi', { title: others.join(', ') }, shown)];
  });
  return h('p', { class: 'expanded' }, 'Also searched: ', ...list, '. ',
    link(changed(state, { exact: true }), { id: 'exactly' }, 'Search exactly'));
}

/** What parts on other machines keep from an answer. */
function whatIsMissing({ incomplete, behind = [] }) {
  const silent = incomplete.filter((part) => !behind.includes(part));
  return ['This answer is incomplete:',
    silent.length > 0 && `${silent.join(', ')} does not answer, and its articles are missing.`,
    behind.length > 0 && `${behind.join(', ')} has not yet what was indexed last.`].filter(Boolean).join(' ');
}

export function showNotes(state, answer) {
  const { suggestion, expansions } = answer.query;
  const notes = [
    answer.incomplete && h('p', { class: 'incomplete', role: 'alert' }, whatIsMissing(answer)),
    suggestion && h('p', { class: 'suggestion' }, 'Did you mean ', link(changed(state, { q: suggestion }), {}, h('bdi', {}, suggestion)), '?'),
    expansionNote(state, expansions)];
  if (answer.total === 0) notes.push(nothing(state));
  else if (answer.hits.length === 0)
    notes.push(h('p', {}, 'There are no results this far down. ', link({ ...state, page: 1 }, {}, 'To the first page')));
  $('notes').replaceChildren(...notes.filter(Boolean));
}

function nothing(state) {
  const ways = [
    hasFilters(state) && h('li', {}, link(withoutFilters(state), {}, 'Search without filters')),
    state.exact && h('li', {}, link(changed(state, { exact: false }), {}, 'Search all forms and spellings')),
    /["+]|AND|NEAR/.test(state.q) && h('li', {}, 'Ask for less: phrases, + and AND leave out what lacks a word.'),
    isRanked(state) && h('li', {}, 'A word~ also finds other spellings, and a beginning* longer words.')];
  return h('div', { class: 'nothing' }, h('h2', {}, isRanked(state) || hasFilters(state) ? 'No article matches' : 'The archive is empty'),
    h('ul', {}, ways));
}

const serversFault = ['too_costly', 'busy', 'index_unavailable', 'failed', 'stopping', 'unreachable', 'unreadable', 'no_token'];

/** A refused query, with its place underlined, or whatever else went wrong. */
export function showError(state, error) {
  const own = serversFault.includes(error.code);
  const parts = [h('h2', {}, own ? error.message : `The question is not understood: ${error.message}`)];
  if (Number.isInteger(error.at)) {
    const points = [...state.q];
    const from = Math.max(0, error.at - 60);
    parts.push(h('p', { class: 'place' }, h('code', {}, from > 0 ? '…' : '', points.slice(from, error.at).join(''),
      h('span', { class: 'here' }, points[error.at] ?? ' '), points.slice(error.at + 1, error.at + 60).join(''))));
  }
  if (error.hint) parts.push(h('p', {}, `Hint: ${error.hint.replace(/[.?]?$/, (mark) => mark || '.')}`));
  if (own) parts.push(h('p', {}, link(state, { class: 'again' }, 'Try again')));
  for (const id of ['hits', 'bar', 'pages']) $(id).replaceChildren();
  $('notes').replaceChildren(h('div', { class: 'error', role: 'alert' }, parts));
}

export function showPages(state, answer) {
  // The total counts what is folded, too, so that the last page may come earlier than it says.
  const most = Math.max(1, Math.ceil(answer.total / pageSize));
  const last = answer.hits.length > 0 && answer.hits.length < pageSize ? state.page : most;
  const page = Math.min(state.page, last);
  if (last === 1) return $('pages').replaceChildren();
  const to = (n) => ({ ...state, id: '', copies: '', page: n });
  const wanted = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])].filter((n) => n >= 1 && n <= last);
  const numbers = wanted.flatMap((n, i) => [
    i > 0 && n > wanted[i - 1] + 1 ? h('span', { class: 'gap' }, '…') : null,
    link(to(n), { 'aria-current': n === page && 'page', 'aria-label': `Page ${n}` }, count(n))]);
  $('pages').replaceChildren(...[
    page > 1 && link(to(page - 1), { rel: 'prev', class: 'step' }, '← Previous'),
    ...numbers,
    page < last && link(to(page + 1), { rel: 'next', class: 'step' }, 'Next →')].filter(Boolean));
}
