// With JavaScript off, and by touch: every task of a reader is done, no page runs off the window, and everything is large enough for a finger.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { reflow, targetSize } from './checks/layout.mjs';
import { anchors, groupNames, headings, landmarks, tabOrder } from './checks/structure.mjs';
import { languages, launch, thorough, visit, withPage } from './support/browser.mjs';
import { articles } from './support/content.mjs';
import { choice } from './support/choice.mjs';
import { tally } from './support/figures.mjs';
import { nonsense, searchField, state, states, wordsOf } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const factors = { name: states.filter((one) => !one.prepare).map(({ name }) => name), width: [320, 390, 768], lang: languages };

describe('every page is whole', () => {
  for (const { name, width, lang } of choice(factors, thorough)) {
    test(`${name}, ${lang}, ${width} px`, { timeout: 180000 }, async () => {
      await withPage(browser, { width, javaScript: false, touch: true }, async (page) => {
        const response = await visit(page, state(name).path(lang));
        assert.equal(response.status(), state(name).status ?? 200);
        const checks = [headings, landmarks, groupNames, tabOrder, anchors, reflow, (page) => targetSize(page, 44)];
        const findings = [];
        for (const check of checks) findings.push(...(await check(page)));
        // Nothing is offered that only a script could do.
        const dead = await page.locator('button[type=button]:not([popovertarget]):visible').allTextContents();
        findings.push(...dead.map((name) => `without JavaScript the button "${name.trim()}" does nothing`));
        assert.deepEqual([...new Set(findings)], []);
      });
    });
  }
});

const main = (page) => page.locator('main');

async function task(page, steps) {
  await visit(page, '/fi/');
  await steps(page);
}

