// Searching, narrowing, ordering, keeping the address and taking the results along.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { addressHas, archive, audit, focused, newPage, onPage, query, settled, shoot, titles, total } from './on_page.mjs';

onPage('a search shows ranked hits with what they are', async ({ page, show }) => {
  await show('/');
  assert.ok((await total(page)) > 80);
  await page.fill('#q', 'Aliyev drone');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(query(page).get('q'), 'Aliyev drone');
  assert.ok((await total(page)) > 3);
  const first = page.locator('#hits .hit').first();
  assert.ok(await first.locator('time').count());
  assert.ok((await first.locator('mark').count()) > 0);
  // What it was widened to, and the way to narrow it again.
  assert.match(await page.locator('.expanded').textContent(), /aliev/i);
  const all = await total(page);
  await page.click('#exactly');
  await settled(page);
  assert.equal(query(page).get('exact'), '1');
  assert.ok((await total(page)) <= all);
});

onPage('facets add filters and take them away', async ({ page, show }) => {
  await show('/?q=drone');
  const unfiltered = await total(page);
  const count = Number(await page.locator('.row', { hasText: 'Ukraine' }).first().locator('.count').textContent());
  await page.locator('[data-facet=country][data-value=UA]').check();
  await settled(page);
  assert.equal(await total(page), count);
  // Another country of the same facet adds to it.
  await page.locator('[data-facet=country][data-value=TR]').check();
  await settled(page);
  assert.deepEqual(query(page).getAll('country'), ['UA', 'TR']);
  assert.ok((await total(page)) > count);
  await page.locator('.chip', { hasText: 'Ukraine' }).click();
  await settled(page);
  assert.deepEqual(query(page).getAll('country'), ['TR']);
  await page.locator('[data-facet=country][data-value=TR]').uncheck();
  await settled(page);
  assert.equal(await total(page), unfiltered);
});

onPage('every state has an address, and back goes back', async ({ page, show }) => {
  await show('/?q=drone&country=TR&sort=oldest&from=2020&page=1');
  const direct = await titles(page);
  assert.ok(direct.length > 0);
  await page.selectOption('#order', 'newest');
  await settled(page);
  assert.notDeepEqual(await titles(page), direct);
  await page.goBack();
  await settled(page);
  assert.deepEqual(await titles(page), direct);
  await page.goForward();
  await settled(page);
  assert.equal(query(page).get('sort'), 'newest');
  // Somebody else with the link sees the same.
  const other = await newPage(archive);
  await other.show(new URL(page.url()).search);
  assert.deepEqual(await titles(other.page), await titles(page));
  await other.done();
});

onPage('pages follow one another', async ({ page, show }) => {
  await show('/?q=*');
  const first = await titles(page);
  await page.locator('#pages [rel=next]').click();
  await settled(page);
  assert.equal(query(page).get('page'), '2');
  assert.ok((await titles(page)).every((title) => !first.includes(title)));
  await show('/?q=drone&page=999');
  assert.match(await page.locator('#notes').textContent(), /first page/);
});

onPage('all matches are exported', async ({ page, show }) => {
  await show('/?q=drone');
  const count = await total(page);
  for (const [format, lines] of [['csv', count + 1], ['jsonl', count]]) {
    await page.click('.export summary');
    assert.equal(await page.locator('.menu .sum').textContent(), `${count} articles`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-export=${format}]`)]);
    await page.click('.total');
    assert.ok(!(await page.locator('.menu').isVisible()));
    assert.equal(download.suggestedFilename(), `kartotek.${format}`);
    const text = readFileSync(await download.path(), 'utf8');
    assert.equal(text.trimEnd().split(format === 'csv' ? '\r\n' : '\n').length, lines);
  }
});


onPage('facets show all their rows, countries by name, and keep the keyboard', async ({ page, show }) => {
  await show('/?q=*');
  const country = page.locator('[data-kind=country]');
  assert.equal(await country.locator('.row').count(), 8);
  assert.ok(await country.locator('.label', { hasText: 'Türkiye' }).count());
  await country.locator('.more').click();
  assert.ok((await country.locator('.row').count()) > 8);
  assert.equal(await country.locator('.more').getAttribute('aria-expanded'), 'true');
  await country.locator('.row input').last().focus();
  await page.keyboard.press('Space');
  await addressHas(page, 'country=');
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.value), query(page).get('country'));
  await page.locator('[data-facet=year]').first().check();
  await addressHas(page, 'from=');
  await settled(page);
  await page.locator('.clear').click();
  await settled(page);
  assert.equal(page.url(), `${archive.base}/?q=*`);
});

onPage('what is folded opens in place, and is counted by all', async ({ page, show }) => {
  await show('/?q=Razoni');
  const all = await total(page);
  const hits = (await titles(page)).length;
  assert.ok(hits < all);
  await page.locator('.folded').click();
  await page.waitForSelector('.copies .hit');
  assert.equal((await titles(page)).length, hits + 1);
  assert.equal(await page.locator('.folded').getAttribute('aria-expanded'), 'true');
  assert.equal(await focused(page, 'className'), 'folded');
  await shoot(page, 'near-duplicates');
  await page.click('.export summary');
  await audit(page, 'near-duplicates and a menu');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page, 'tagName'), 'SUMMARY');
  // That has an address, too.
  await page.reload();
  await page.waitForSelector('.copies .hit');
  const copy = await page.locator('.copies .hit').getAttribute('data-id');
  await page.locator('.copies .open').click();
  await page.waitForSelector('#article-title');
  assert.equal(query(page).get('id'), copy);
  await page.waitForSelector('#duplicates .open');
  await page.goBack();
  await page.waitForSelector('#article-title', { state: 'detached' });
  await page.locator('.folded').click();
  await page.waitForSelector('.copies', { state: 'detached' });
  await page.locator('.unfold').click();
  await settled(page);
  assert.equal((await titles(page)).length, all);
});

onPage('the order can favour what is recent', async ({ page, show }) => {
  await show('/?q=drone+Baku');
  const byRelevance = await titles(page);
  const asked = page.waitForRequest((request) => request.url().includes('recency='));
  await page.selectOption('#order', 'recent');
  await asked;
  await settled(page);
  assert.equal((await titles(page)).length, byRelevance.length);
  assert.equal(await page.locator('#order').inputValue(), 'recent');
});

onPage('asking again asks again', async ({ page, show }) => {
  await show('/?q=drone');
  const length = await page.evaluate(() => history.length);
  const asked = page.waitForRequest((request) => request.url().includes('/api/search'));
  await page.click('#search button');
  await asked;
  await settled(page);
  assert.equal(await page.evaluate(() => history.length), length);
});
