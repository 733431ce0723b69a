// Keys by what they write, never while writing, and with a switch (WCAG 2.1.4).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, visit, withPage } from './support/browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const inField = (page) => page.evaluate(() => document.activeElement.id === 'q');
const press = (page, init) =>
  page.evaluate((event) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...event })), init);

function article(name, work) {
  test(name, { timeout: 180000 }, () =>
    withPage(browser, {}, async (page) => {
      await visit(page, '/fi/a/vihainen-asiakas');
      await work(page);
      assert.deepEqual(page.faults, []);
    }),
  );
}

article('Ctrl + K goes to the search field', async (page) => {
  await page.keyboard.press('Control+k');
  assert.ok(await inField(page));
});

article('/ goes to the search field and is not written into it', async (page) => {
  await page.keyboard.press('/');
  assert.ok(await inField(page));
  assert.equal(await page.locator('#q').inputValue(), '');
});

article('/ works where it is Shift + 7', async (page) => {
  await press(page, { key: '/', code: 'Digit7', shiftKey: true });
  assert.ok(await inField(page));
});

article('? shows the keys', async (page) => {
  await page.keyboard.press('?');
  assert.ok(await page.locator('#keys').evaluate((dialog) => dialog.open));
});

article('while writing the characters are only characters', async (page) => {
  await page.locator('#q').focus();
  await page.keyboard.type('a/b?');
  assert.equal(await page.locator('#q').inputValue(), 'a/b?');
  assert.equal(await page.locator('#keys').evaluate((dialog) => dialog.open), false);
});

article('the character keys can be switched off for good, and Ctrl + K stays', async (page) => {
  await page.locator('[data-open=keys]').click();
  await page.locator('#keys-on').uncheck();
  await page.locator('#keys form button').click();
  await page.reload();
  await page.keyboard.press('/');
  assert.equal(await inField(page), false);
  await page.keyboard.press('?');
  assert.equal(await page.locator('#keys').evaluate((dialog) => dialog.open), false);
  await page.keyboard.press('Control+k');
  assert.ok(await inField(page));
});
