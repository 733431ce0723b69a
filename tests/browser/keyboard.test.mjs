// With the keyboard alone: every stop is seen, none is covered, none is missed. By default each page is walked one way, and a long one for
// 120 stops; --thorough walks both ways to the end. (The reader's tasks by keyboard are in desk_tasks.test.mjs.)
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { unreached, walk } from './checks/keyboard.mjs';
import { skipLink } from './checks/structure.mjs';
import { languages, launch, themes, thorough, withPage } from './support/browser.mjs';
import { choice } from './support/choice.mjs';
import { tally } from './support/figures.mjs';
import { enter } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const names = ['home', 'home-with-recent', 'results', 'results-filtered', 'results-none', 'article', 'article-checklist', 'article-phrases', 'topic', 'az', 'glossary', 'help', 'accessibility', 'not-found', 'desk'];
// The low window is a laptop at 200 %: what sticks to its edges covers most.
const windows = [{ width: 320, height: 640 }, { width: 640, height: 400 }, { width: 1280, height: 800 }];
const factors = { name: names, window: windows, theme: themes, lang: languages };

describe('walking with Tab', () => {
  const walks = choice(factors, thorough);
  const isWalked = tally('keyboard only: focus seen and not covered at each stop', 'every page', walks.length, 'pages walked');
  for (const { name, window, theme, lang } of walks) {
    test(`${name}, ${lang}, ${theme}, ${window.width} × ${window.height}`, { timeout: 180000 }, async () => {
      await withPage(browser, { ...window, theme }, async (page) => {
        await enter(page, name, lang);
        const findings = await skipLink(page);
        await enter(page, name, lang);
        for (const backwards of thorough ? [false, true] : [names.indexOf(name) % 2 === 0]) {
          const { stops, findings: seen, isRound } = await walk(page, { backwards, most: thorough ? 4000 : 120 });
          assert.ok(stops.length > 10, `only ${stops.length} stops`);
          findings.push(...seen, ...(isRound ? await unreached(page) : []));
        }
        assert.deepEqual([...new Set(findings)], []);
      });
      isWalked();
    });
  }
});
