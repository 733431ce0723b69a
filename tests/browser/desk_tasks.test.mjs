// The ten desk tasks (typed → article, and the section that answers), by keyboard, by touch and without JavaScript; and the emergency strip.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';

import { baseUrl, launch, visit, withPage } from './support/browser.mjs';
import { articles } from './support/content.mjs';
import { tally } from './support/figures.mjs';
import { searchField, suggestionList } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const tasks = [
  { typed: 'rekl', id: 'reklamaation-kuusi-askelta' },
  { typed: 'pahoit', id: 'pahoittelufraasit' },
  { typed: 'opask', id: 'nakovammainen-asiakas', section: 'Opaskoira' },
  { typed: 'indukt', id: 'kuulovammainen-asiakas', section: 'Induktiosilmukka tiskillä' },
  { typed: 'muisti', id: 'ikaantynyt-asiakas', section: 'Muistisairas asiakas' },
  { typed: 'pyörät', id: 'liikuntarajoitteinen-asiakas', section: 'Pyörätuoli, rollaattori tai keppi: kysy ensin' },
  { typed: 'farkut', id: 'tyoasu-ja-ensivaikutelma', section: 'Farkut, huppari, lenkkarit ja lippis' },
  { typed: 'ruots', id: 'vieraskielinen-asiakas', section: 'Kun asiakas puhuu ruotsia' },
  { typed: 'lapsi yksin', id: 'lapsiperheet-ja-lapset', section: /lapsi.*yksin/i },
  { typed: 'vihai', id: 'vihainen-asiakas' },
];

// In view, with nothing over it.
function isOneInView(headings) {
  return headings.some((heading) => {
    const box = heading.getBoundingClientRect();
    const over = document.elementFromPoint(box.left + Math.min(box.width / 2, 40), box.top + box.height / 2);
    return box.top >= 0 && box.bottom <= innerHeight && (over === heading || heading.contains(over));
  });
}

// The article is open, and what answers (its section, else its title) is in view. Asked from here: a page without scripts cannot wait.
async function arrived(page, { id, section }) {
  await page.waitForURL((url) => url.pathname === `/fi/a/${id}`);
  const wanted = page.locator('main').getByRole('heading', { name: section ?? articles.fi[id].title, exact: typeof section === 'string' });
  const end = Date.now() + 60000;
  while (!(await wanted.evaluateAll(isOneInView))) {
    assert.ok(Date.now() < end, `"${section ?? id}" comes into view`);
    await setTimeout(50);
  }
}

// Which suggestion leads to the article: 0, 1 or 2. Suggestions for the first letters are waited out.
async function placeAmongSuggestions(page, { typed, id }) {
  await page.waitForFunction((typed) => document.querySelector('#suggestions').dataset.answers === typed, typed);
  const options = suggestionList(page).getByRole('option');
  const links = await options.evaluateAll((all) => all.map((one) => one.dataset.url));
  const found = links.findIndex((path) => path.split(/[?#]/)[0] === `/fi/a/${id}`);
  assert.ok(found >= 0 && found < 3, `${id} is suggestion ${found} of: ${(await options.allTextContents()).join(' | ')}`);
  return found;
}

describe('by keyboard, in at most 14 keys', () => {
  const isDone = tally('desk tasks by keyboard (<= 14 keys, in the first 3)', '10 of 10, the section in view', tasks.length, 'done');
  for (const task of tasks) {
    test(task.typed, { timeout: 180000 }, async () => {
      await withPage(browser, {}, async (page) => {
        await visit(page, '/fi/');
        let keys = 0;
        const press = async (key) => {
          await page.keyboard.press(key);
          keys++;
        };
        if (!(await searchField(page).evaluate((field) => field === document.activeElement))) await press('/');
        for (const letter of task.typed) {
          await page.keyboard.type(letter);
          keys++;
        }
        const place = await placeAmongSuggestions(page, task);
        for (let n = 0; n <= place; n++) await press('ArrowDown');
        await press('Enter');
        await arrived(page, task);
        assert.ok(keys <= 14, `${keys} keys`);
      });
      isDone();
    });
  }
});

describe('by touch at 390 px', () => {
  const isDone = tally('desk tasks by touch at 390 px', '10 of 10, the section in view', tasks.length, 'done');
  for (const task of tasks) {
    test(task.typed, { timeout: 180000 }, async () => {
      await withPage(browser, { width: 390, height: 844, touch: true }, async (page) => {
        await visit(page, '/fi/');
        await searchField(page).tap();
        await page.keyboard.type(task.typed);
        const place = await placeAmongSuggestions(page, task);
        await suggestionList(page).getByRole('option').nth(place).tap();
        await arrived(page, task);
      });
      isDone();
    });
  }
});

describe('without JavaScript', () => {
  const isDone = tally('desk tasks without JavaScript', '10 of 10 in the first 3 results, section in view', tasks.length, 'done');
  for (const task of tasks) {
    test(task.typed, { timeout: 180000 }, async () => {
      await withPage(browser, { javaScript: false }, async (page) => {
        await visit(page, '/fi/');
        await searchField(page).fill(task.typed);
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/fi\/search\?/);
        const result = page.locator(`main ol > li:has(:is(h2, h3) a[href^="/fi/a/${task.id}"])`);
        const links = result.locator('a[href*="#"]');
        const place = await page.locator('main ol > li:has(:is(h2, h3) a)').evaluateAll(
          (all, id) => all.findIndex((one) => one.querySelector(`a[href^="/fi/a/${id}"]`)), task.id);
        assert.ok(place >= 0 && place < 3, `${task.id} is result ${place + 1}`);
        const section = task.section && links.filter({ hasText: task.section });
        await (section && (await section.count()) ? section.first() : result.locator(':is(h2, h3) a').first()).click();
        await arrived(page, task);
        if (task.section) assert.match(new URL(page.url()).hash, /^#s-/, 'the result leads to the section');
      });
      isDone();
    });
  }
});

describe('the emergency strip', () => {
  const links = ['/fi/a/uhkaava-asiakas', '/fi/a/hatatilanteet#s-ensiapu', '/fi/a/hatatilanteet#s-tulipalo'];
  for (const path of ['/fi/', '/fi/search?q=asiakas', '/fi/a/vihainen-asiakas', '/fi/az', '/fi/help', '/fi/a/ei-ole']) {
    test(`is right on ${path}`, { timeout: 180000 }, async () => {
      const html = await (await fetch(baseUrl + path)).text();
      const strip = html.match(/<nav class="emergency"[\s\S]*?<\/nav>/)?.[0] ?? '';
      assert.deepEqual([...strip.matchAll(/href="([^"]+)"/g)].map((match) => match[1]), links);
    });
  }
  const isRight = tally('emergency strip in one tap', 'its 3 links right', links.length, 'lead to the place');
  test('leads to the place itself in one tap', { timeout: 180000 }, async () => {
    for (const link of links) {
      await withPage(browser, { width: 390, height: 844, touch: true }, async (page) => {
        await visit(page, '/fi/search?q=asiakas');
        await page.locator(`a[href="${link}"]`).first().tap();
        await page.waitForURL((url) => url.pathname + url.hash === link);
        const hash = new URL(page.url()).hash;
        if (hash) await page.waitForFunction((id) => document.getElementById(id).getBoundingClientRect().top >= 0 && document.getElementById(id).getBoundingClientRect().bottom <= innerHeight, hash.slice(1));
      });
      isRight();
    }
  });
});
