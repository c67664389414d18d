// One article: its text with everything the query finds in it, why it is dated and placed so, and its like.
import { $, countryName, h, languageName, marked, timeText, webAddress } from './dom.js';
import { get } from './api.js';
import { hitElement, link, dateElement, plainHit } from './results.js';
import { readState } from './state.js';
import { setRead } from './visits.js';

const dateSources = { field: 'given with the article', header: 'from its first line', meta: 'from the page’s metadata',
  published: 'from a line of the text', dateline: 'from the dateline', url: 'from the address', inferred: 'inferred from the text' };

/** The text in paragraphs; places are of the whole text, in code points. */
function paragraphs(text, places) {
  const made = [];
  let begin = 0;
  let next = 0;
  for (const line of text.split('\n')) {
    const end = begin + [...line].length;
    const own = [];
    for (; next < places.length && places[next][0] < end; ++next)
      own.push([places[next][0] - begin, Math.min(places[next][1], end) - begin]);
    if (line.trim()) made.push(h('p', {}, marked(line, own)));
    begin = end + 1;
  }
  return made;
}

const row = (title, ...value) => [h('dt', {}, title), h('dd', {}, ...value)];

function facts(article) {
  const url = webAddress(article.url);
  const names = (codes) => codes.map(countryName).join(', ');
  return h('dl', { class: 'facts' },
    row('Date', dateElement(article.date), dateSources[article.date_source] ? `, ${dateSources[article.date_source]}` : ''),
    article.countries.length > 0 && row('About', names(article.countries)),
    article.mentions.length > 0 && row('Names', names(article.mentions)),
    row('Source', h('bdi', {}, article.source), article.lang ? `, ${languageName(article.lang)}` : ''),
    article.url && row('Address', url ? h('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, h('bdi', {}, article.url)) : h('bdi', {}, article.url)));
}

/** A line as the index has it, with the country's name: "country IN: title, lead" is "About India: title, lead". */
function evidenceText(line) {
  const [, kind, code, why] = /^(country|mention) ([A-Z]{2}): (.*)$/.exec(line) ?? [];
  if (!code) return line;
  return `${kind === 'country' ? 'About' : 'Names'} ${countryName(code)}: ${why}`;
}

function evidence(article) {
  const isMention = (line) => Number(line.startsWith('mention '));
  const lines = [...article.evidence].sort((a, b) => isMention(a) - isMention(b));
  return h('details', { class: 'evidence' }, h('summary', {}, 'Why this date and these countries'),
    lines.length > 0 ? h('ul', {}, lines.map((line) => h('li', {}, h('bdi', {}, evidenceText(line))))) : h('p', {}, 'Nothing in the article says.'));
}

function origin(article) {
  const extra = Object.entries(article.extra ?? {}).map(([key, value]) =>
    row(h('bdi', {}, key), h('bdi', {}, typeof value === 'string' ? value : JSON.stringify(value))));
  return h('details', { class: 'origin' }, h('summary', {}, 'Where it is from'),
    h('dl', { class: 'facts' }, row('Id', h('bdi', {}, article.id)), row('Read from', h('bdi', {}, article.path)),
      row('Added', timeText(new Date(article.first_indexed))), extra));
}

function original(article) {
  if (article.original.trim() === article.text.trim()) return null;
  return h('details', { class: 'original' }, h('summary', {}, 'The text as it came, with what is no story'),
    h('pre', { lang: article.lang || false, dir: 'auto', tabindex: '0' }, article.original));
}

/** A list of articles under a title, of what the API answers; nothing where there are none. */
async function showList(state, { title, path, parameters, section, but }, signal) {
  try {
    const answer = await get(path, new URLSearchParams(parameters), signal);
    const hits = answer.hits.filter(({ id }) => id !== but);
    if (hits.length > 0)
      section.replaceChildren(h('h3', {}, title), h('ol', { class: 'hits' }, hits.map((hit) => hitElement(state, plainHit(hit)))));
  } catch (error) {
    if (error.name !== 'AbortError') section.replaceChildren(h('p', { class: 'failed' }, `${title}: ${error.message}`));
  }
}

/** Goes to the next (1) or previous (-1) place that the query found. */
export function stepMark(step) {
  const marks = [...$('reader').querySelectorAll('.text mark')];
  if (marks.length === 0) return;
  const at = marks.findIndex((mark) => mark.classList.contains('here'));
  marks[at]?.classList.remove('here');
  const next = marks[(at < 0 ? (step > 0 ? 0 : marks.length - 1) : at + step + marks.length) % marks.length];
  next.classList.add('here');
  next.scrollIntoView({ block: 'center' });
}

/** Shows the article of state.id; `close` is the state without it. Throws as get() does. */
export async function showArticle(state, close, signal) {
  const parameters = new URLSearchParams({ id: state.id });
  if (state.q.trim() && state.q.trim() !== '*') parameters.set('q', state.q.trim());
  if (state.exact) parameters.set('exact', '1');
  const article = await get('/api/article', parameters, signal);
  const places = article.highlights ?? [];
  const like = (id, label) => h('section', { class: 'like', id, 'aria-label': label });
  const [copies, similar] = [like('duplicates', 'Near-duplicates'), like('similar', 'Similar articles')];
  const found = places.length > 0 && h('span', { class: 'found' }, `${places.length} ${places.length === 1 ? 'match' : 'matches'}`,
    h('button', { type: 'button', 'aria-label': 'Previous match', onclick: () => stepMark(-1) }, '↑'),
    h('button', { type: 'button', 'aria-label': 'Next match', onclick: () => stepMark(1) }, '↓'));
  const title = h('h2', { id: 'article-title', tabindex: '-1', lang: article.lang || false, dir: 'auto' },
    article.title ? marked(article.title, article.title_highlights) : '(no title)');
  $('reader').replaceChildren(
    h('div', { class: 'reader-bar' }, link(close, { class: 'back', id: 'close' }, '← Results'), found,
      link({ ...readState(''), id: article.id }, { class: 'permalink', title: 'The address of this article alone' }, 'Permalink')),
    h('article', { 'aria-labelledby': 'article-title' }, title, facts(article),
      h('div', { class: 'text', lang: article.lang || false, dir: 'auto' },
        article.text.trim() ? paragraphs(article.text, places) : h('p', { class: 'undated' }, 'There is no text.')),
      evidence(article), origin(article), original(article), copies, similar));
  document.title = `${article.title || article.id} – Kartotek`;
  title.focus({ preventScroll: true });
  $('reader').scrollTop = 0;
  if (!matchMedia('(min-width: 70rem)').matches) scrollTo(0, 0);
  setRead(article.id);
  const { id } = article;
  showList(state, { title: 'Near-duplicates', path: '/api/search', parameters: { q: '*', duplicates_of: id, limit: 50 }, section: copies, but: id }, signal);
  showList(state, { title: 'Similar articles', path: '/api/similar', parameters: { id, limit: 8 }, section: similar }, signal);
  return article;
}
