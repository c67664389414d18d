// The keyboard. Letters do nothing while one types, and can be turned off (WCAG 2.1.4).
import { $ } from './dom.js';
import { stepMark } from './article.js';

const kept = {
  get on() {
    try {
      return localStorage.getItem('keys') !== 'off';
    } catch {
      return true;
    }
  },
  set on(value) {
    try {
      localStorage.setItem('keys', value ? 'on' : 'off');
    } catch {
      // Then it holds for this page only.
    }
  },
};

function step(by) {
  const links = [...document.querySelectorAll('#hits .open')];
  if (links.length === 0) return;
  const at = links.findIndex((one) => one === document.activeElement);
  const current = at >= 0 ? at : links.findIndex((one) => one.getAttribute('aria-current') === 'true');
  const next = current < 0 ? (by > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, current + by));
  // While an article is open beside the list, the list opens the one stepped to.
  links[next].focus();
  links[next].scrollIntoView({ block: 'nearest' });
  if (!$('reader').hidden) links[next].click();
}

export function listenToKeys() {
  $('keys-on').checked = kept.on;
  $('keys-on').addEventListener('change', () => { kept.on = $('keys-on').checked; });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $('help').open) return;
    const typing = event.target.closest('input:not([type=checkbox]), textarea, select');
    if (event.key === 'Escape') {
      const menu = document.querySelector('.export[open]');
      if (menu) {
        menu.open = false;
        return menu.querySelector('summary').focus();
      }
      if (typing) return typing.blur();
      return $('close')?.click();
    }
    if (typing || !$('keys-on').checked) return;
    const action = {
      '/': () => { $('q').focus(); $('q').select(); },
      j: () => step(1),
      k: () => step(-1),
      n: () => stepMark(1),
      p: () => stepMark(-1),
      '?': () => $('help').showModal(),
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
