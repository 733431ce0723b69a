// What the server sends is valid HTML, in every state; and it stays so after the scripts have worked on it. One run of the checker for all.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { validity } from './checks/html.mjs';
import { baseUrl, languages, launch, thorough, withPage } from './support/browser.mjs';
import { choice } from './support/choice.mjs';
import { figure } from './support/figures.mjs';
import { enter, state, states } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('every page is valid HTML, as it is sent and after its scripts have worked', { timeout: 240000 }, async (t) => {
  const pages = {};
  const served = states.filter(({ prepare }) => !prepare).map(({ name }) => name);
  for (const { name, lang } of choice({ name: served, lang: languages }, thorough)) {
    pages[`${name} (${lang})`] = await (await fetch(baseUrl + state(name).path(lang))).text();
  }
  for (const name of ['home-with-recent', 'suggestions', 'results', 'article-checklist', 'article-phrases']) {
    await withPage(browser, {}, async (page) => {
      await enter(page, name, 'fi');
      pages[`${name}, after its scripts`] = '<!doctype html>\n' + (await page.evaluate(() => document.documentElement.outerHTML));
    });
  }
  const errors = await validity(pages);
  figure('HTML validity (vnu)', '0 errors', `${errors.length} in ${Object.keys(pages).length} pages`, errors.length === 0);
  t.diagnostic(`vnu: ${errors.length} errors in ${Object.keys(pages).length} pages`);
  assert.deepEqual(errors, []);
});
