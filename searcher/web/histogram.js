// Articles over time: bars to look at, to click and drag over, two handles for the keyboard, and two dates to type.
import { $, count, dateText, h, svg } from './dom.js';
import { changed } from './state.js';
import { axisTicks } from './timescale.js';

const height = 100;

/** How many bars there is room for. */
export const roomForBars = () => Math.max(24, Math.floor($('results').clientWidth / 6));

/** The dates of bars i to k of a scale, as a state has them. */
const datesOf = ({ unit, low }, i, k) => ({ from: unit.first(low + i), to: unit.last(low + k) });

function rangeText({ from, to }) {
  return from === to ? dateText(from) : `${dateText(from)} – ${dateText(to)}`;
}

function bars(counts, largest) {
  const columns = counts.map((n, i) => {
    const tall = n ? Math.max(2.5, (n / largest) * height) : 0;
    return svg('rect', { x: i + 0.09, y: height - tall, width: 0.82, height: tall });
  });
  const chart = svg('svg', { class: 'bars', viewBox: `0 0 ${counts.length} ${height}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  chart.append(...columns);
  return { chart, columns };
}

/** The labels below the bars, but for those that the end would cut. */
function axis(scale, width) {
  const length = scale.high - scale.low + 1;
  const ticks = axisTicks(scale, Math.max(2, Math.floor(width / 85))).filter(({ at, text }) => (1 - at / length) * width > 8 * text.length);
  return h('div', { class: 'axis', 'aria-hidden': 'true' }, ticks.map(({ at, text }) => {
    const tick = h('span', {}, text);
    tick.style.left = `${(at / length) * 100}%`;
    return tick;
  }));
}

/**
 * Shows a scale (timescale.js) with its counts, of which [begin, end] is chosen. `undated` articles have no bar.
 * `go` takes the state in which other dates are chosen.
 */
export function showTime(state, { scale, counts, undated }, go) {
  const section = $('time');
  section.hidden = false;
  const focused = document.activeElement?.closest('#time [data-part]')?.dataset.part;
  const last = counts.length - 1;
  const largest = Math.max(1, ...counts);
  let [begin, end] = [scale.begin - scale.low, scale.end - scale.low];
  const { chart, columns } = bars(counts, largest);
  const readout = h('output', { class: 'readout' });
  const sliders = ['from', 'to'].map((part) => h('div', { class: 'handle', role: 'slider', tabindex: '0', 'data-part': `${part}-handle`,
    'aria-label': part === 'from' ? 'Earliest date' : 'Latest date', 'aria-valuemin': '0', 'aria-valuemax': String(last) }));
  const fields = ['from', 'to'].map((part) => h('input', { 'data-part': part, id: `date-${part}`, size: '10', maxlength: '10',
    placeholder: part === 'from' ? 'earliest' : 'latest', autocomplete: 'off', inputmode: 'numeric', title: '2021, 2021-04 or 2021-04-15',
    value: state[part], onchange: (event) => go(changed(state, { [part]: event.target.value.trim() })) }));

  const chosen = () => [Math.min(begin, end), Math.max(begin, end)];
  /** Whether the bars chosen are all there are. */
  const isWhole = ([low, high]) => low === 0 && high === last && (scale.whole || !(state.from || state.to));
  const paint = (hovered) => {
    const [low, high] = chosen();
    const dates = datesOf(scale, low, high);
    columns.forEach((column, i) => {
      column.classList.toggle('in', i >= low && i <= high);
      column.classList.toggle('hovered', i === hovered);
    });
    [low, high + 1].forEach((at, i) => { sliders[i].style.left = `${(at / counts.length) * 100}%`; });
    sliders.forEach((slider, i) => {
      slider.setAttribute('aria-valuenow', i ? high : low);
      slider.setAttribute('aria-valuetext', dateText(i ? dates.to : dates.from));
    });
    chart.classList.toggle('narrowed', !isWhole([low, high]));
    readout.textContent = hovered === undefined ? '' : `${rangeText(datesOf(scale, hovered, hovered))}: ${count(counts[hovered])}`;
  };
  const apply = () => {
    const next = changed(state, isWhole(chosen()) ? { from: '', to: '' } : datesOf(scale, ...chosen()));
    if (next.from !== state.from || next.to !== state.to) go(next);
  };

  const plot = h('div', { class: 'plot' }, chart, sliders);
  dragOver(plot, counts.length, {
    start: (at, handle) => {
      if (handle) [begin, end] = handle === 'from-handle' ? [end, begin] : [begin, end];
      else begin = end = at;
      paint();
    },
    move: (at, dragging) => {
      if (dragging) end = at;
      fields[0].value = dragging ? datesOf(scale, ...chosen()).from : state.from;
      fields[1].value = dragging ? datesOf(scale, ...chosen()).to : state.to;
      paint(at);
    },
    done: apply,
    cancel: () => {
      [begin, end] = [scale.begin - scale.low, scale.end - scale.low];
      paint();
    },
    leave: () => paint(),
  });

  let waiting;
  sliders.forEach((slider, i) => slider.addEventListener('keydown', (event) => {
    const far = Math.max(2, Math.round(counts.length / 10));
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -far, PageUp: far, Home: -counts.length, End: counts.length }[event.key];
    if (!step) return;
    event.preventDefault();
    if (i === 0) begin = Math.max(0, Math.min(end, begin + step));
    else end = Math.max(begin, Math.min(last, end + step));
    paint();
    clearTimeout(waiting);
    waiting = setTimeout(apply, 350); // One search for a series of presses.
  }));

  const dated = Boolean(state.from || state.to);
  const withUndated = dated && undated > 0 && h('label', { class: 'undated-too' },
    h('input', { type: 'checkbox', 'data-part': 'undated', checked: state.undated,
      onchange: () => go(changed(state, { undated: !state.undated })) }), `and ${count(undated)} undated`);
  section.replaceChildren(
    h('div', { class: 'time-head' }, h('h2', {}, 'Over time'), readout,
      h('p', { class: 'dates' }, !dated && undated > 0 && h('span', { class: 'undated-too' }, `${count(undated)} undated`), withUndated,
        h('label', { for: 'date-from' }, 'from'), fields[0], h('label', { for: 'date-to' }, 'to'), fields[1])),
    plot, axis(scale, section.clientWidth));
  paint();
  if (focused) section.querySelector(`[data-part="${focused}"]`)?.focus();
}

/** Nothing to show over time. */
export function hideTime() {
  $('time').hidden = true;
  $('time').replaceChildren();
}

/** Tells what a pointer does over `plot`: which of `length` bars it starts at, moves to, is let go of. */
function dragOver(plot, length, { start, move, done, cancel, leave }) {
  const barAt = (event) => {
    const box = plot.getBoundingClientRect();
    return Math.max(0, Math.min(length - 1, Math.floor(((event.clientX - box.left) / box.width) * length)));
  };
  let dragging = false;
  plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    dragging = true;
    plot.setPointerCapture(event.pointerId);
    start(barAt(event), event.target.closest('.handle')?.dataset.part);
  });
  plot.addEventListener('pointermove', (event) => move(barAt(event), dragging));
  plot.addEventListener('pointerup', () => {
    if (dragging) done();
    dragging = false;
  });
  plot.addEventListener('pointercancel', () => {
    dragging = false;
    cancel();
  });
  plot.addEventListener('pointerleave', () => { if (!dragging) leave(); });
}
