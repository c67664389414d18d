// What this browser remembers of its reader: when they were last here, and what they have read. Kept here alone; where
// storage is forbidden, nothing is remembered.

const pause = 60 * 60 * 1000; // so long without a search, and the next one is another visit
const mostRead = 5000;

function load(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Then it holds for this page only.
  }
}

/** To be called with each search. Returns when the visit before this one ended, or null. */
export function lastVisit(now = Date.now()) {
  const visit = load('visit', {});
  if (visit.seen && now - visit.seen > pause) visit.before = visit.seen;
  visit.seen = now;
  keep('visit', visit);
  return visit.before ? new Date(visit.before) : null;
}

const read = new Set(load('read', []));

export const isRead = (id) => read.has(id);

export function setRead(id) {
  read.delete(id);
  read.add(id);
  keep('read', [...read].slice(-mostRead));
}

export function forget() {
  read.clear();
  for (const key of ['visit', 'read']) localStorage.removeItem(key);
}
