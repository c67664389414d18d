// The picture of README.md: a terminal and the page, on the sample archive. node picture.mjs FILE
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { newPage, openArchive } from './archive.mjs';

const query = 'Turkish drones Karabakh';
const viewport = { width: 1180, height: 700 };

// What `searcher` prints, with what a terminal would make of its two colours.
function terminal(index) {
  const options = ['--limit', '2', '--facets', 'year'];
  const printed = execFileSync(join(process.env.PROGRAMS, 'searcher'),
    ['--index', index, '--color', 'always', ...options, query], { encoding: 'utf8' });
  const html = printed.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    .replaceAll(/\x1b\[([\d;]+)m/g, (_, code) => (code === '0' ? '</b>' : `<b class="c${code.replace(';', '-')}">`));
  return `<style>body { margin: 0; background: #15171a; }
    pre { margin: 0; padding: 18px 22px; color: #dbd9d4; font: 13px/1.42 "DejaVu Sans Mono", "Liberation Mono", monospace; }
    b { color: #fff } .c1-33 { color: #f5bb4a; }</style>
    <pre>$ searcher ${options.join(' ')} '${query}'\n${html}</pre>`;
}

const archive = await openArchive();
try {
  const { page, show, done } = await newPage(archive, { viewport, colorScheme: 'light', reducedMotion: 'reduce' });
  await show(`/?q=${encodeURIComponent(query)}`);
  const shot = await page.screenshot();
  await done();
  const both = await archive.browser.newPage({ viewport: { width: 1880, height: viewport.height } });
  await both.setContent(`<style>body { margin: 0; display: flex; gap: 10px; background: #fff; }
    iframe { border: 0; width: 690px; height: ${viewport.height}px; }</style>
    <iframe></iframe><img src="data:image/png;base64,${shot.toString('base64')}">`);
  await both.locator('iframe').evaluate((frame, html) => { frame.srcdoc = html; }, terminal(archive.index));
  await both.waitForLoadState('networkidle');
  await both.screenshot({ path: process.argv[2] });
} finally {
  await archive.close();
}
