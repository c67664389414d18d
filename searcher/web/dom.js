// Making elements. Text only ever becomes text: nothing here, or anywhere, parses HTML.

/** An element with attributes (on* are listeners; false and null leave one out) and children (nodes or text). */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export const $ = (id) => document.getElementById(id);

/** `text` with <mark> around places given in code points, in order and apart. */
export function marked(text, places = []) {
  const nodes = [];
  let units = 0;
  let points = 0;
  let done = 0;
  const unitsAt = (place) => {
    for (; points < place && units < text.length; ++points) units += text.codePointAt(units) > 0xffff ? 2 : 1;
    return units;
  };
  for (const [begin, end] of places) {
    const from = unitsAt(begin);
    const to = unitsAt(end);
    if (from > done) nodes.push(text.slice(done, from));
    nodes.push(h('mark', {}, text.slice(from, to)));
    done = to;
  }
  if (done < text.length) nodes.push(text.slice(done));
  return nodes;
}

const named = (type) => {
  const names = new Intl.DisplayNames(['en'], { type, fallback: 'code' });
  return (code) => {
    try {
      return names.of(code);
    } catch {
      return code; // It does not look like a code at all.
    }
  };
};
export const countryName = named('region');
export const languageName = named('language');

const numbers = new Intl.NumberFormat('en');
export const count = (n) => numbers.format(n);
export const articles = (n) => `${count(n)} ${n === 1 ? 'article' : 'articles'}`;

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October',
  'November', 'December'];

/** "15 April 2021", "April 2021" or "2021", as precise as the date is. */
export function dateText(date) {
  const [year, month, day] = date.split('-');
  return [day && Number(day), month && months[month - 1], year].filter(Boolean).join(' ');
}

const times = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });

/** A Date as "15 Apr 2021, 09:30", where the reader is. */
export const timeText = (time) => (Number.isNaN(time.getTime()) ? '?' : times.format(time));

/** The address, where it is one of the web; null for javascript: and the like. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
