// A training path: read, answer, see what has changed since, and print the sheet.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, visit, withPage } from './support/browser.mjs';
import { messages } from './support/content.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const path = '/fi/paths/ensimmainen-viikko';
const step = (page, number) => page.locator(`#step-${number}`);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const words = messages.fi;

// Reads every guide of a step as a reader does, and comes back.
async function readAll(page, number) {
  const addresses = await step(page, number).locator('.guides a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const address of addresses) await visit(page, address);
  await visit(page, path);
  return addresses.length;
}

async function answerRight(page, number) {
  for (const question of await step(page, number).locator('.question').all()) {
    const value = await question.locator('.why.right').getAttribute('id');
    await page.locator(`#${value.replace(/-why$/, '')}`).check();
  }
  await step(page, number).getByRole('button').click();
}

test('the home page and the navigation lead to the path', { timeout: 120000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, '/fi/');
    await page.getByRole('link', { name: 'Ensimmäinen viikko' }).click();
    await page.waitForURL(`**${path}`);
    await page.getByRole('link', { name: words.nav_paths, exact: true }).click();
    await page.waitForURL('**/fi/paths');
    assert.equal(await page.getByRole('link', { name: 'Ensimmäinen viikko' }).count(), 1);
  });
});

test('answers are explained on the spot, and another try begins anew', { timeout: 120000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, path);
    await page.locator('#s1q1-1').check();
    assert.equal(await page.locator('.why:visible').count(), 0, 'choosing alone explains nothing');
    await step(page, 1).getByRole('button').click();
    assert.deepEqual(await page.locator('.why:visible').evaluateAll((all) => all.map((one) => one.id)), ['s1q1-1-why']);
    assert.equal(await step(page, 1).locator('.score').innerText(), filled(words.path_score, { right: 0, count: 2 }));
    await page.waitForFunction((text) => document.getElementById('status-actions').textContent === text, filled(words.path_score, { right: 0, count: 2 }));
    assert.ok(page.url().endsWith(path), 'without leaving the page');
    await page.locator('#s1q1-2').check();
    assert.equal(await page.locator('.why:visible').count(), 0);
    await step(page, 1).getByRole('button').click();
    assert.equal(await page.locator('.why.right:visible').count(), 1);
    await visit(page, path);
    assert.ok(await page.locator('#s1q1-2').isChecked(), 'kept in this browser');
    assert.ok(await page.locator('#s1q1-2-why').isVisible());
    assert.deepEqual(page.faults, []);
  });
});

test('a step is done when its guides are read and its answers right, and a changed guide undoes it', { timeout: 120000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, path);
    const count = await page.locator('.step').count();
    assert.ok(count >= 5);
    const guides = await readAll(page, 1);
    assert.equal(await step(page, 1).locator('[data-reading=read]').count(), guides);
    assert.equal(await page.locator('#path-progress').innerText(), filled(words.path_progress, { done: 0, count }));
    await answerRight(page, 1);
    assert.equal(await page.locator('#path-progress').innerText(), filled(words.path_progress, { done: 1, count }));
    assert.ok(await step(page, 1).locator('.step-state').isVisible());
    assert.equal(await page.locator('.sheet .done').count(), 1);
    await visit(page, '/fi/');
    assert.equal(await page.locator('.path-progress').innerText(), filled(words.path_progress, { done: 1, count }));

    await page.evaluate(() => {
      const read = JSON.parse(localStorage.getItem('tiski.read'));
      read['fi/hatatilanteet'] = 'an older one';
      localStorage.setItem('tiski.read', JSON.stringify(read));
    });
    await visit(page, path);
    assert.equal(await page.locator('[data-reading=changed]').innerText(), words.path_changed);
    assert.equal(await page.locator('#path-progress').innerText(), filled(words.path_progress, { done: 0, count }));
    await page.locator('#path-clear').click();
    assert.equal(await page.locator('#path [data-reading=read], #path [data-reading=changed], #path .why:visible, #path :checked').count(), 0);
    assert.deepEqual(page.faults, []);
  });
});

test('without JavaScript the button checks the step, and the language switch keeps the answers', { timeout: 120000 }, async () => {
  await withPage(browser, { javaScript: false }, async (page) => {
    await visit(page, path);
    await page.locator('#s2q1-2').check();
    await step(page, 2).getByRole('button').click();
    await page.waitForURL(`**${path}?s2q1=2#step-2`);
    assert.ok(await page.locator('#s2q1-2-why').isVisible());
    assert.equal(await step(page, 2).locator('.score').innerText(), filled(words.path_score, { right: 1, count: 2 }));
    await page.locator('#languages a[lang=en]').click();
    assert.ok(await page.locator('#s2q1-2').isChecked());
    assert.match(await page.locator('h1').innerText(), /first week/);
  });
});

test('printed, it is the completion sheet alone', { timeout: 120000 }, async () => {
  await withPage(browser, {}, async (page) => {
    await visit(page, path);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.step:visible, .question:visible, button:visible').count(), 0);
    const text = await page.locator('.sheet').innerText();
    for (const line of [words.path_sheet, 'Ensimmäinen viikko', words.path_sheet_name, words.path_sheet_date, words.path_sheet_trainer]) {
      assert.ok(text.includes(line), line);
    }
    assert.ok((await page.locator('.sheet-steps li:visible').count()) >= 5);
  });
});
