// The page: reads the address, asks the server, shows the answers.
import { $, articles } from './dom.js';
import { get } from './api.js';
import { addressOf, changed, pageSize, question, readState, sameQuestion } from './state.js';
import { showBar, showChips, showError, showHits, showNotes, showPages } from './results.js';
import { facetKinds, showFacets } from './facets.js';
import { showMonths } from './histogram.js';
import { showArticle } from './article.js';
import { listenToKeys } from './keys.js';

let shown = null; // the state on the page
let asking = new AbortController(); // the question under way
let reading = new AbortController(); // the article under way

const say = (text) => { $('status').textContent = text; };

/** The hits come first and alone, since they need no counting, and nothing takes the processor from them. */
async function ask(state) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  $('results').setAttribute('aria-busy', 'true');
  showChips(state);
  const hits = question(state);
  hits.set('limit', pageSize);
  hits.set('offset', (state.page - 1) * pageSize);
  try {
    const answer = await get('/api/search', hits, signal);
    showHits(state, answer);
    showNotes(state, answer);
    showBar(state, answer);
    showPages(state, answer);
    say(answer.total === 0 ? 'No article matches' : `${answer.total_is_exact ? '' : 'About '}${articles(answer.total)}`);
    const { total } = await count(state, signal);
    const exact = { ...answer, total, total_is_exact: true };
    showBar(state, exact);
    showPages(state, exact);
  } catch (error) {
    if (error.name === 'AbortError') return;
    showError(state, error);
    showFacets(state, {}, go);
    showMonths(state, [], go);
  } finally {
    if (!signal.aborted) $('results').setAttribute('aria-busy', 'false');
  }
}

/** Counts the matches. What a filter is about is counted without that filter, so that more can be added to it. */
async function count(state, signal) {
  const asked = async (kinds, without) => {
    const parameters = question(state, without);
    parameters.set('limit', 1);
    parameters.set('facets', kinds.join(','));
    return get('/api/search', parameters, signal);
  };
  const own = facetKinds.filter(({ name }) => name !== 'year' && state[name].length > 0);
  const dated = Boolean(state.from || state.to);
  const rest = facetKinds.filter((facet) => !own.includes(facet) && !(dated && facet.kind === 'year')).map(({ kind }) => kind);
  const [whole, time, ...others] = await Promise.all([
    asked(dated ? rest : [...rest, 'month'], []),
    dated ? asked(['year', 'month'], ['from', 'to']) : null,
    ...own.map(({ kind, name }) => asked([kind], [name]))]);
  const facets = Object.assign({}, whole.facets, time?.facets, ...others.map((answer) => answer.facets));
  showFacets(state, facets, go);
  showMonths(state, facets.month ?? [], go);
  return whole;
}

function markOpen(id) {
  for (const one of document.querySelectorAll('#hits .hit')) {
    const open = one.querySelector('.open');
    if (one.dataset.id === id) open.setAttribute('aria-current', 'true');
    else open.removeAttribute('aria-current');
  }
}

async function read(state, before) {
  reading.abort();
  reading = new AbortController();
  const open = state.id !== '';
  $('reader').hidden = !open;
  $('layout').classList.toggle('reading', open);
  markOpen(state.id);
  if (!open) {
    $('reader').replaceChildren();
    document.title = state.q.trim() ? `${state.q.trim()} – Kartotek` : 'Kartotek';
    // Back to the hit that was read.
    if (before?.id) document.querySelector(`.hit[data-id="${CSS.escape(before.id)}"] .open`)?.focus({ preventScroll: true });
    return;
  }
  const { signal } = reading;
  try {
    const article = await showArticle(state, { ...state, id: '' }, signal);
    say(`Article: ${article.title}`);
  } catch (error) {
    if (error.name === 'AbortError') return;
    const { h } = await import('./dom.js');
    const { link } = await import('./results.js');
    $('reader').replaceChildren(h('div', { class: 'reader-bar' }, link({ ...state, id: '' }, { id: 'close', class: 'back' }, '← Results')),
      h('div', { class: 'error', role: 'alert' }, h('h2', {}, error.message)));
  }
}

function show(state, scroll) {
  const before = shown;
  shown = state;
  if (document.activeElement !== $('q') || !before) $('q').value = state.q;
  const asked = before && sameQuestion(before, state) ? Promise.resolve() : ask(state);
  read(state, before);
  // Only once the hits are there again is there a place to go back to.
  asked.then(() => { if (shown === state && scroll !== undefined && !state.id) scrollTo(0, scroll); });
}

/** To another state, as a step in the browser's history. */
function go(state, extra = {}) {
  history.replaceState({ ...history.state, scroll: scrollY }, '');
  history.pushState(extra, '', addressOf(state));
  const other = !sameQuestion(shown, state);
  show(state);
  if (other) scrollTo(0, 0);
}

/** Links within the page are shown without loading it anew; those with a modifier are the browser's. */
function followLinks(event) {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const anchor = event.target.closest('a[href^="/?"], a[href="/"]');
  if (!anchor || anchor.target || anchor.hasAttribute('download')) return;
  event.preventDefault();
  const state = readState(new URL(anchor.href).search);
  // Closing goes back where one came from, so that the history does not grow by it.
  if (anchor.id === 'close' && history.state?.from === addressOf(state)) return history.back();
  go(state, { from: addressOf(shown), similar: 'similar' in anchor.dataset });
  if (anchor.id === 'home') $('q').value = '';
}

function chooseTheme() {
  const next = { '': 'dark', dark: 'light', light: '' }[document.documentElement.dataset.theme ?? ''];
  if (next) document.documentElement.dataset.theme = next;
  else delete document.documentElement.dataset.theme;
  try {
    localStorage.setItem('theme', next);
  } catch {
    // Then it holds for this page only.
  }
  nameTheme();
}

const nameTheme = () => { $('theme').textContent = `Theme: ${document.documentElement.dataset.theme ?? 'auto'}`; };

history.scrollRestoration = 'manual';
document.addEventListener('click', followLinks);
addEventListener('popstate', (event) => {
  $('q').blur();
  show(readState(location.search), event.state?.scroll ?? 0);
});
$('search').addEventListener('submit', (event) => {
  event.preventDefault();
  go(changed(shown, { q: $('q').value.trim() }));
});
$('help-open').addEventListener('click', () => $('help').showModal());
$('theme').addEventListener('click', chooseTheme);
nameTheme();
listenToKeys();
if (matchMedia('(max-width: 56rem)').matches) $('filters').open = false;
show(readState(location.search), history.state?.scroll);
if (!shown.q && !shown.id) $('q').focus();
