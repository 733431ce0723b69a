// A first visit is light, and asks nobody but this server.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { weigh } from './checks/weight.mjs';
import { baseUrl, launch, withPage } from './support/browser.mjs';
import { figure } from './support/figures.mjs';
import { state } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const kilobyte = 1024;
const budget = [
  { name: 'home', bytes: 30 * kilobyte },
  { name: 'results', bytes: 40 * kilobyte },
  { name: 'results-filtered', bytes: 40 * kilobyte },
  { name: 'article', bytes: 40 * kilobyte },
  { name: 'article-phrases', bytes: 40 * kilobyte },
];

for (const { name, bytes } of budget) {
  test(`${name} weighs at most ${bytes / kilobyte} KB in at most 4 requests`, { timeout: 180000 }, async (t) => {
    await withPage(browser, { own: true }, async (page) => {
      const seen = await weigh(page, baseUrl + state(name).path('fi'));
      t.diagnostic(`${name}: ${(seen.bytes / kilobyte).toFixed(1)} KB, scripts ${(seen.scriptBytes / kilobyte).toFixed(1)} KB, ${seen.requests} requests`);
      const isLight = seen.requests <= 4 && seen.bytes <= bytes && seen.scriptBytes <= 15 * kilobyte && seen.hosts.length === 1;
      figure(`weight of ${name}, gzip, cold`, `<= ${bytes / kilobyte} KB, <= 4 requests, no other host`, `${(seen.bytes / kilobyte).toFixed(1)} KB (script ${(seen.scriptBytes / kilobyte).toFixed(1)}), ${seen.requests} requests, ${seen.hosts.length - 1} other hosts`, isLight);
      assert.deepEqual(seen.hosts, [new URL(baseUrl).host]);
      assert.ok(seen.requests <= 4, `${seen.requests} requests`);
      assert.ok(seen.bytes <= bytes, `${seen.bytes} bytes`);
      assert.ok(seen.scriptBytes <= 15 * kilobyte, `${seen.scriptBytes} bytes of script`);
    });
  });
}

test('no page names another host for anything it loads', { timeout: 180000 }, async () => {
  const html = await (await fetch(`${baseUrl}/fi/`)).text();
  assert.deepEqual([...html.matchAll(/\s(?:src|srcset|data|poster)="(?:https?:)?\/\/[^"]*"|<link[^>]*href="(?:https?:)?\/\/[^"]*"/g)].map(String), []);
});
