// Narrowing by date: over the histogram, by its handles, by typing; and what is new.
import assert from 'node:assert/strict';
import { addressHas, onPage, query, settled, shoot, total } from './on_page.mjs';

onPage('one drags over the months, or moves their handles by keyboard', async ({ page, show }) => {
  await show('/?q=drone');
  const all = await total(page);
  const box = await page.locator('.plot').boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 4 });
  await page.mouse.move(box.x + box.width * 0.95, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  const [from, to] = [query(page).get('from'), query(page).get('to')];
  assert.match(from, /^\d{4}-\d\d$/);
  assert.ok(from < to);
  const fewer = await total(page);
  assert.ok(fewer < all && fewer > 0);
  for (const time of await page.locator('#hits time').all()) {
    const date = await time.getAttribute('datetime');
    assert.ok(date.slice(0, 7) >= from.slice(0, date.length) && date.slice(0, 7) <= to, `${date} is in ${from}..${to}`);
  }
  await shoot(page, 'months');
  await page.locator('[data-part=from-handle]').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((was) => new URLSearchParams(location.search).get('from') !== was, from);
  await settled(page);
  assert.ok(query(page).get('from') > from);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.part), 'from-handle');
  // What is around the dates chosen is there to widen them.
  const wider = await page.locator('[data-part=to-handle]').getAttribute('aria-valuenow');
  await page.locator('[data-part=to-handle]').press('End');
  await page.waitForFunction((was) => new URLSearchParams(location.search).get('to') !== was, to);
  await settled(page);
  assert.ok(wider);
  await page.locator('.chip').click();
  await settled(page);
  assert.equal(await total(page), all);
});

onPage('a click takes a bar, and bars become finer', async ({ page, show }) => {
  await show('/?q=*');
  const box = await page.locator('.plot').boundingBox();
  const bars = await page.locator('.bars rect').count();
  assert.ok(bars > 20 && box.width / bars > 4, `${bars} bars`);
  await page.mouse.move(box.x + box.width * 0.9, box.y + 20);
  assert.match(await page.locator('.readout').textContent(), /\d{4}.*: [\d,]+$/);
  // The tallest is sure to have articles.
  const tallest = await page.locator('.bars rect').evaluateAll((all) =>
    all.reduce((best, bar, i) => (Number(bar.getAttribute('height')) > Number(all[best].getAttribute('height')) ? i : best), 0));
  await page.mouse.click(box.x + (tallest + 0.5) * (box.width / bars), box.y + box.height - 2);
  await addressHas(page, 'from=');
  await settled(page);
  const counted = await total(page);
  assert.ok(counted > 0);
  await page.locator('[data-part=from]').fill('2021-04');
  await page.locator('[data-part=to]').fill('2021-04');
  await page.locator('[data-part=to]').press('Enter');
  await addressHas(page, 'to=2021-04');
  await settled(page);
  assert.match(await page.locator('.axis').textContent(), /Apr 2021|\d Apr/);
  assert.equal(await page.locator('[data-part=to-handle]').getAttribute('aria-valuetext'), '30 April 2021');
  await shoot(page, 'days');
});

onPage('dates can be typed, with the undated if so wished', async ({ page, show }) => {
  await show('/?q=payload');
  const all = await total(page);
  await page.fill('#date-from', '2030-01-02');
  await page.press('#date-from', 'Enter');
  await addressHas(page, 'from=2030-01-02');
  await settled(page);
  const dated = await total(page);
  assert.ok(dated < all);
  const undated = Number((await page.locator('.undated-too').textContent()).match(/\d+/)[0]);
  assert.ok(undated > 0);
  await page.locator('.undated-too input').check();
  await addressHas(page, 'undated=1');
  await settled(page);
  assert.equal(await total(page), dated + undated);
  await page.fill('#date-to', 'tomorrow');
  await page.press('#date-to', 'Enter');
  await page.waitForSelector('[role=alert]');
  assert.match(await page.locator('[role=alert]').textContent(), /tomorrow is not a date/);
  await page.goBack();
  await settled(page);
  assert.equal(await total(page), dated + undated);
});

onPage('what is new is counted since the last visit and by day', async ({ page, show }) => {
  await show('/?q=*');
  const all = await total(page);
  assert.equal(await page.locator('[data-kind=added] .row').count(), 3); // There was no visit before.
  const hour = 3_600_000;
  await page.evaluate((seen) => localStorage.setItem('visit', JSON.stringify({ seen })), Date.now() - 9 * hour);
  await show('/?q=*');
  const visit = page.locator('[data-kind=added] .row').first();
  assert.match(await visit.textContent(), /last visit/);
  assert.equal(Number(await visit.locator('.count').textContent()), all); // All was indexed a moment ago.
  await visit.locator('input').check();
  await addressHas(page, 'since=');
  await settled(page);
  assert.equal(await total(page), all);
  await page.locator('.chip').click();
  await settled(page);
  await show('/?q=*&since=2100-01-01T00:00Z');
  assert.match(await page.locator('#notes').textContent(), /No article matches/);
  assert.ok(await page.locator('[data-facet=since][data-value^="2100"]').isChecked());
});

onPage('where nothing is dated there is no histogram, nor room for one', async ({ page, show }) => {
  await show('/?q=%2Bpayload+%2Bfour');
  assert.equal(await total(page), 1);
  assert.ok(!(await page.locator('#time').isVisible()));
  await show('/?q=payload');
  assert.ok(await page.locator('.plot').isVisible());
});
