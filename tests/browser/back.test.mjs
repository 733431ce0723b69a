// Back and Forward bring a page as it was left, from the browser's memory: what the reader had typed, ticked and opened is there, and
// what has been saved since is shown. Playwright switches that memory off; this file's browser has it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { chromium } from 'playwright-core';

import { launchOptions, visit, withPage } from './support/browser.mjs';

let browser;
before(async () => (browser = await chromium.launch({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] })));
after(() => browser.close());

// Nothing on a page may keep the browser from this: a listener for `unload` would.
async function backAsItWas(page) {
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForFunction(() => window.isAsItWas);
}

function leaving(name, path, work) {
  test(name, { timeout: 180000 }, () =>
    withPage(browser, { own: true }, async (page) => {
      await page.addInitScript(() => addEventListener('pageshow', (event) => (window.isAsItWas = event.persisted)));
      await visit(page, path);
      await work(page);
      assert.deepEqual(page.faults, []);
    }),
  );
}

leaving('results come back with the words typed, the box ticked and the number on the button', '/fi/search?q=asiakas', async (page) => {
  const total = await page.locator('#live-count').textContent();
  await page.locator('#facet-form input[type=checkbox]').first().check();
  await page.waitForFunction((before) => document.querySelector('#live-count').textContent !== before, total);
  const promised = await page.locator('#live-count').textContent();
  await page.locator('#q').fill('asiakas vihainen');
  await page.locator('#suggestions [role=option]').first().waitFor();
  await visit(page, '/fi/a/vihainen-asiakas');
  await backAsItWas(page);
  assert.equal(await page.locator('#q').inputValue(), 'asiakas vihainen');
  assert.ok(await page.locator('#facet-form input[type=checkbox]').first().isChecked());
  assert.equal(await page.locator('#live-count').textContent(), promised);
});

leaving('a list comes back with what has been read and saved since', '/fi/', async (page) => {
  assert.equal(await page.locator('#saved').isVisible(), false);
  await visit(page, '/fi/a/vihainen-asiakas');
  await page.locator('#save').click();
  await backAsItWas(page);
  await page.locator('#saved a[href="/fi/a/vihainen-asiakas"]').waitFor();
  await page.locator('#recent a[href="/fi/a/vihainen-asiakas"]').waitFor();
});

leaving('a checklist comes back with its ticks, and a guide with whether it is saved', '/fi/a/vuoron-alun-tarkistuslista', async (page) => {
  await page.locator('.checklist input').first().check();
  const progress = await page.locator('.checklist + .tools .progress').first().textContent();
  await page.locator('#save').click();
  await visit(page, '/fi/');
  await page.locator('[data-clear=saved]').click();
  await backAsItWas(page);
  assert.ok(await page.locator('.checklist input').first().isChecked());
  assert.equal(await page.locator('.checklist + .tools .progress').first().textContent(), progress);
  await page.locator('#save[aria-pressed=false]').waitFor();
});
