// What is shown is what the address says. Every state has an address, so that it can be kept, sent and gone back to.

const lists = ['country', 'mentions', 'lang', 'source'];
const single = ['q', 'from', 'to', 'sort', 'id'];
export const pageSize = 20;

export function readState(search) {
  const parameters = new URLSearchParams(search);
  const state = { page: Math.max(1, Math.min(1e6, Math.trunc(Number(parameters.get('page'))) || 1)) };
  for (const name of single) state[name] = parameters.get(name) ?? '';
  for (const name of lists) state[name] = [...new Set(parameters.getAll(name).filter(Boolean))];
  for (const name of ['exact', 'undated', 'all']) state[name] = parameters.get(name) === '1';
  return state;
}

/** The address of a state; what is as usual is left out. */
export function addressOf(state) {
  const parameters = new URLSearchParams();
  for (const name of single) if (state[name]) parameters.set(name, state[name]);
  for (const name of lists) for (const value of state[name]) parameters.append(name, value);
  for (const name of ['exact', 'undated', 'all']) if (state[name]) parameters.set(name, '1');
  if (state.page > 1) parameters.set('page', state.page);
  const text = parameters.toString();
  return text ? `/?${text}` : '/';
}

/** The address of a state that differs from `state` by `change`; another question begins at its first page. */
export const changed = (state, change) => ({ ...state, page: 1, id: '', ...change });

export const hasFilters = (state) => Boolean(state.from || state.to || lists.some((name) => state[name].length));

export const withoutFilters = (state) =>
  changed(state, { from: '', to: '', undated: false, ...Object.fromEntries(lists.map((name) => [name, []])) });

/** The API's parameters for a state, but for paging and facets. `without` leaves out some filters. */
export function question(state, without = []) {
  const parameters = new URLSearchParams({ q: state.q.trim() || '*' });
  for (const name of ['from', 'to', 'sort']) if (state[name] && !without.includes(name)) parameters.set(name, state[name]);
  for (const name of lists)
    if (!without.includes(name)) for (const value of state[name]) parameters.append(name, value);
  if (state.undated && (state.from || state.to)) parameters.set('include_undated', '1');
  if (state.exact) parameters.set('exact', '1');
  if (state.all) parameters.set('no_collapse', '1');
  return parameters;
}

/** Whether two states ask the same of the archive, and differ at most in what is open. */
export const sameQuestion = (a, b) => addressOf({ ...a, id: '' }) === addressOf({ ...b, id: '' });
