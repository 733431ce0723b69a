// The results change in place, and every state of them has its address.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { tickingDoesNotSubmit } from './checks/facets.mjs';
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
  test(name, { timeout: 120000 }, () =>
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

// What a reader sees of a search.
async function seen(page) {
  return page.evaluate(() => ({
    field: document.getElementById('q').value,
    heading: document.querySelector('h1').textContent.replace(/\s+/g, ' ').trim(),
    results: [...document.querySelectorAll('main ol > li :is(h2, h3) a')].map((link) => link.textContent),
    ticked: [...document.querySelectorAll('main form input[type=checkbox]:checked')].map((box) => `${box.name}=${box.value}`),
    apply: document.querySelector('main form:has(input[type=checkbox]) button[type=submit]')?.textContent.replace(/\s+/g, ' ').trim(),
  }));
}

// The same address in a fresh page.
const bookmarked = (page) =>
  withPage(browser, {}, async (fresh) => {
    await visit(fresh, page.url());
    return seen(fresh);
  });

async function searchFor(page, text) {
  await searchField(page).fill(text);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === text);
  await page.waitForFunction((text) => document.querySelector('h1').textContent.includes(text), text);
}

const numberIn = (text) => Number(text.replace(/[^0-9]/g, ''));

results('a search changes the results without loading the page, and moves to their heading', '/fi/search?q=asiakas', async (page) => {
  await searchField(page).fill('reklamaatio');
  await page.keyboard.press('Enter');
  await becomes(page, '?q=reklamaatio');
  await page.waitForFunction(() => document.activeElement?.id === 'results-title');
  assert.ok(await isSameDocument(page));
  await isWhatTheAddressGives(page);
  await page.waitForFunction(() => document.querySelector('#status-results').textContent === document.querySelector('#total').textContent);
});

results('every state can be bookmarked, and Back and Forward give it again', '/fi/search?q=asiakas', async (page) => {
  const states = [[page.url(), await seen(page)]];
  const note = async () => {
    states.push([page.url(), await seen(page)]);
    assert.deepEqual(await bookmarked(page), states.at(-1)[1], `a fresh page of ${page.url()}`);
  };
  await searchFor(page, 'vihainen');
  await note();
  await tick(page, 'channel', 'puhelin');
  await page.locator('#facets-apply').click();
  await page.waitForURL(/channel=puhelin/);
  await page.waitForFunction(() => document.querySelector('main input[value=puhelin]').checked);
  await note();
  await searchFor(page, 'asiakas');
  await page.locator('main a[rel=next]').click();
  await page.waitForURL(/page=2/);
  await page.waitForFunction(() => document.querySelector('main [aria-current=page]')?.textContent.includes('2'));
  await note();

  await page.goBack();
  for (const [url, state] of states.slice(0, -1).reverse()) {
    await page.goBack();
    await page.waitForURL(url);
    await page.waitForFunction((heading) => document.querySelector('h1').textContent.replace(/\s+/g, ' ').trim() === heading, state.heading);
    assert.deepEqual(await seen(page), state, `back at ${url}`);
  }
  await page.goForward();
  await page.waitForURL(states[1][0]);
  await page.waitForFunction((heading) => document.querySelector('h1').textContent.replace(/\s+/g, ' ').trim() === heading, states[1][1].heading);
  assert.deepEqual(await seen(page), states[1][1]);
});

results('ticking a box submits nothing and moves no focus, and the button gives as many as it promised', '/fi/search?q=asiakas', async (page) => {
  const before = await total(page);
  assert.deepEqual(await tickingDoesNotSubmit(page), []);
  const query = new URLSearchParams(await page.locator('#facet-form').evaluate((form) => [...new FormData(form)].map(([name, value]) => [name, value])));
  const { total: expected } = await (await fetch(`${baseUrl}/api/v1/search?lang=fi&per_page=1&${query}`)).json();
  await page.waitForFunction((count) => document.querySelector('#live-count').textContent === String(count), expected);
  assert.ok(expected < numberIn(before), 'the tick narrows');
  assert.equal(await total(page), before);
  await page.locator('#facets-apply').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/topic=/);
  await page.waitForFunction((count) => parseInt(document.querySelector('#total').textContent, 10) === count, expected);
  assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'the focus is somewhere');
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
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const late = page.waitForRequest(/search\?q=hidas$/);
  const over = new Promise((resolve) => page.on('requestfailed', resolve).on('requestfinished', (request) => /q=hidas$/.test(request.url()) && resolve()));
  await page.route(/search\?q=hidas$/, async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  await searchField(page).fill('hidas');
  await page.keyboard.press('Enter');
  await late;
  await searchField(page).fill('reklamaatio');
  await page.keyboard.press('Enter');
  await becomes(page, '?q=reklamaatio');
  release();
  await over;
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
