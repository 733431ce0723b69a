// The results change in place, and every state of them has its address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { baseUrl, launch, visit, withPage } from './support/browser.mjs';
import { searchField } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const total = (page) => page.locator('#total').textContent();
const heading = (page) => page.locator('#results-title').textContent();
const stays = (page) => page.evaluate(() => (window.sameDocument = true));
const isSameDocument = (page) => page.evaluate(() => window.sameDocument === true);
const becomes = (page, query) => page.waitForURL((url) => url.search === query);

function results(name, path, work, settings = {}) {
  test(name, { timeout: 40000 }, () =>
    withPage(browser, settings, async (page) => {
      await visit(page, path);
      await stays(page);
      await work(page);
      assert.deepEqual(page.faults, []);
    }),
  );
}

// What is shown is what the server sends for the address.
async function isWhatTheAddressGives(page) {
  const html = await (await fetch(page.url())).text();
  assert.equal(await heading(page), await page.evaluate((text) => new DOMParser().parseFromString(text, 'text/html').querySelector('#results-title').textContent, html));
  assert.equal(await page.title(), await page.evaluate((text) => new DOMParser().parseFromString(text, 'text/html').title, html));
}

async function tick(page, facet, value) {
  await page.locator(`#facet-${facet}`).evaluate((group) => (group.open = true));
  await page.locator(`#facet-form input[name=${facet}][value=${value}]`).check();
}

results('a search changes the results without loading the page, and moves to their heading', '/fi/search?q=asiakas', async (page) => {
  await searchField(page).fill('reklamaatio');
  await page.keyboard.press('Enter');
  await becomes(page, '?q=reklamaatio');
  await page.waitForFunction(() => document.activeElement?.id === 'results-title');
  assert.ok(await isSameDocument(page));
  await isWhatTheAddressGives(page);
  await page.waitForFunction(() => document.querySelector('#status-results').textContent === document.querySelector('#total').textContent);
});

results('Back and Forward show exactly the earlier and the later state', '/fi/search?q=asiakas', async (page) => {
  const first = await heading(page);
  await searchField(page).fill('reklamaatio');
  await page.keyboard.press('Enter');
  await becomes(page, '?q=reklamaatio');
  await page.waitForFunction((text) => document.querySelector('#results-title').textContent !== text, first);
  const second = await heading(page);
  await page.goBack();
  await page.waitForFunction((text) => document.querySelector('#results-title').textContent === text, first);
  assert.equal(new URL(page.url()).search, '?q=asiakas');
  assert.equal(await searchField(page).inputValue(), 'asiakas');
  await page.goForward();
  await page.waitForFunction((text) => document.querySelector('#results-title').textContent === text, second);
  assert.equal(await searchField(page).inputValue(), 'reklamaatio');
  assert.ok(await isSameDocument(page));
  await isWhatTheAddressGives(page);
});

results('Back from an article leads to the last results', '/fi/search?q=asiakas', async (page) => {
  await page.locator('.pagination a[rel=next]').click();
  await becomes(page, '?q=asiakas&page=2');
  await page.waitForFunction(() => document.querySelector('.pagination [aria-current]').textContent.includes('2'));
  await page.locator('.results .card h3 a').first().click();
  await page.waitForURL('**/fi/a/**');
  await page.goBack();
  await becomes(page, '?q=asiakas&page=2');
  await isWhatTheAddressGives(page);
});

results('a tick changes the number on the button and nothing else', '/fi/search?q=asiakas', async (page) => {
  const before = await total(page);
  const { total: expected } = await (await fetch(`${baseUrl}/api/v1/search?lang=fi&q=asiakas&group=kuulo&per_page=1`)).json();
  await tick(page, 'group', 'kuulo');
  await page.waitForFunction((count) => document.querySelector('#live-count').textContent === String(count), expected);
  assert.equal(await total(page), before);
  assert.equal(new URL(page.url()).search, '?q=asiakas');
});

results('the button narrows in place, keeps the focus and the open groups', '/fi/search?q=asiakas', async (page) => {
  await tick(page, 'group', 'kuulo');
  await page.locator('#facet-type').evaluate((group) => (group.open = true));
  await page.locator('#facets-apply').focus();
  await page.keyboard.press('Enter');
  await page.locator('.chips').waitFor();
  assert.equal(new URL(page.url()).search, '?q=asiakas&group=kuulo');
  assert.ok(await page.locator('#facet-type').evaluate((group) => group.open));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'facets-apply');
  assert.ok(await isSameDocument(page));
  await isWhatTheAddressGives(page);
});

results('on a narrow screen the button leads to the results', '/fi/search?q=asiakas', async (page) => {
  await page.locator('#facets > summary').click();
  await tick(page, 'group', 'kuulo');
  await page.locator('#facets-apply').click();
  await page.locator('.chips').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'results-title');
  assert.equal(await page.locator('#facets').evaluate((facets) => facets.open), false);
}, { width: 390 });

results('a chip is taken away in place, and the next search no longer carries it', '/fi/search?q=asiakas&group=kuulo', async (page) => {
  await page.locator('.chip').first().click();
  await becomes(page, '?q=asiakas');
  await page.waitForFunction(() => !document.querySelector('.chip'));
  assert.equal(await page.locator('#search-carry input').count(), 0);
  assert.ok(await isSameDocument(page));
});

results('the order changes in place and the link keeps the focus', '/fi/search?q=asiakas', async (page) => {
  const link = page.locator('.sorts a:not([aria-current])').last();
  const text = await link.textContent();
  await link.focus();
  await page.keyboard.press('Enter');
  await page.locator('.sorts a[aria-current]', { hasText: text }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), text);
  assert.ok(await isSameDocument(page));
});

results('an answer that comes late is dropped', '/fi/search?q=asiakas', async (page) => {
  await page.route(/search\?q=hidas$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 900));
    await route.continue().catch(() => {});
  });
  await searchField(page).fill('hidas');
  await page.keyboard.press('Enter');
  await searchField(page).fill('reklamaatio');
  await page.keyboard.press('Enter');
  await becomes(page, '?q=reklamaatio');
  await page.waitForTimeout(1200);
  assert.equal(new URL(page.url()).search, '?q=reklamaatio');
  assert.match(await heading(page), /reklamaatio/);
});

results('where fetching fails the browser goes there itself', '/fi/search?q=asiakas', async (page) => {
  await page.route(/search\?q=reklamaatio$/, (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
  await searchField(page).fill('reklamaatio');
  await page.keyboard.press('Enter');
  await becomes(page, '?q=reklamaatio');
  await page.waitForLoadState();
  assert.equal(await isSameDocument(page), false);
});

results('the language links follow the state', '/fi/search?q=asiakas', async (page) => {
  await searchField(page).fill('reklamaatio');
  await page.keyboard.press('Enter');
  await becomes(page, '?q=reklamaatio');
  await page.locator('#languages a[lang=en][href*="q=reklamaatio"]').waitFor();
});
