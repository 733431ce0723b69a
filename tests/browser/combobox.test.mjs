// The search field: a combobox that suggests and never decides.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, visit, withPage } from './support/browser.mjs';
import { searchField, suggestionList } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const timeout = 40000;
const options = (page) => suggestionList(page).getByRole('option');
const attribute = (page, name) => searchField(page).getAttribute(name);

async function typeAndWait(page, text) {
  await searchField(page).focus();
  await page.keyboard.type(text, { delay: 10 });
  await options(page).first().waitFor();
}

function home(name, work, settings = {}) {
  test(name, { timeout }, () =>
    withPage(browser, settings, async (page) => {
      await visit(page, '/fi/');
      await work(page);
      assert.deepEqual(page.faults, []);
    }),
  );
}

home('the field says that it is a combobox before anything is typed', async (page) => {
  assert.equal(await attribute(page, 'role'), 'combobox');
  assert.equal(await attribute(page, 'aria-expanded'), 'false');
  assert.equal(await attribute(page, 'aria-controls'), 'suggestions');
  assert.equal(await attribute(page, 'aria-autocomplete'), 'list');
});

home('at most eight are shown, none is preselected, and focus stays in the field', async (page) => {
  await typeAndWait(page, 'rekl');
  const count = await options(page).count();
  assert.ok(count >= 1 && count <= 8, `${count} suggestions`);
  assert.equal(await attribute(page, 'aria-expanded'), 'true');
  assert.equal(await attribute(page, 'aria-activedescendant'), null);
  assert.equal(await page.locator('#suggestions [aria-selected=true]').count(), 0);
  await page.keyboard.press('ArrowDown');
  assert.equal(await attribute(page, 'aria-activedescendant'), await options(page).first().getAttribute('id'));
  assert.ok(await searchField(page).evaluate((field) => field === document.activeElement));
});

home('arrows go round by way of what was typed', async (page) => {
  await typeAndWait(page, 'rekl');
  await page.keyboard.press('ArrowUp');
  assert.equal(await attribute(page, 'aria-activedescendant'), await options(page).last().getAttribute('id'));
  await page.keyboard.press('ArrowDown');
  assert.equal(await attribute(page, 'aria-activedescendant'), null);
  assert.equal(await searchField(page).inputValue(), 'rekl');
});

home('Enter searches for what was typed', async (page) => {
  await typeAndWait(page, 'rekl');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/fi/search?q=rekl');
});

home('what a phone composes is suggested for, and the Enter of a composition neither opens nor searches', async (page) => {
  await searchField(page).focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: 'rekl', selectionStart: 4, selectionEnd: 4 });
  await options(page).first().waitFor();
  await page.keyboard.press('ArrowDown');
  for (const sign of [{ isComposing: true }, { keyCode: 229 }]) {
    const isLeftAlone = await searchField(page).evaluate(
      (field, sign) => field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...sign })), sign);
    assert.ok(isLeftAlone, JSON.stringify(sign));
  }
  assert.equal(new URL(page.url()).pathname, '/fi/');
});

