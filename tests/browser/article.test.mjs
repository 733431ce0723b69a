// An article: the chosen customer group first, printed whole, and opened at the section that was found.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, visit, withPage } from './support/browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('a chosen customer group shows its variation first, with and without JavaScript', { timeout: 30000 }, async () => {
  for (const javaScript of [true, false]) {
    await withPage(browser, { javaScript }, async (page) => {
      await visit(page, '/fi/a/hatatilanteet');
      const groups = await page.locator('main [data-group]').evaluateAll((all) => all.map((one) => one.dataset.group));
      assert.ok(groups.length > 0, 'the article has variations');
      const chosen = groups.at(-1);
      await visit(page, `/fi/a/hatatilanteet?group=${chosen}`);
      const first = await page.locator('main [data-group]').first();
      assert.equal(await first.getAttribute('data-group'), chosen);
      const top = (await first.boundingBox()).y;
      const heading = (await page.locator('main article section:not(.lens-first) h2').first().boundingBox()).y;
      assert.ok(top < heading, 'it stands before the first section');
    });
  }
});

test('printed, it has all its text and none of the frame', { timeout: 30000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, '/fi/a/reklamaation-kuusi-askelta');
    await page.emulateMedia({ media: 'print' });
    for (const selector of ['header nav', '#q', 'main form', 'dialog']) {
      assert.equal(await page.locator(`${selector}:visible`).count(), 0, selector);
    }
    assert.ok((await page.locator('main article h2:visible').count()) >= 6);
    assert.match(await page.locator('body').innerText(), /reklamaation-kuusi-askelta/);
  });
});

test('printed by a reader in the dark theme, it is black on white', { timeout: 30000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, '/fi/a/reklamaation-kuusi-askelta');
    const colours = async (colorScheme) => {
      await page.emulateMedia({ media: 'print', colorScheme });
      return page.evaluate(() =>
        ['body', '.lead', '.callout', '.said', '.meta', '.site-foot'].map((selector) => {
          const { color, backgroundColor } = getComputedStyle(document.querySelector(selector));
          return `${selector}: ${color} on ${backgroundColor}`;
        }),
      );
    };
    assert.deepEqual(await colours('dark'), await colours('light'));
  });
});

test('words searched for stay marked, and the section found is in view', { timeout: 30000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, '/fi/search?q=opaskoiran');
    await page.locator('main ol > li').first().locator('a[href*="#s-"]').first().click();
    await page.waitForURL(/\/fi\/a\/.*#s-/);
    const anchor = new URL(page.url()).hash.slice(1);
    await page.waitForFunction((id) => {
      const box = document.getElementById(id).getBoundingClientRect();
      return box.top >= 0 && box.top < innerHeight / 2;
    }, anchor);
    assert.ok((await page.locator('main mark').allTextContents()).some((text) => /opaskoir/i.test(text)));
  });
});
