// What is shown is what the address says. Every state has an address, so that it can be kept, sent and gone back to.

const lists = ['country', 'mentions', 'lang', 'source'];
const single = ['q', 'from', 'to', 'since', 'sort', 'copies', 'id'];
const flags = ['exact', 'undated', 'all'];
const opened = { id: '', copies: '' }; // what is open of a list of results: an article; the near-duplicates of one
const halfLife = '90d'; // of the order "recent"
export const pageSize = 20;

export function readState(search) {
  const parameters = new URLSearchParams(search);
  const state = { page: Math.max(1, Math.min(1e6, Math.trunc(Number(parameters.get('page'))) || 1)) };
  for (const name of single) state[name] = parameters.get(name) ?? '';
  for (const name of lists) state[name] = [...new Set(parameters.getAll(name).filter(Boolean))];
  for (const name of flags) state[name] = parameters.get(name) === '1';
  return state;
}

/** The address of a state; what is as usual is left out. */
export function addressOf(state) {
  const parameters = new URLSearchParams();
  for (const name of single) if (state[name]) parameters.set(name, state[name]);
  for (const name of lists) for (const value of state[name]) parameters.append(name, value);
  for (const name of flags) if (state[name]) parameters.set(name, '1');
  if (state.page > 1) parameters.set('page', state.page);
  const text = parameters.toString();
  return text ? `/?${text}` : '/';
}

/** The state that differs from `state` by `change`; another question begins at its first page. */
export const changed = (state, change) => ({ ...state, ...opened, page: 1, ...change });

/** Whether anything but the order is asked of words. */
export const isRanked = (state) => state.q.trim() !== '' && state.q.trim() !== '*';

export const hasFilters = (state) =>
  Boolean(state.from || state.to || state.since || lists.some((name) => state[name].length));

export const withoutFilters = (state) =>
  changed(state, { from: '', to: '', since: '', undated: false, ...Object.fromEntries(lists.map((name) => [name, []])) });

/** The API's parameters for a state, but for paging and facets. `without` leaves out some filters. */
export function question(state, without = []) {
  const parameters = new URLSearchParams({ q: state.q.trim() || '*' });
  const set = (name, value) => { if (value && !without.includes(name)) parameters.set(name, value); };
  set('from', state.from);
  set('to', state.to);
  set('added_since', state.since);
  if (state.sort === 'recent') set('recency', halfLife);
  else set('sort', state.sort);
  for (const name of lists)
    if (!without.includes(name)) for (const value of state[name]) parameters.append(name, value);
  if (state.undated && (parameters.has('from') || parameters.has('to'))) parameters.set('include_undated', '1');
  if (state.exact) parameters.set('exact', '1');
  if (state.all) parameters.set('no_collapse', '1');
  return parameters;
}

/** Whether two states ask the same of the archive, and differ at most in what is open. */
export const sameQuestion = (a, b) => addressOf({ ...a, ...opened }) === addressOf({ ...b, ...opened });
