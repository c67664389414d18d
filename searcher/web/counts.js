// Counting: the hits are there already.
import { get } from './api.js';
import { question } from './state.js';
import { addedRows, countedKinds, showAddedCount, showFacets } from './facets.js';
import { hideTime, roomForBars, showTime } from './histogram.js';
import { barCounts, timeScale } from './timescale.js';
import { lastVisit } from './visits.js';

/** The matches of a state, but for some of its filters, counted by facets. */
function counted(state, kinds, without, signal) {
  const parameters = question(state, without);
  parameters.set('limit', 1);
  parameters.set('facets', kinds.join(','));
  return get('/api/search', parameters, signal);
}

/**
 * Counts what matches and shows the facets, the histogram and, last, how much of it is new; `asOf` is when the archive
 * was last added to. What a filter is about is counted without that filter, so that more can be added to it. The answer
 * has the total. Throws as get() does.
 */
export async function showCounts(state, asOf, go, signal) {
  const own = countedKinds.filter(({ name }) => name !== 'year' && state[name].length > 0);
  const dated = Boolean(state.from || state.to);
  const rest = countedKinds.filter((facet) => !own.includes(facet) && !(dated && facet.kind === 'year')).map(({ kind }) => kind);
  const [whole, undatedToo, ...others] = await Promise.all([
    counted(state, dated ? rest : [...rest, 'month'], [], signal),
    dated ? counted(state, ['year', 'month'], ['from', 'to'], signal) : null,
    ...own.map(({ kind, name }) => counted(state, [kind], [name], signal))]);
  const facets = Object.assign({}, whole.facets, undatedToo?.facets, ...others.map((answer) => answer.facets));
  const added = addedRows(lastVisit());
  showFacets(state, { ...facets, added }, go);
  await countOverTime(state, facets, (undatedToo ?? whole).total, go, signal);
  countAdded(state, added, asOf, signal);
  return whole;
}

/** `total` articles match whatever their date. */
async function countOverTime(state, { year, month }, total, go, signal) {
  const months = month.filter(({ value }) => value.length >= 7).map(({ value }) => value);
  if (months.length === 0) return hideTime();
  const scale = timeScale([months[0], months.at(-1)], state.from, state.to, roomForBars());
  let rows = month;
  if (scale.unit.facet === 'day') {
    const around = { ...state, from: scale.unit.first(scale.low), to: scale.unit.last(scale.high), undated: false };
    rows = (await counted(around, ['day'], [], signal)).facets.day;
  }
  const undated = total - year.reduce((sum, row) => sum + row.count, 0);
  showTime(state, { scale, counts: barCounts(scale, rows), undated }, go);
}

/** Nothing waits for these. */
async function countAdded(state, rows, asOf, signal) {
  try {
    for (const { value } of rows) {
      const none = asOf && new Date(asOf) <= new Date(value);
      showAddedCount(value, none ? 0 : (await counted({ ...state, since: value }, ['lang'], [], signal)).total);
    }
  } catch (error) {
    if (error.name !== 'AbortError') console.warn(error);
  }
}
