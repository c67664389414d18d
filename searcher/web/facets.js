// What the matches are about, counted; each row a filter to set and take away.
import { $, count, countryName, h, languageName, timeText } from './dom.js';
import { changed } from './state.js';

const few = 8;
const opened = new Set(); // facets of which all rows are shown

const asIs = (value) => value;
const facetKinds = [
  { kind: 'added', name: 'since', title: 'Added to the archive', label: (value) => `Since ${timeText(new Date(value))}` },
  { kind: 'country', name: 'country', title: 'About', label: countryName },
  { kind: 'year', name: 'year', title: 'Year', label: asIs },
  { kind: 'source', name: 'source', title: 'Source', label: asIs },
  { kind: 'lang', name: 'lang', title: 'Language', label: languageName },
  { kind: 'mention', name: 'mentions', title: 'About or naming', label: countryName }];

/** Those that the API counts, each with the state's name for its filter. */
export const countedKinds = facetKinds.filter(({ kind }) => kind !== 'added');

/** Times to be new since, of the reader's day; [{ value, label }]. `visit` is when the last visit ended, or null. */
export function addedRows(visit, now = new Date()) {
  const minutes = (time) => time.toISOString().replace(/:\d\d\.\d+Z$/, 'Z');
  const midnight = (daysAgo) => minutes(new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo));
  return [
    visit && { value: minutes(visit), label: 'Since your last visit', title: timeText(visit) },
    { value: midnight(0), label: 'Today' },
    { value: midnight(1), label: 'Since yesterday' },
    { value: midnight(7), label: 'In the last week' }].filter(Boolean);
}

const isOn = (state, name, value) => {
  if (name === 'year') return state.from === value && state.to === value;
  return name === 'since' ? state.since === value : state[name].includes(value);
};

function toggled(state, name, value) {
  const on = isOn(state, name, value);
  if (name === 'year') return changed(state, on ? { from: '', to: '' } : { from: value, to: value });
  if (name === 'since') return changed(state, { since: on ? '' : value });
  return changed(state, { [name]: on ? state[name].filter((one) => one !== value) : [...state[name], value] });
}

/** Rows by count; filters in force first of all, even where nothing matches them. Years newest first. */
function ordered(state, { kind, name }, rows) {
  if (kind === 'year') return [...rows].reverse();
  if (kind === 'added') return state.since && !rows.some(({ value }) => value === state.since) ? [{ value: state.since }, ...rows] : rows;
  const known = new Set(rows.map((row) => row.value));
  const missing = state[name].filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }));
  const all = [...rows, ...missing];
  return [...all.filter((row) => isOn(state, name, row.value)), ...all.filter((row) => !isOn(state, name, row.value))];
}

function rowElement(state, facet, row, largest, go) {
  const label = row.label && row.label !== row.value ? row.label : facet.label(row.value);
  const share = row.count !== undefined && facet.kind !== 'added' && h('span', { class: 'share', 'aria-hidden': 'true' });
  if (share) share.style.setProperty('--share', String(row.count / largest));
  return h('li', {}, h('label', { class: 'row' }, share,
    h('input', { type: 'checkbox', 'data-facet': facet.name, 'data-value': row.value, checked: isOn(state, facet.name, row.value),
      onchange: () => go(toggled(state, facet.name, row.value)) }),
    h('bdi', { class: 'label', title: row.title ?? label }, label),
    h('span', { class: 'count' }, row.count === undefined ? '' : count(row.count))));
}

function facetElement(state, facet, rows, go) {
  const all = ordered(state, facet, rows);
  if (all.length === 0) return null;
  const largest = Math.max(1, ...rows.map((row) => row.count ?? 0));
  const shown = opened.has(facet.kind) ? all : all.slice(0, few);
  const more = all.length > few && h('button', { type: 'button', class: 'more', 'aria-expanded': String(opened.has(facet.kind)),
    'data-more': facet.kind, onclick: () => {
      if (!opened.delete(facet.kind)) opened.add(facet.kind);
      document.querySelector(`fieldset[data-kind="${facet.kind}"]`).replaceWith(facetElement(state, facet, rows, go));
      document.querySelector(`[data-more="${facet.kind}"]`).focus();
    } }, opened.has(facet.kind) ? 'Fewer' : `All ${count(all.length)}`);
  return h('fieldset', { class: 'facet', 'data-kind': facet.kind }, h('legend', {}, facet.title),
    h('ul', {}, shown.map((row) => rowElement(state, facet, row, largest, go))), more);
}

/** `facets` by kind, as the API gives them, those counted without their own filter in place of those with it. */
export function showFacets(state, facets, go) {
  const focused = document.activeElement?.dataset ?? {};
  $('facets').replaceChildren(...facetKinds.map((facet) => facetElement(state, facet, facets[facet.kind] ?? [], go)).filter(Boolean));
  // The row that was just used is made anew; the keyboard stays on it.
  if (focused.facet)
    document.querySelector(`[data-facet="${focused.facet}"][data-value="${CSS.escape(focused.value)}"]`)?.focus();
}

/** Writes how many articles there are to a row of "added", once that is known. */
export function showAddedCount(value, articles) {
  const row = document.querySelector(`[data-facet="since"][data-value="${value}"]`)?.closest('.row');
  if (row) row.querySelector('.count').textContent = count(articles);
}
