// What the tests of the page share: each has a page of its own on an archive that all of a file look at.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { newPage, openArchive, settled } from './archive.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const shots = 'screenshots';
export let archive;

before(async () => {
  mkdirSync(shots, { recursive: true });
  archive = await openArchive();
});
after(() => archive?.close());

/** A test with a page of its own: `work({ page, show, faults })`. */
export function onPage(name, work, options) {
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

export const shoot = (page, name) => page.screenshot({ path: `${shots}/${name}.png` });
export const titles = (page) => page.locator('#hits .open').allTextContents();
export const query = (page) => new URL(page.url()).searchParams;

/** How many articles match, as the page says. */
export const total = async (page) =>
  Number((await page.locator('.total').textContent()).match(/([\d,]+) articles?$/)[1].replace(',', ''));

/** What has the keyboard. */
export const focused = (page, property = 'id') => page.evaluate((name) => document.activeElement[name], property);

/** Until the address says so. */
export const addressHas = (page, text) => page.waitForFunction((part) => decodeURIComponent(location.search).includes(part), text);

/** Fails for what a reader with a screen reader, a keyboard or weak eyes could not use. */
export async function audit(page, state) {
  await page.evaluate(axe); // Not a script of the page: its policy does not let one in.
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${state}: ${id}: ${nodes[0].html}`), []);
}

export { newPage, settled };
