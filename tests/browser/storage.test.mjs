// What a browser may keep of Tiski can be forbidden, or be spoilt: every page works on, with nothing remembered.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, visit, withPage } from './support/browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const paths = ['/fi/', '/fi/search?q=asiakas', '/fi/a/vuoron-alun-tarkistuslista', '/fi/a/vihainen-asiakas', '/fi/paths', '/fi/paths/ensimmainen-viikko'];
const keys = ['saved', 'recent', 'read', 'answers', 'paths', 'keys'];

function forbidStorage() {
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  }
}

async function worksOn(page, path) {
  await visit(page, path);
  assert.deepEqual(page.faults, [], path);
  await page.locator('#q').fill('rekl');
  await page.locator('#suggestions [role=option]').first().waitFor();
}

test('where storage is forbidden every page works, and nothing is remembered', { timeout: 180000 }, async () => {
  await withPage(browser, { own: true }, async (page) => {
    await page.addInitScript(forbidStorage);
    for (const path of paths) await worksOn(page, path);
    await visit(page, '/fi/a/vuoron-alun-tarkistuslista');
    await page.locator('.checklist input').first().check();
    await page.locator('#save').click();
    assert.deepEqual(page.faults, []);
  });
});

for (const spoilt of ['{"x":1}', '[1, null]', '[{"url":"javascript:0","title":"x"}]', '7', '{broken']) {
  test(`where storage holds ${spoilt} every page works`, { timeout: 180000 }, async () => {
    await withPage(browser, {}, async (page) => {
      await visit(page, '/robots.txt');
      await page.evaluate(
        ([names, value, shown]) => {
          for (const name of names) localStorage.setItem(`tiski.${name}`, value);
          for (const path of shown) sessionStorage.setItem(`tiski.ticks.${path}`, value);
        },
        [keys, spoilt, paths],
      );
      for (const path of paths) {
        await visit(page, path);
        assert.deepEqual(page.faults, [], path);
      }
      await visit(page, '/sv/');
      assert.equal(await page.locator('a[href^="javascript"], #saved li').count(), 0);
    });
  });
}
