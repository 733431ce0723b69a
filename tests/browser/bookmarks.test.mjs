// The address is always the whole state: bookmarked, gone back to, come back to, it shows the same; and the button keeps what it promises.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { tickingDoesNotSubmit } from './checks/facets.mjs';
import { launch, visit, withPage } from './support/browser.mjs';
import { searchField } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

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

const applyButton = (page) => page.locator('main form:has(input[type=checkbox]) button[type=submit]');
const numberIn = (text) => Number(text.replace(/[^0-9]/g, ''));

async function tick(page, value) {
  const box = page.locator(`main input[type=checkbox][value=${value}]`).first();
  await box.evaluate((element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  });
  await box.focus();
  await page.keyboard.press('Space');
  return box;
}

test('every state can be bookmarked, and Back and Forward give it again', { timeout: 60000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, '/fi/search?q=asiakas');
    const states = [[page.url(), await seen(page)]];
    const note = async () => {
      states.push([page.url(), await seen(page)]);
      assert.deepEqual(await bookmarked(page), states.at(-1)[1], `a fresh page of ${page.url()}`);
    };
    await searchFor(page, 'vihainen');
    await note();
    await tick(page, 'puhelin');
    await applyButton(page).click();
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
});

test('an article and back: the same results', { timeout: 60000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, '/fi/search?q=asiakas');
    await searchFor(page, 'reklamaatio');
    const before = await seen(page);
    await page.locator('main ol > li :is(h2, h3) a').first().click();
    await page.waitForURL(/\/fi\/a\//);
    await page.goBack();
    await page.waitForURL(/q=reklamaatio/);
    await page.waitForFunction(() => document.querySelectorAll('main ol > li').length > 0);
    assert.deepEqual(await seen(page), before);
  });
});

test('ticking a box submits nothing and moves no focus, and the button gives as many as it promised', { timeout: 60000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, '/fi/search?q=asiakas');
    const total = numberIn(await applyButton(page).innerText());
    assert.deepEqual(await tickingDoesNotSubmit(page), []);
    await page.waitForFunction(([total, text]) => Number(document.querySelector(text).textContent.replace(/[^0-9]/g, '')) < total, [total, 'main form:has(input[type=checkbox]) button[type=submit]']);
    const promised = numberIn(await applyButton(page).innerText());
    await applyButton(page).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/topic=/);
    await page.waitForFunction((promised) => Number(document.querySelector('h1').textContent.match(/\d+/)?.[0]) === promised, promised);
    assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'the focus is somewhere');
  });
});
