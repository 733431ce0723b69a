// What the server sends is valid HTML, in every state and language; and it stays so after the scripts have worked on it.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { validity } from './checks/html.mjs';
import { baseUrl, languages, launch, withPage } from './support/browser.mjs';
import { enter, states } from './support/states.mjs';

test('every page is valid HTML', { timeout: 180000 }, async () => {
  const pages = {};
  for (const { name, path, prepare } of states) {
    if (prepare) continue;
    for (const lang of languages) pages[`${name} (${lang})`] = await (await fetch(baseUrl + path(lang))).text();
  }
  assert.deepEqual(await validity(pages), []);
});

test('a page is valid HTML after its scripts have worked', { timeout: 180000 }, async () => {
  const browser = await launch();
  try {
    const pages = {};
    for (const name of ['home-with-recent', 'suggestions', 'results', 'article-checklist', 'article-phrases']) {
      await withPage(browser, {}, async (page) => {
        await enter(page, name, 'fi');
        pages[name] = '<!doctype html>\n' + (await page.evaluate(() => document.documentElement.outerHTML));
      });
    }
    assert.deepEqual(await validity(pages), []);
  } finally {
    await browser.close();
  }
});