describe('every task is done', () => {
  const tasks = {
    'search and open a result': async (page) => {
      await searchField(page).fill('reklamaatiosta');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/fi/search?q=reklamaatiosta');
      await main(page).locator('ol li :is(h2, h3) a').first().click();
      await page.waitForURL(/\/fi\/a\//);
      assert.ok((await main(page).locator('mark').count()) > 0, 'the words searched for are marked');
    },
    'narrow by two values, remove one, and go back': async (page) => {
      await visit(page, '/fi/search?q=asiakas');
      const tick = async (value) => {
        const box = main(page).locator(`input[type=checkbox][value=${value}]`).first();
        // Open the disclosures around it, as a reader does: from the outside in.
        const summaries = box.locator('xpath=ancestor::details[not(@open)]/summary').filter({ visible: true });
        while (await summaries.count()) await summaries.first().click();
        await box.check();
      };
      await tick('kuulo');
      await tick('nako');
      await main(page).locator('form:has(input[type=checkbox]) button[type=submit]').click();
      await page.waitForURL((url) => url.searchParams.getAll('group').sort().join() === 'kuulo,nako' && url.searchParams.get('q') === 'asiakas');
      await main(page).getByRole('link', { name: /kuuro/i }).first().click();
      await page.waitForURL((url) => url.searchParams.getAll('group').join() === 'nako');
      await page.goBack();
      assert.deepEqual(new URL(page.url()).searchParams.getAll('group').sort(), ['kuulo', 'nako']);
      assert.ok(await main(page).locator('input[value=kuulo]').first().isChecked());
    },
    'sort and turn the page': async (page) => {
      await visit(page, '/fi/search?q=asiakas');
      await main(page).locator('a[href*="sort=title"]').click();
      await page.waitForURL(/sort=title/);
      await main(page).locator('a[rel=next]').click();
      await page.waitForURL((url) => url.searchParams.get('page') === '2' && url.searchParams.get('sort') === 'title');
    },
    'accept a correction and keep the filters': async (page) => {
      await visit(page, '/fi/search?q=reklamaatoi&topic=reklamaatiot');
      assert.match(await main(page).innerText(), /reklamaatio/);
      assert.ok(await main(page).locator('ol li :is(h2, h3) a').count(), 'something is found');
    },
    'get help when nothing is found, and report the gap': async (page) => {
      await visit(page, `/fi/search?q=${nonsense}`);
      await main(page).locator('form[method=post] button[type=submit]').click();
      await page.waitForLoadState();
      assert.match(await main(page).innerText(), /kiitos/i);
    },
    'read an article by its contents, and change its language': async (page) => {
      await visit(page, '/fi/a/reklamaation-kuusi-askelta');
      await main(page).locator('nav a[href*="#s-"]').last().click();
      assert.match(new URL(page.url()).hash, /^#s-/);
      await page.locator('a[hreflang=sv]').first().click();
      await page.waitForURL(/\/sv\/a\//);
      assert.equal(await page.locator('html').getAttribute('lang'), 'sv');
      assert.equal(await page.locator('h1').innerText(), articles.sv['reklamaation-kuusi-askelta'].title);
    },
    'choose a customer group in an article': async (page) => {
      await visit(page, '/fi/a/vihainen-asiakas?group=kuulo');
      assert.equal(await page.locator('h1').innerText(), articles.fi['vihainen-asiakas'].title);
    },
    'give feedback with words': async (page) => {
      await visit(page, '/fi/a/oma-virhe');
      const form = main(page).locator('form:has([value=not_helped])');
      const closed = form.locator('details:not([open]) > summary');
      if (await closed.count()) await closed.first().click();
      await form.locator('textarea').fill('Kohta kaksi jäi epäselväksi.');
      await form.locator('[value=not_helped]').click();
      await page.waitForLoadState();
      assert.match(await main(page).innerText(), /kiitos/i);
    },
    'browse by topic, A–Ö and glossary': async (page) => {
      await main(page).locator('a[href="/fi/c/turvallisuus"]').first().click();
      await page.waitForURL('**/fi/c/turvallisuus');
      await page.locator('header a[href="/fi/az"]').click();
      await main(page).locator('nav a[href^="#"], nav a[href*="/az#"]').last().click();
      await page.locator('header a[href="/fi/glossary"]').click();
      assert.ok((await main(page).locator('[id^="t-"]').count()) > 20, 'the glossary has its terms');
    },
    'find the way from a mistyped address': async (page) => {
      const response = await visit(page, '/fi/a/vihainen-asiakass');
      assert.equal(response.status(), 404);
      assert.ok(await main(page).locator('a[href^="/fi/a/vihainen-asiakas"]').count());
    },
    'keep the state through a change of language': async (page) => {
      await visit(page, `/fi/search?q=${encodeURIComponent(wordsOf('fi').many)}&group=kuulo&sort=title`);
      await page.locator('header a[hreflang=en]').click();
      await page.waitForURL((url) => url.pathname === '/en/search' && url.searchParams.get('group') === 'kuulo' && url.searchParams.get('sort') === 'title');
    },
    'use the menu of a narrow screen': async (page) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.locator('.to-menu').click();
      await page.locator('#menu a[href="/fi/glossary"]').click();
      await page.waitForURL('**/fi/glossary');
      await page.locator('.to-menu').click();
      await page.locator('#menu a[hreflang=en]').click();
      await page.waitForURL('**/en/glossary');
    },
    'read help and the accessibility statement': async (page) => {
      await page.locator('footer a[href="/fi/help"]').click();
      await page.waitForURL('**/fi/help');
      await page.locator('footer a[href="/fi/accessibility"]').click();
      await page.waitForURL('**/fi/accessibility');
    },
  };
  const isDone = tally('reader tasks without JavaScript', 'every one', Object.keys(tasks).length, 'done');
  for (const [name, steps] of Object.entries(tasks)) {
    test(name, { timeout: 180000 }, async () => {
      await withPage(browser, { javaScript: false }, (page) => task(page, steps));
      isDone();
    });
  }
});
