// An index of the sample archive and of hostile articles, the server on it, and a browser to look at it with.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const { PROJECT, PROGRAMS, CHROMIUM } = process.env;

/** { base, browser, index, close() }, ready to be used. */
export async function openArchive() {
  const folder = mkdtempSync(join(tmpdir(), 'kartotek-web-'));
  const index = join(folder, 'index');
  execFileSync(join(PROGRAMS, 'indexer'), ['--quiet', '--index', index, `sample=${PROJECT}/corpus/articles`,
    `hostile=${PROJECT}/tests/web/hostile`], { stdio: ['ignore', 'inherit', 'inherit'] });
  const server = spawn(join(PROGRAMS, 'searcher'), ['--index', index, '--serve', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const base = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', (line) => resolve(line.replace(/\/$/, '')));
    server.once('exit', (code) => reject(new Error(`searcher --serve ended with ${code}`)));
  });
  // A container has no user namespaces to build Chromium's own sandbox of; what is shown here is ours.
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const close = async () => {
    await browser.close();
    server.removeAllListeners('exit');
    const ended = new Promise((resolve) => server.once('exit', (code) => resolve(code)));
    server.kill('SIGTERM');
    const code = await ended;
    rmSync(folder, { recursive: true });
    if (code !== 0) throw new Error(`searcher --serve ended with ${code}`);
  };
  return { base, browser, index, close };
}

/** A page that fails its test for any error, refused script or style, or request to another host. */
export async function newPage({ base, browser }, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refused question is an answer like any other.
    if (message.type() === 'error' && !/status of 40[04]/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) faults.push(`request to ${request.url()}`);
  });
  return {
    page,
    faults,
    async show(address) {
      await page.goto(base + address);
      await settled(page);
    },
    async done() {
      const hacked = await page.evaluate(() => window.hacked);
      await context.close();
      if (hacked !== undefined) faults.push('an article ran as a program');
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}

/** Until all that was asked for is answered and shown. */
export async function settled(page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.getElementById('results').getAttribute('aria-busy') === 'false');
}
