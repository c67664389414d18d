// The page: reads the address, asks the server, shows the answers.
import { $, articles, h } from './dom.js';
import { get } from './api.js';
import { addressOf, changed, pageSize, question, readState, sameQuestion } from './state.js';
import { link, showBar, showChips, showCopies, showError, showHits, showNotes, showPages, showTotal } from './results.js';
import { showFacets } from './facets.js';
import { hideTime } from './histogram.js';
import { showCounts } from './counts.js';
import { showArticle } from './article.js';
import { listenToKeys } from './keys.js';
import { forget, isRead } from './visits.js';

let shown = null; // the state on the page
let failed = false; // to answer its question
let asking = new AbortController(); // the question under way
let reading = new AbortController(); // the article under way

const say = (text) => { $('status').textContent = text; };

/** Until what was made is on the screen; a page that is not looked at has no such moment. */
const painted = () => new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 200);
});

/** The hits come first and alone, since they need no counting, and nothing takes the processor from them. */
async function ask(state) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  $('results').setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => say('Searching…'), 1000);
  showChips(state);
  const hits = question(state);
  hits.set('limit', pageSize);
  hits.set('offset', (state.page - 1) * pageSize);
  try {
    const answer = await get('/api/search', hits, signal);
    clearTimeout(slow);
    failed = false;
    showHits(state, answer);
    showNotes(state, answer);
    showBar(state, answer, go);
    showPages(state, answer);
    showCopies(state, signal);
    say(answer.total === 0 ? 'No article matches' : `${answer.total_is_exact ? '' : 'About '}${articles(answer.total)}`);
    await painted();
    if (signal.aborted) return;
    const { total } = await showCounts(state, answer.as_of, go, signal);
    const exact = { ...answer, total, total_is_exact: true };
    showTotal(exact);
    showPages(state, exact);
  } catch (error) {
    if (error.name === 'AbortError') return;
    failed = true;
    showError(state, error);
    showFacets(state, {}, go);
    hideTime();
  } finally {
    clearTimeout(slow);
    if (!signal.aborted) $('results').setAttribute('aria-busy', 'false');
  }
}

function markOpen(id) {
  for (const one of document.querySelectorAll('#hits .hit')) {
    const open = one.querySelector('.open');
    if (one.dataset.id === id) open.setAttribute('aria-current', 'true');
    else open.removeAttribute('aria-current');
    if (isRead(one.dataset.id)) one.classList.add('read');
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
    markOpen(state.id);
    say(`Article: ${article.title}`);
  } catch (error) {
    if (error.name === 'AbortError') return;
    $('reader').replaceChildren(h('div', { class: 'reader-bar' }, link({ ...state, id: '' }, { id: 'close', class: 'back' }, '← Results')),
      h('div', { class: 'error', role: 'alert' }, h('h2', {}, error.message)));
  }
}

/** `anew`: whether to ask again even what is on the page already. */
function show(state, scroll, anew = failed) {
  const before = shown;
  shown = state;
  if (document.activeElement !== $('q') || !before) $('q').value = state.q;
  const same = before && !anew && sameQuestion(before, state);
  const asked = same ? Promise.resolve() : ask(state);
  if (same && before.copies !== state.copies) showCopies(state, asking.signal);
  read(state, before);
  // Only once the hits are there again is there a place to go back to.
  asked.then(() => { if (shown === state && scroll !== undefined && !state.id) scrollTo(0, scroll); });
}

/** To another state, as a step in the browser's history; where it is the one shown, asks again. */
function go(state, from) {
  const [here, there] = [addressOf(shown), addressOf(state)];
  const other = !sameQuestion(shown, state);
  if (here === there) return show(state, undefined, true);
  history.replaceState({ ...history.state, scroll: scrollY }, '');
  history.pushState({ from }, '', there);
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
  go(state, addressOf(shown));
  if (anchor.id === 'home') $('q').value = '';
}

const theme = () => document.documentElement.dataset.theme ?? 'auto';

function nameTheme() {
  $('theme').title = `Theme: ${theme() === 'auto' ? 'as the system' : theme()}`;
  $('theme').setAttribute('aria-label', $('theme').title);
}

function chooseTheme() {
  const next = { auto: 'dark', dark: 'light', light: '' }[theme()];
  if (next) document.documentElement.dataset.theme = next;
  else delete document.documentElement.dataset.theme;
  try {
    localStorage.setItem('theme', next);
  } catch {
    // Then it holds for this page only.
  }
  nameTheme();
}

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
document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('.export[open]')) if (!menu.contains(event.target)) menu.open = false;
});
$('forget').addEventListener('click', () => {
  forget();
  $('forget').replaceWith('It is forgotten.');
});
$('help-open').addEventListener('click', () => $('help').showModal());
$('theme').addEventListener('click', chooseTheme);
nameTheme();
listenToKeys();
if (matchMedia('(max-width: 56rem)').matches) $('filters').open = false;
show(readState(location.search), history.state?.scroll);
// Not where that brings up a keyboard over the page.
if (!shown.q && !shown.id && matchMedia('(hover: hover)').matches) $('q').focus();
