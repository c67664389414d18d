// The list of hits and what stands around it: notes, filters in force, order, export, pages.
import { $, articles, count, countryName, dateText, h, languageName, marked } from './dom.js';
import { addressOf, changed, hasFilters, pageSize, question, withoutFilters } from './state.js';

/** A link to another state; main.js takes the click and shows it without loading the page anew. */
export const link = (state, attributes, ...children) => h('a', { href: addressOf(state), ...attributes }, ...children);

const dots = (parts) => parts.filter(Boolean).flatMap((part, i) => (i ? [h('span', { class: 'dot', 'aria-hidden': 'true' }, ' · '), part] : [part]));

export const dateElement = (date) =>
  date ? h('time', { datetime: date }, dateText(date)) : h('span', { class: 'undated' }, 'undated');

const countries = (codes) => codes.length > 0 && h('span', { class: 'countries' }, codes.map(countryName).join(', '));

function duplicates(state, hit) {
  if (!hit.duplicates) return null;
  return link({ ...state, id: hit.id }, { class: 'folded', 'data-similar': true }, `+${count(hit.duplicates)} similar`);
}

export function hitElement(state, hit) {
  return h('li', { class: 'hit', value: hit.rank ?? false, 'data-id': hit.id },
    h('h3', { lang: hit.lang || false, dir: 'auto' },
      link({ ...state, id: hit.id }, { class: 'open', 'aria-current': state.id === hit.id && 'true' },
        hit.title ? marked(hit.title, hit.title_highlights) : '(no title)')),
    h('p', { class: 'about' }, dots([
      dateElement(hit.date), countries(hit.countries), h('bdi', { class: 'source' }, hit.source),
      hit.lang && hit.lang !== 'en' && languageName(hit.lang), duplicates(state, hit)])),
    hit.snippet && h('p', { class: 'snippet', lang: hit.lang || false, dir: 'auto' }, marked(hit.snippet, hit.highlights)));
}

export function showHits(state, answer) {
  $('hits').setAttribute('start', answer.hits[0]?.rank ?? 1);
  $('hits').replaceChildren(...answer.hits.map((hit) => hitElement(state, hit)));
}

/** The order, how many there are, and the whole of it as a file. */
export function showBar(state, answer) {
  const { total } = answer;
  if (total === 0) return $('bar').replaceChildren();
  const first = answer.hits[0]?.rank ?? 0;
  const range = first > 0 ? `${count(first)}–${count(first + answer.hits.length - 1)} of ` : '';
  // Where nothing is ranked, the newest comes first unless the oldest is to.
  const ranked = state.q.trim() && state.q.trim() !== '*';
  const order = state.sort === 'oldest' || (ranked && state.sort === 'newest') ? state.sort : '';
  const choices = ranked ? [['', 'Relevance'], ['newest', 'Newest'], ['oldest', 'Oldest']] : [['', 'Newest'], ['oldest', 'Oldest']];
  const sorts = choices.map(([value, label]) =>
    link(changed(state, { sort: value }), { 'aria-current': order === value && 'true' }, label));
  const files = ['csv', 'jsonl'].map((format) => {
    const parameters = question(state);
    parameters.set('limit', 0);
    parameters.set('format', format);
    return h('a', { href: `/api/search?${parameters}`, download: `kartotek.${format}`, 'data-export': format },
      format === 'csv' ? 'CSV' : 'JSONL');
  });
  $('bar').replaceChildren(...[
    h('h2', { class: 'total' }, `${range}${answer.total_is_exact ? '' : 'about '}${articles(total)}`),
    answer.hits.some((hit) => hit.duplicates > 0) &&
      link(changed(state, { all: true }), { class: 'unfold', title: 'Near-duplicates are folded into the best of them' }, 'Unfold'),
    h('nav', { class: 'sorts', 'aria-label': 'Order' }, sorts),
    h('div', { class: 'files' }, h('span', {}, 'Export all'), files)].filter(Boolean));
}

const without = (state, name, value) => changed(state, { [name]: state[name].filter((one) => one !== value) });

/** The filters in force, each with a link that takes it away. */
export function showChips(state) {
  const chip = (text, next) => link(next, { class: 'chip', 'aria-label': `Remove filter: ${text}` }, text, h('span', { 'aria-hidden': 'true' }, ' ×'));
  const chips = [
    ...state.country.map((code) => chip(countryName(code), without(state, 'country', code))),
    ...state.mentions.map((code) => chip(`names ${countryName(code)}`, without(state, 'mentions', code))),
    ...state.lang.map((code) => chip(languageName(code), without(state, 'lang', code))),
    ...state.source.map((name) => chip(name, without(state, 'source', name)))];
  if (state.from || state.to) {
    const text = state.from === state.to ? dateText(state.from)
      : [state.from && `from ${dateText(state.from)}`, state.to && `to ${dateText(state.to)}`].filter(Boolean).join(' ');
    chips.unshift(chip(text, changed(state, { from: '', to: '', undated: false })));
  }
  if (state.all) chips.push(chip('near-duplicates unfolded', changed(state, { all: false })));
  if (chips.length > 1) chips.push(link(withoutFilters(state), { class: 'clear' }, 'Clear filters'));
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

export function showNotes(state, answer) {
  const { suggestion, expansions } = answer.query;
  const notes = [
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
    h('li', {}, 'A word~ also finds other spellings, and a beginning* longer words.')];
  return h('div', { class: 'nothing' }, h('h2', {}, 'No article matches'), h('ul', {}, ways));
}

/** A refused query, with its place underlined. */
export function showError(state, error) {
  const parts = [h('h2', {}, error.code === 'unreachable' ? error.message : `The question is not understood: ${error.message}`)];
  if (['too_costly', 'busy', 'index_unavailable', 'failed', 'unreachable', 'unreadable'].includes(error.code))
    parts[0] = h('h2', {}, error.message);
  if (Number.isInteger(error.at)) {
    const points = [...state.q];
    const from = Math.max(0, error.at - 60);
    parts.push(h('p', { class: 'place' }, h('code', {}, from > 0 ? '…' : '', points.slice(from, error.at).join(''),
      h('span', { class: 'here' }, points[error.at] ?? ' '), points.slice(error.at + 1, error.at + 60).join(''))));
  }
  if (error.hint) parts.push(h('p', {}, `Hint: ${error.hint}.`));
  for (const id of ['hits', 'bar', 'pages']) $(id).replaceChildren();
  $('notes').replaceChildren(h('div', { class: 'error', role: 'alert' }, parts));
}

export function showPages(state, answer) {
  // The total counts what is folded, too, so that the last page may come earlier than it says.
  const most = Math.max(1, Math.ceil(answer.total / pageSize));
  const last = answer.hits.length > 0 && answer.hits.length < pageSize ? state.page : most;
  const page = Math.min(state.page, last);
  if (last === 1) return $('pages').replaceChildren();
  const wanted = [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])].filter((n) => n >= 1 && n <= last);
  const numbers = wanted.flatMap((n, i) => [
    i > 0 && n > wanted[i - 1] + 1 ? h('span', { class: 'gap' }, '…') : null,
    link({ ...state, id: '', page: n }, { 'aria-current': n === page && 'page', 'aria-label': `Page ${n}` }, count(n))]);
  $('pages').replaceChildren(...[
    page > 1 && link({ ...state, id: '', page: page - 1 }, { rel: 'prev', class: 'step' }, '← Previous'),
    ...numbers,
    page < last && link({ ...state, id: '', page: page + 1 }, { rel: 'next', class: 'step' }, 'Next →')].filter(Boolean));
}
