// With the keyboard alone: every stop is seen, none is covered, none is missed, forwards and backwards; and the reader's tasks are done.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { unreached, walk } from './checks/keyboard.mjs';
import { skipLink } from './checks/structure.mjs';
import { languages, launch, themes, thorough, withPage } from './support/browser.mjs';
import { choice } from './support/choice.mjs';
import { enter } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const names = ['home', 'home-with-recent', 'results', 'results-filtered', 'results-none', 'article', 'article-checklist', 'article-phrases', 'topic', 'az', 'glossary', 'help', 'accessibility', 'not-found', 'desk'];
// The low window is a laptop at 200 %: what sticks to its edges covers most.
const windows = [{ width: 320, height: 640 }, { width: 640, height: 400 }, { width: 1280, height: 800 }];
const factors = { name: names, window: windows, theme: themes, lang: languages };

describe('walking with Tab', () => {
  for (const { name, window, theme, lang } of choice(factors, thorough)) {
    test(`${name}, ${lang}, ${theme}, ${window.width} × ${window.height}`, { timeout: 180000 }, async () => {
      await withPage(browser, { ...window, theme }, async (page) => {
        await enter(page, name, lang);
        const findings = await skipLink(page);
        await enter(page, name, lang);
        for (const backwards of [false, true]) {
          const { stops, findings: seen } = await walk(page, { backwards });
          assert.ok(stops.length > 10, `only ${stops.length} stops`);
          findings.push(...seen, ...(await unreached(page)));
        }
        assert.deepEqual([...new Set(findings)], []);
      });
    });
  }
});
