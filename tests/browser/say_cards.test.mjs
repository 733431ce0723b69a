// Words to say: copied with one press, shown to the customer, and selected where there is no clipboard.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, visit, withPage } from './support/browser.mjs';
import { messages } from './support/content.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const phrase = (page) => page.locator('.phrase').first();
const text = async (page) => (await phrase(page).locator(':scope > :not(.tools)').allTextContents()).join('\n').trim();
const told = (page, words) => page.waitForFunction((expected) => document.querySelector('#status-actions').textContent === expected, words);

function article(name, settings, work, path = '/fi/a/pahoittelufraasit') {
  test(name, { timeout: 180000 }, () =>
    withPage(browser, settings, async (page) => {
      await work(page, () => visit(page, path));
      assert.deepEqual(page.faults, []);
    }),
  );
}

article('one press copies the words, and says so', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page, open) => {
  await open();
  await phrase(page).locator('[data-copy]').click();
  await told(page, messages.fi.copied);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await text(page));
});

article('where there is no clipboard the words are selected, and the reader is told', { own: true }, async (page, open) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }));
  await open();
  await phrase(page).locator('[data-copy]').click();
  await told(page, messages.fi.copy_selected);
  assert.equal((await page.evaluate(() => getSelection().toString())).trim(), await text(page));
});

article('where the clipboard refuses the words are selected', { own: true }, async (page, open) => {
  await page.addInitScript(() => (Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))));
  await open();
  await phrase(page).locator('[data-copy]').click();
  await told(page, messages.fi.copy_selected);
  assert.equal((await page.evaluate(() => getSelection().toString())).trim(), await text(page));
});

article('the words fill the screen for the customer, and Escape gives the focus back', {}, async (page, open) => {
  await open();
  await phrase(page).locator('[data-show]').click();
  const dialog = page.locator('#show');
  assert.equal(await dialog.locator('p').textContent(), await text(page));
  const box = await dialog.boundingBox();
  assert.deepEqual([box.width, box.height], [1280, 800]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  assert.ok(await phrase(page).locator('[data-show]').evaluate((button) => button === document.activeElement));
});

article('each button tells which words it is for', {}, async (page, open) => {
  await open();
  for (const button of await phrase(page).locator('button').all()) {
    const described = await button.evaluate((one) => one.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent.trim()).join('\n'));
    assert.equal(described, await text(page));
  }
});
