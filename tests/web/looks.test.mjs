// How it looks, and what it says where there is nothing to show.
import assert from 'node:assert/strict';
import { audit, focused, onPage, settled, shoot, titles, total } from './on_page.mjs';

onPage('nothing found, an unknown word and a refused query are said plainly', async ({ page, show }) => {
  await show('/?q=qqqqzzzz&country=TR');
  assert.match(await page.locator('#notes').textContent(), /No article matches/);
  await shoot(page, 'nothing');
  await audit(page, 'nothing');
  await show('/?q=corvete');
  await page.locator('.suggestion a').click();
  await settled(page);
  assert.ok((await total(page)) > 0);
  await show('/?q=drone+(Baku');
  assert.equal(await page.locator('[role=alert] .here').textContent(), '(');
  await shoot(page, 'refused');
  await audit(page, 'refused');
  await show('/?id=no-such-article');
  await page.waitForSelector('#reader [role=alert]');
});

for (const scheme of ['light', 'dark'])
  onPage(`in ${scheme} all is readable`, async ({ page, show }) => {
    await show('/');
    await shoot(page, `start-${scheme}`);
    await audit(page, 'start');
    await show('/?q=Aliyev+drone&country=TR&from=2020');
    await shoot(page, `results-${scheme}`);
    await audit(page, 'results');
    await page.locator('#hits .open').first().click();
    await page.waitForSelector('#similar .hit');
    await settled(page);
    await shoot(page, `article-${scheme}`);
    await audit(page, 'article');
    await page.locator('#help-open').click();
    await audit(page, 'help');
  }, { colorScheme: scheme, reducedMotion: 'reduce' });

onPage('a phone is wide enough', async ({ page, show }) => {
  const fits = async (state) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 360, `${state} is ${wide} pixels wide`);
  };
  await show('/?q=payload+drone');
  await fits('results');
  await shoot(page, 'phone-results');
  await audit(page, 'phone');
  await page.locator('#filters summary').click();
  await fits('filters');
  await shoot(page, 'phone-filters');
  await show('/?q=payload&id=long');
  await page.waitForSelector('#article-title');
  await fits('article');
  await shoot(page, 'phone-article');
  await audit(page, 'phone article');
  await page.locator('#close').click();
  await page.waitForSelector('#article-title', { state: 'detached' });
  assert.ok(await page.locator('#hits').isVisible());
  await page.locator('#help-open').click();
  await fits('help');
  await shoot(page, 'phone-help');
}, { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true });

onPage('a slow answer is waited for in sight, and the newest question counts', async ({ page, show }) => {
  await show('/?q=drone');
  let held;
  await page.route(/q=corvette/, (route) => { held = route; });
  await page.fill('#q', 'corvette');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('status').textContent === 'Searching…');
  assert.equal(await page.locator('#results').getAttribute('aria-busy'), 'true');
  const line = await page.evaluate(() => {
    const style = getComputedStyle(document.getElementById('results'), '::before');
    return { top: document.getElementById('results').getBoundingClientRect().top + parseFloat(style.top), style: style.visibility };
  });
  assert.ok(line.top > 0 && line.style === 'visible', 'a line moves above the results');
  await shoot(page, 'waiting');
  // One can type on meanwhile, and ask something else.
  await page.fill('#q', 'Razoni');
  await page.keyboard.press('Enter');
  await settled(page);
  const shown = await titles(page);
  await held.continue().catch(() => {});
  await page.waitForTimeout(200);
  assert.deepEqual(await titles(page), shown);
  assert.ok((await total(page)) > 0);
});

onPage('a server that is gone is said to be, and asked again', async ({ page, show, faults }) => {
  await show('/?q=drone');
  await page.route('**/api/**', (route) => route.abort());
  await page.fill('#q', 'corvette');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('[role=alert]').textContent(), /does not answer/);
  await shoot(page, 'unreachable');
  await audit(page, 'unreachable');
  await page.unroute('**/api/**');
  await page.locator('.again').click();
  await settled(page);
  assert.ok((await total(page)) > 0);
  faults.length = 0; // the requests that were cut off
});

onPage('the theme is chosen and kept', async ({ page, show }) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await show('/');
  const light = await paper();
  await page.click('#theme');
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await paper(), dark);
  assert.equal(await page.locator('#theme').getAttribute('aria-label'), 'Theme: dark');
  await page.click('#theme');
  assert.equal(await paper(), light);
}, { colorScheme: 'light' });

onPage('nothing moves where that is not wished, and nothing jumps', async ({ page, show }) => {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await show('/?q=drone');
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => {
    const style = getComputedStyle(one);
    return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none';
  }).length);
  assert.equal(moving, 0);
  assert.ok((await page.evaluate(() => window.shifts)) < 0.02, 'what is read does not move');
}, { reducedMotion: 'reduce' });

onPage('whoever listens is told what there is', async ({ page, show }) => {
  await show('/?q=drone');
  for (const [role, name] of [['searchbox', 'Search the archive'], ['button', 'Search'], ['region', 'Filters'], ['region', 'Results'],
    ['region', 'Articles over time'], ['slider', 'Earliest date'], ['slider', 'Latest date'], ['textbox', 'from'], ['textbox', 'to'],
    ['combobox', 'Order'], ['navigation', 'Pages of results'], ['group', 'About']])
    assert.equal(await page.getByRole(role, { name, exact: true }).count(), 1, `${role} ${name}`);
  assert.match(await page.locator('#status').textContent(), /^\d+ articles?$|^About \d+/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.ok(await focused(page)); // The skip link comes first, and leads past the filters.
  await page.locator('.skip').press('Enter');
  assert.equal(await focused(page), 'results');
});
