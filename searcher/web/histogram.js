// Articles over time: bars to look at, to click and drag over, and two handles for the keyboard.
import { $, count, dateText, h, svg } from './dom.js';
import { changed } from './state.js';

const height = 44;
const mostBars = 160;
const number = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1; // of months since the year 0
const name = (n) => `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}`;

/** Bars of as many months as keep them few: [{first, months, count}], first a number of months. */
export function barsOf(rows) {
  const months = rows.filter(({ value }) => value.length >= 7);
  if (months.length === 0) return [];
  const low = number(months[0].value);
  const high = number(months.at(-1).value);
  const step = [1, 3, 12, 60, 120].find((size) => (high - low) / size < mostBars) ?? 120;
  const begin = low - (low % step);
  const bars = [];
  for (let first = begin; first <= high; first += step) bars.push({ first, months: step, count: 0 });
  for (const row of months) bars[Math.floor((number(row.value) - begin) / step)].count += row.count;
  return bars;
}

/** The bars [begin, end] that a range of dates covers; all where it is open. */
function barsWithin(bars, from, to) {
  const bound = (date, month) => (date.length >= 7 ? number(date) : Number(date) * 12 + month);
  const first = from ? bars.findIndex((bar) => bar.first + bar.months > bound(from, 0)) : 0;
  let last = bars.length - 1;
  if (to) while (last > 0 && bars[last].first > bound(to, 11)) --last;
  return [first < 0 ? bars.length - 1 : first, last];
}

export function showMonths(state, rows, go) {
  const bars = barsOf(rows);
  const section = $('months');
  section.hidden = bars.length < 2;
  if (section.hidden) return section.replaceChildren();
  const focused = document.activeElement?.dataset?.handle;
  let [begin, end] = barsWithin(bars, state.from, state.to);
  const largest = Math.max(...bars.map((bar) => bar.count));
  const start = (i) => dateText(name(bars[i].first));
  const stop = (i) => dateText(name(bars[i].first + bars[i].months - 1));

  const chart = svg('svg', { class: 'bars', viewBox: `0 0 ${bars.length} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  const columns = bars.map((bar, i) => {
    const tall = bar.count ? Math.max(1.5, (bar.count / largest) * (height - 2)) : 0;
    return svg('rect', { x: i + 0.08, y: height - tall, width: 0.84, height: tall });
  });
  chart.append(...columns);
  const label = h('output', { class: 'span' });
  const sliders = ['from', 'to'].map((which) => h('div', { class: 'handle', role: 'slider', tabindex: '0', 'data-handle': which,
    'aria-label': which === 'from' ? 'Earliest month' : 'Latest month', 'aria-valuemin': '0', 'aria-valuemax': String(bars.length - 1) }));

  const paint = (hover) => {
    const [low, high] = [Math.min(begin, end), Math.max(begin, end)];
    columns.forEach((column, i) => column.classList.toggle('in', i >= low && i <= high));
    sliders[0].style.left = `${(low / bars.length) * 100}%`;
    sliders[1].style.left = `${((high + 1) / bars.length) * 100}%`;
    [low, high].forEach((at, i) => {
      sliders[i].setAttribute('aria-valuenow', at);
      sliders[i].setAttribute('aria-valuetext', i ? stop(at) : start(at));
    });
    const whole = low === 0 && high === bars.length - 1;
    label.textContent = hover === undefined ? (whole ? 'drag to narrow' : `${start(low)} – ${stop(high)}`)
      : `${start(hover)}${bars[hover].months > 1 ? ` – ${stop(hover)}` : ''}: ${count(bars[hover].count)}`;
  };
  const apply = () => {
    const [low, high] = [Math.min(begin, end), Math.max(begin, end)];
    const whole = low === 0 && high === bars.length - 1;
    go(changed(state, whole ? { from: '', to: '' } : { from: name(bars[low].first), to: name(bars[high].first + bars[high].months - 1) }));
  };

  const plot = h('div', { class: 'plot' }, chart, sliders);
  const barAt = (event) => {
    const box = plot.getBoundingClientRect();
    return Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - box.left) / box.width) * bars.length)));
  };
  let dragging = false;
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const handle = event.target.closest('.handle')?.dataset.handle;
    if (handle) { [begin, end] = handle === 'from' ? [end, begin] : [begin, end]; } else begin = end = barAt(event);
    dragging = true;
    plot.setPointerCapture(event.pointerId);
    paint();
  });
  plot.addEventListener('pointermove', (event) => {
    if (dragging) end = barAt(event);
    paint(dragging ? undefined : barAt(event));
  });
  plot.addEventListener('pointerup', () => {
    if (dragging) apply();
    dragging = false;
  });
  plot.addEventListener('pointercancel', () => {
    dragging = false;
    [begin, end] = barsWithin(bars, state.from, state.to);
    paint();
  });
  plot.addEventListener('pointerleave', () => paint());

  let waiting;
  sliders.forEach((slider, i) => slider.addEventListener('keydown', (event) => {
    const year = Math.max(1, Math.round(12 / bars[0].months));
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -year, PageUp: year, Home: -bars.length, End: bars.length }[event.key];
    if (!step) return;
    event.preventDefault();
    if (i === 0) begin = Math.max(0, Math.min(end, begin + step));
    else end = Math.max(begin, Math.min(bars.length - 1, end + step));
    paint();
    clearTimeout(waiting);
    waiting = setTimeout(apply, 350); // One search for a series of presses.
  }));

  section.replaceChildren(h('div', { class: 'months-head' }, h('h2', {}, 'Over time'), label), plot,
    h('div', { class: 'ends', 'aria-hidden': 'true' }, h('span', {}, start(0)), h('span', {}, stop(bars.length - 1))));
  paint();
  if (focused) section.querySelector(`[data-handle="${focused}"]`).focus();
}
