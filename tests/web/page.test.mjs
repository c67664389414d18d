// The page as an analyst uses it, in a real browser.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { newPage, openArchive, settled } from './archive.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = 'screenshots';
let archive;

before(async () => {
  mkdirSync(shots, { recursive: true });
  archive = await openArchive();
});
after(() => archive?.close());

/** A test with a page of its own. */
function onPage(name, work, options) {
  test(name, async () => {
    const opened = await newPage(archive, options);
    try {
      await work(opened);
    } catch (error) {
      await opened.page.screenshot({ path: `${shots}/failed-${name.replaceAll(/\W+/g, '-')}.png` });
      error.message += opened.faults.map((fault) => `\non the page: ${fault}`).join('');
      throw error;
    }
    await opened.done();
  });
}

const shoot = (page, name) => page.screenshot({ path: `${shots}/${name}.png` });
const titles = (page) => page.locator('#hits .open').allTextContents();
const total = async (page) => Number((await page.locator('.total').textContent()).match(/([\d,]+) articles?$/)[1].replace(',', ''));
const query = (page) => new URL(page.url()).searchParams;

async function audit(page, state) {
  await page.evaluate(axe); // Not a script of the page: its policy does not let one in.
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes[0].html}`), []);
}

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
  await page.locator('[data-handle=from]').focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((was) => new URLSearchParams(location.search).get('from') !== was, from);
  await settled(page);
  assert.ok(query(page).get('from') > from);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.handle), 'from');
  await page.keyboard.press('Home');
  await page.locator('[data-handle=to]').focus();
  await page.keyboard.press('End');
  await page.waitForFunction(() => !location.search.includes('from='));
  await settled(page);
  assert.equal(await total(page), all);
});

onPage('an article is read beside the results, with its evidence and its like', async ({ page, show }) => {
  await show('/?q=Bayraktar');
  await page.locator('#hits .open').nth(1).click();
  await page.waitForSelector('#article-title');
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'article-title');
  assert.ok((await page.locator('.text mark').count()) > 0);
  await page.locator('.evidence summary').click();
  assert.ok((await page.locator('.evidence li').count()) > 0);
  assert.ok((await page.locator('#similar .hit').count()) > 0);
  await shoot(page, 'article');
  await page.keyboard.press('n');
  assert.equal(await page.locator('.text mark.here').count(), 1);
  const title = await page.locator('#article-title').textContent();
  await page.locator('#similar .open').first().click();
  await page.waitForFunction((was) => document.getElementById('article-title').textContent !== was, title);
  await page.goBack();
  await page.waitForFunction((was) => document.getElementById('article-title').textContent === was, title);
});

onPage('the keyboard is enough', async ({ page, show }) => {
  await show('/?q=drone');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const second = (await titles(page))[1];
  assert.equal(await page.evaluate(() => document.activeElement.textContent), second);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#article-title');
  assert.equal(await page.locator('#article-title').textContent(), second);
  await page.keyboard.press('Escape');
  await page.waitForSelector('#article-title', { state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), second);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  await page.keyboard.type('jk?'); // Letters while one types are letters.
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  assert.ok(await page.locator('#help').evaluate((help) => help.open));
  await shoot(page, 'help');
  await page.uncheck('#keys-on');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  assert.ok(!(await page.locator('#help').evaluate((help) => help.open)));
});

onPage('every state has an address, and back goes back', async ({ page, show }) => {
  await show('/?q=drone&country=TR&sort=oldest&from=2020&page=1');
  const direct = await titles(page);
  assert.ok(direct.length > 0);
  await page.locator('.sorts a', { hasText: 'Newest' }).click();
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
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-export=${format}]`)]);
    assert.equal(download.suggestedFilename(), `kartotek.${format}`);
    const text = readFileSync(await download.path(), 'utf8');
    assert.equal(text.trimEnd().split(format === 'csv' ? '\r\n' : '\n').length, lines);
  }
});

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

onPage('articles are text, whatever they say', async ({ page, show }) => {
  await show('/?q=payload&source=hostile');
  assert.equal(await total(page), 5);
  await show('/?q=payload');
  assert.equal(await total(page), 6);
  assert.ok((await titles(page)).includes('<script>window.hacked=1</script> <img src=x onerror=window.hacked=1>'));
  assert.equal(await page.locator('#hits script, #hits img, #hits svg, #hits b').count(), 0);
  await shoot(page, 'hostile');
  for (let i = 0; i < 6; ++i) {
    await page.locator('#hits .open').nth(i).click();
    await settled(page);
    await page.waitForFunction((n) => document.querySelectorAll('#hits .open')[n].getAttribute('aria-current') === 'true', i);
    await page.waitForSelector('#article-title');
    await page.locator('.origin summary').click();
    for (const link of await page.locator('#reader a').all()) {
      const href = await link.getAttribute('href');
      assert.match(href, /^(\/\?|\/$|https?:)/);
      if (href.startsWith('http')) assert.equal(await link.getAttribute('rel'), 'noopener noreferrer');
    }
  }
  assert.equal(await page.locator('#reader script, #reader img, #reader b').count(), 0);
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
