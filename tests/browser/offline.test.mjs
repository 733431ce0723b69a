// Without the server: the guides read last are there, and say that they are as they were.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { launch, withPage } from './support/browser.mjs';
import { messages } from './support/content.mjs';
import { projectRoot, startServer, testDay } from './support/server.mjs';

const programs = process.env.TISKI_PROGRAMS ?? 'build/run';
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

// Runs `work` with a page that a service worker serves, and a server of its own; foreign to others, as it is stopped.
async function withServer(options, work) {
  const server = await startServer({ programs, ...options });
  let stopped;
  const stop = () => (stopped ??= server.stop());
  try {
    await withPage(browser, { serviceWorkers: 'allow' }, async (page) => work({ page, url: server.url, index: server.index, stop }));
  } finally {
    await stop();
  }
}

const open = (page, address) => page.goto(address, { waitUntil: 'load' });
const keptPaths = (page) => page.evaluate(async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith('pages'));
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map((request) => new URL(request.url).pathname + new URL(request.url).search);
});

// Asks again and again: a promise would be enough for waitForFunction, whatever it comes to.
async function until(isSo, told = async () => 'it never came to be so') {
  for (let turn = 0; turn < 600; ++turn) {
    if (await isSo()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(await told());
}

const untilKept = (page, path) => until(async () => (await keptPaths(page)).includes(path), async () => `${path} was not kept: ${await keptPaths(page)}`);

test('a guide that was read is there when the server has stopped, and other pages say what there is', { timeout: 240000 }, async () => {
  await withServer({}, async ({ page, url, stop }) => {
    await open(page, `${url}/fi/a/vihainen-asiakas`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await untilKept(page, '/fi/a/vihainen-asiakas');
    await open(page, `${url}/fi/search?q=opaskoira`);
    await open(page, `${url}/fi/a/nakovammainen-asiakas?q=opaskoira`);
    await untilKept(page, '/fi/a/nakovammainen-asiakas');
    await open(page, `${url}/sv/a/vihainen-asiakas`);
    await untilKept(page, '/sv/a/vihainen-asiakas');
    await untilKept(page, '/sv/offline');
    assert.ok(!(await page.locator('#offline').isVisible()), 'no notice while the server answers');
    assert.deepEqual((await keptPaths(page)).filter((path) => /search|\?/.test(path)), []);
    await stop();

    await open(page, `${url}/fi/a/vihainen-asiakas`);
    assert.match(await page.locator('h1').innerText(), /asiakas/i);
    assert.equal(await page.locator('#offline').innerText(), messages.fi.offline_notice);
    assert.equal(await page.locator('#offline').evaluate((notice) => getComputedStyle(notice).display), 'flex', 'it has its looks');
    await open(page, `${url}/sv/a/vihainen-asiakas`);
    assert.equal(await page.locator('#offline').innerText(), messages.sv.offline_notice);
    await open(page, `${url}/fi/a/nakovammainen-asiakas?q=opaskoira`);
    assert.equal(await page.locator('#offline').innerText(), messages.fi.offline_notice);

    await open(page, `${url}/fi/search?q=opaskoira`);
    assert.equal(await page.locator('h1').innerText(), messages.fi.offline);
    const kept = await page.locator('#kept a').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.lang]));
    assert.deepEqual(kept, [['/sv/a/vihainen-asiakas', 'sv'], ['/fi/a/nakovammainen-asiakas', ''], ['/fi/a/vihainen-asiakas', '']]);
    await page.locator('#kept a').last().click();
    await page.waitForURL('**/fi/a/vihainen-asiakas');
    assert.deepEqual(page.faults.filter((fault) => !/^foreign/.test(fault)), []);
  });
});

test('what was kept follows a newly published index', { timeout: 240000 }, async () => {
  const content = await mkdtemp(join(tmpdir(), 'tiski-content-'));
  try {
    await cp(join(projectRoot, 'content'), content, { recursive: true });
    await withServer({ content }, async ({ page, url, index, stop }) => {
      await open(page, `${url}/fi/a/kun-tuotetta-ei-ole`);
      await page.evaluate(() => navigator.serviceWorker.ready);
      await untilKept(page, '/fi/a/kun-tuotetta-ei-ole');
      await open(page, `${url}/fi/a/vihainen-asiakas`);
      await untilKept(page, '/fi/a/vihainen-asiakas');
      const file = join(content, 'fi/haastavat-asiakkaat/vihainen-asiakas.md');
      await writeFile(file, (await readFile(file, 'utf8')).replace(/^title: .*$/m, 'title: Suuttunut asiakas'));
      const environment = { ...process.env, TISKI_TODAY: testDay };
      await promisify(execFile)(resolve(projectRoot, programs, 'indexer/tiski-indexer'), ['build', '--content', content, '--index', index], { env: environment });
      const isNew = (html) => html?.includes('<h1>Suuttunut asiakas</h1>');
      await until(async () => isNew(await page.evaluate(async () => (await fetch('/fi/a/vihainen-asiakas', { cache: 'no-store' })).text())));
      await open(page, `${url}/fi/`);
      await until(async () => isNew(await page.evaluate(async () => (await caches.match('/fi/a/vihainen-asiakas'))?.text())));
      await stop();
      await open(page, `${url}/fi/a/vihainen-asiakas`);
      assert.equal(await page.locator('h1').innerText(), 'Suuttunut asiakas');
    });
  } finally {
    await rm(content, { recursive: true, force: true });
  }
});
