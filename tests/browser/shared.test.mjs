// kb.yaml may say that many people use one browser, and that it stands at the desk.
import assert from 'node:assert/strict';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, withPage } from './support/browser.mjs';
import { projectRoot, startServer } from './support/server.mjs';

let browser;
let content;
let server;
before(async () => {
  browser = await launch();
  content = await mkdtemp(join(tmpdir(), 'tiski-content-'));
  await cp(join(projectRoot, 'content'), content, { recursive: true });
  await appendFile(join(content, 'kb.yaml'), '\nshared_pc: true\ndesk_mode: true\n');
  server = await startServer({ programs: process.env.TISKI_PROGRAMS ?? 'build/run', content });
});
after(async () => {
  await server?.stop();
  await browser.close();
  await rm(content, { recursive: true, force: true });
});

const open = (page, path) => page.goto(server.url + path, { waitUntil: 'load' });

test('on a shared PC nothing of what was read is kept, and what was kept before is removed', { timeout: 180000 }, async () => {
  await withPage(browser, { own: true }, async (page) => {
    await open(page, '/fi/');
    await page.evaluate(() => {
      for (const name of ['saved', 'recent', 'read', 'answers', 'paths']) localStorage.setItem(`tiski.${name}`, '[]');
    });
    await open(page, '/fi/a/vihainen-asiakas');
    assert.equal(await page.locator('#save').isVisible(), false);
    await open(page, '/fi/paths/ensimmainen-viikko');
    await page.locator('#s1q1-2').check();
    await page.locator('#step-1').getByRole('button').click();
    assert.ok(await page.locator('#s1q1-2-why').isVisible(), 'answers are explained all the same');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  });
});

test('desk mode holds for everyone, and a reader may turn it off for one browser', { timeout: 180000 }, async () => {
  await withPage(browser, { own: true }, async (page) => {
    const isDesk = () => page.evaluate(() => 'desk' in document.documentElement.dataset);
    await open(page, '/fi/');
    assert.ok(await isDesk());
    await open(page, '/fi/?desk=0');
    await open(page, '/fi/a/vihainen-asiakas');
    assert.ok(!(await isDesk()));
    await open(page, '/fi/?desk=1');
    await open(page, '/fi/a/vihainen-asiakas');
    assert.ok(await isDesk());
  });
});
