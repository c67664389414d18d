// Which bars the histogram has: days, months or several of them, as fine as there is room for.
// A bar is a whole number; a unit says which one a date is in and which dates a bar has.

const twoDigits = (n) => String(n).padStart(2, '0');
const monthNumber = (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1; // from the year 0
const monthDate = (n) => `${String(Math.floor(n / 12)).padStart(4, '0')}-${twoDigits((n % 12) + 1)}`;
const dayNumber = (date) => Math.round(new Date(`${date}T00:00:00Z`).getTime() / 86_400_000); // from 1970
const dayDate = (n) => new Date(n * 86_400_000).toISOString().slice(0, 10);

export const dayUnit = { facet: 'day', bar: dayNumber, first: dayDate, last: dayDate };

function monthUnit(size) {
  const whole = size % 12 === 0; // then bars have the dates of years
  return {
    facet: 'month',
    months: size,
    bar: (date) => Math.floor(monthNumber(date) / size),
    first: (n) => monthDate(n * size).slice(0, whole ? 4 : 7),
    last: (n) => monthDate(n * size + size - 1).slice(0, whole ? 4 : 7),
  };
}
const monthUnits = [1, 3, 12, 60, 120, 600, 1200].map(monthUnit);

const isDate = (text) => /^\d{4}(-\d\d(-\d\d)?)?$/.test(text);

/** The first or last day that a date, as precise as it is, may mean. */
export const firstDay = (date) => `${date}-01-01`.slice(0, 10);
export function lastDay(date) {
  if (date.length === 10) return date;
  return dayDate(dayNumber(`${monthDate(monthNumber(date.length === 4 ? `${date}-12` : date) + 1)}-01`) - 1);
}

/**
 * The bars for articles dated within the months [low, high], of which the dates [from, to] are chosen (either may be
 * open or no date at all), with room for `room` of them: { unit, low, high, begin, end, whole }. Bars low to high are
 * shown, begin to end are chosen; `whole` where these are all that there are. What is chosen is shown with what is
 * around it, so that it can be widened, too.
 */
export function timeScale(months, from, to, room) {
  const chosen = isDate(from) || isDate(to);
  const first = isDate(from) ? firstDay(from) : `${months[0]}-01`;
  const last = isDate(to) ? lastDay(to) : lastDay(months[1]);
  const fits = (unit) => unit.bar(last) - unit.bar(first) < (chosen ? room * 0.7 : room);
  const few = dayNumber(last) - dayNumber(first) < 93;
  const unit = (few && fits(dayUnit) ? dayUnit : monthUnits.find(fits)) ?? monthUnits.at(-1);
  const lowest = unit.bar(`${months[0]}-01`);
  const highest = unit.bar(lastDay(months[1]));
  const within = (n) => Math.max(lowest, Math.min(highest, n));
  const begin = within(unit.bar(first));
  const end = Math.max(begin, within(unit.bar(last)));
  if (!chosen) return { unit, low: lowest, high: highest, begin, end, whole: true };
  const around = Math.max(Math.ceil((end - begin + 1) / 5), Math.ceil((Math.min(room, 45) - (end - begin + 1)) / 2));
  return { unit, low: within(begin - around), high: within(end + around), begin, end, whole: begin === lowest && end === highest };
}

/** How many articles each bar of a scale has, of the rows of its facet. Dates less precise than a bar are in none. */
export function barCounts({ unit, low, high }, rows) {
  const counts = new Array(high - low + 1).fill(0);
  for (const { value, count } of rows) {
    if (value.length < (unit.facet === 'day' ? 10 : 7)) continue;
    const at = unit.bar(value) - low;
    if (at >= 0 && at < counts.length) counts[at] += count;
  }
  return counts;
}

/** Where the axis has labels: [{ at, text }], `at` a bar from 0 on, at most `most` of them. */
export function axisTicks({ unit, low, high }, most) {
  const bars = high - low + 1;
  const ticks = [];
  const add = (n, text) => ticks.push({ at: n - low, text });
  if (unit.facet === 'day') {
    const step = [1, 2, 7, 14].find((days) => bars / days <= most) ?? 28;
    for (let n = low; n <= high; ++n) if ((n - low) % step === 0) add(n, shortDay(dayDate(n), n === low));
  } else if (unit.months < 12 && bars <= most * 4 && unit.months === 1) {
    const step = bars <= most ? 1 : bars <= most * 3 ? 3 : 6;
    for (let n = low; n <= high; ++n) if (n % step === 0) add(n, shortMonth(monthDate(n), n % 12 === 0 || ticks.length === 0));
  } else {
    const years = (high - low + 1) * unit.months / 12;
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((size) => years / size <= most) ?? 1000;
    for (let n = low; n <= high; ++n) {
      const date = monthDate(n * unit.months);
      const opens = Number(date.slice(5)) === 1 || unit.months > 12;
      if (opens && Number(date.slice(0, 4)) % Math.max(step, unit.months / 12) === 0) add(n, date.slice(0, 4));
    }
  }
  return ticks;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shortMonth = (date, withYear) => monthNames[Number(date.slice(5, 7)) - 1] + (withYear ? ` ${date.slice(0, 4)}` : '');
const shortDay = (date, withYear) => `${Number(date.slice(8))} ${shortMonth(date, withYear)}`;
