// Reading: the article, its like, its copies; by keyboard; whatever it holds.
import assert from 'node:assert/strict';
import { addressHas, focused, onPage, query, settled, shoot, titles, total } from './on_page.mjs';

onPage('an article is read beside the results, with its evidence and its like', async ({ page, show }) => {
  await show('/?q=Bayraktar');
  await page.locator('#hits .open').nth(1).click();
  await page.waitForSelector('#article-title');
  await settled(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'article-title');
  assert.ok((await page.locator('.text mark').count()) > 0);
  await page.locator('.evidence summary').click();
  assert.ok((await page.locator('.evidence li', { hasText: /^About [A-Z][a-zü]+: / }).count()) > 0);
  await page.waitForSelector('#similar .hit');
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


onPage('no script runs but the page’s own', async ({ page, show, faults }) => {
  await show('/?q=drone');
  await page.evaluate(() => {
    const attack = document.createElement('div');
    attack.innerHTML = '<img src="/favicon.svg" onload="window.hacked=1"><a href="javascript:window.hacked=1">x</a>';
    document.body.append(attack);
    attack.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked=1' }));
    attack.append(Object.assign(document.createElement('img'), { src: 'https://example.org/x.png' }));
    attack.querySelector('a').click();
  });
  await page.waitForFunction((least) => document.images.length >= least, 2);
  await page.waitForTimeout(300);
  assert.ok(faults.filter((fault) => fault.includes('Content Security Policy')).length >= 4, faults.join('\n'));
  faults.length = 0;
});

onPage('an article has an address of its own', async ({ page, show }) => {
  await show('/?q=Bayraktar');
  await page.locator('#hits .open').first().click();
  await page.waitForSelector('#article-title');
  const title = await page.locator('#article-title').textContent();
  await page.locator('.permalink').click();
  await addressHas(page, '?id=');
  await page.waitForSelector('#article-title');
  assert.equal(await page.locator('#article-title').textContent(), title);
  assert.equal(query(page).get('q'), null);
});

onPage('what was read is remembered until it is to be forgotten', async ({ page, show }) => {
  await show('/?q=Bayraktar');
  await page.locator('#hits .open').first().click();
  await page.waitForSelector('#hits .read');
  await show('/?q=Bayraktar');
  assert.equal(await page.locator('#hits .read').count(), 1);
  await page.locator('#help-open').click();
  await page.locator('#forget').click();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
});