home('Enter opens the suggestion that the reader moved to', async (page) => {
  await typeAndWait(page, 'rekl');
  await page.keyboard.press('ArrowDown');
  const url = await options(page).first().getAttribute('data-url');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${url}`);
});

home('an arrow pressed before the answer came waits for the right list', async (page) => {
  await searchField(page).focus();
  await page.keyboard.type('opask');
  await page.keyboard.press('ArrowDown');
  await page.locator('#suggestions [aria-selected=true]').waitFor();
  assert.match(await page.locator('#suggestions [aria-selected=true]').textContent(), /opask/i);
});

home('Escape closes the list, and the second time clears the field', async (page) => {
  await typeAndWait(page, 'rekl');
  await page.keyboard.press('Escape');
  assert.equal(await suggestionList(page).count(), 0);
  assert.equal(await searchField(page).inputValue(), 'rekl');
  await page.keyboard.press('Escape');
  assert.equal(await searchField(page).inputValue(), '');
});

home('leaving the field closes the list', async (page) => {
  await typeAndWait(page, 'rekl');
  await page.keyboard.press('Tab');
  assert.equal(await attribute(page, 'aria-expanded'), 'false');
});

home('a press with the mouse opens a suggestion', async (page) => {
  await typeAndWait(page, 'rekl');
  const url = await options(page).nth(1).getAttribute('data-url');
  await options(page).nth(1).click();
  await page.waitForURL(`**${url}`);
});

home('a tap opens a suggestion', async (page) => {
  await searchField(page).tap();
  await typeAndWait(page, 'rekl');
  const url = await options(page).first().getAttribute('data-url');
  await options(page).first().tap();
  await page.waitForURL(`**${url}`);
}, { width: 390, touch: true });

// In one task of the page, so that a busy machine makes no pause between the letters.
function typeAtOnce(field, texts) {
  for (const text of texts) {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

const askedFor = (request) => (request.url().includes('/suggest?') ? new URL(request.url()).searchParams.get('q') : null);

home('one character asks nothing; what is typed without a pause is asked for once', async (page) => {
  const asked = [];
  page.on('request', (request) => askedFor(request) !== null && asked.push(askedFor(request)));
  await searchField(page).focus();
  await page.keyboard.type('r');
  await page.waitForTimeout(400);
  assert.deepEqual(asked, []);
  await searchField(page).evaluate(typeAtOnce, ['re', 'rek', 'rekl']);
  await options(page).first().waitFor();
  assert.deepEqual(asked, ['rekl']);
});

home('a slow answer to earlier letters is never shown', async (page) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(/suggest.*q=re(&|$)/, async (route) => {
    await released;
    await route.fulfill({ json: { q: 're', items: [{ type: 'term', label: 'vanha', url: '/fi/glossary', detail: '' }] } }).catch(() => {});
  });
  await searchField(page).focus();
  const slow = page.waitForRequest((request) => askedFor(request) === 're');
  await page.keyboard.type('re');
  await slow;
  await page.keyboard.type('kl');
  await options(page).first().waitFor();
  release();
  await page.waitForTimeout(300);
  assert.doesNotMatch((await options(page).allTextContents()).join(), /vanha/);
});

home('arrows and Enter that are faster than the suggestions lead to the one they mean', async (page) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/api/v1/suggest*', async (route) => {
    await released;
    await route.fulfill({ json: { q: 'rekl', items: [{ type: 'term', label: 'yksi', url: '/fi/az', detail: '' }, { type: 'term', label: 'kaksi', url: '/fi/glossary', detail: '' }] } }).catch(() => {});
  });
  await searchField(page).focus();
  await searchField(page).evaluate(typeAtOnce, ['rekl']);
  for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  release();
  await page.waitForURL('**/fi/glossary');
});

home('without suggestions the search still works', async (page) => {
  await page.route('**/api/v1/suggest*', (route) => route.abort());
  await searchField(page).focus();
  const failed = page.waitForEvent('requestfailed');
  await page.keyboard.type('rekl');
  await failed;
  await page.keyboard.press('Enter');
  await page.waitForURL('**/fi/search?q=rekl');
});

home('the count is announced once, 700 ms after the last letter', async (page) => {
  await page.evaluate(() => {
    const node = document.querySelector('#status-results');
    window.said = [];
    document.querySelector('#q').addEventListener('input', () => (window.stopped = performance.now()));
    new MutationObserver(() => node.textContent.trim() && window.said.push({ text: node.textContent, at: performance.now() })).observe(node, { childList: true, characterData: true, subtree: true });
  });
  await searchField(page).focus();
  await searchField(page).evaluate(typeAtOnce, ['r', 're', 'rek', 'rekl']);
  await page.waitForFunction(() => window.said.length > 0);
  const count = await options(page).count();
  await page.waitForTimeout(300);
  const { said, stopped } = await page.evaluate(() => ({ said: window.said, stopped: window.stopped }));
  assert.deepEqual(said.map(({ text }) => text), [`${count} ehdotusta`]);
  assert.ok(said[0].at - stopped >= 700, `${said[0].at - stopped} ms`);
});
