// Every page in every state, in light and dark, at 320, 768 and 1280 px, in Finnish, English and Swedish: nothing that axe or our own
// checks of structure, layout and language find. script/test shows each state once, the other factors dealt out so that every combination of
// theme, width and language is among them; --thorough shows all of them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe } from './checks/axe.mjs';
import { foreignPhrases } from './checks/language.mjs';
import { reflow, targetSize, textSpacing } from './checks/layout.mjs';
import { structure } from './checks/structure.mjs';
import { languages, launch, themes, thorough, widths, withPage } from './support/browser.mjs';
import { knownPhrases } from './support/content.mjs';
import { choice } from './support/choice.mjs';
import { tally } from './support/figures.mjs';
import { enter, state, states } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const factors = { name: states.map(({ name }) => name), theme: themes, width: widths, lang: languages };

const shown = choice(factors, thorough);
const isSound = tally('axe (target-size on) and our own checks of pages', '0 violations', shown.length, 'pages without a finding');

for (const { name, theme, width, lang } of shown) {
  test(`${name}, ${lang}, ${theme}, ${width} px`, { timeout: 180000 }, async () => {
    await withPage(browser, { width, theme }, async (page) => {
      const response = await enter(page, name, lang);
      assert.equal(response.status(), state(name).status ?? 200);
      const findings = [
        ...(await structure(page)),
        ...(await foreignPhrases(page, knownPhrases)),
        ...(await targetSize(page)),
        ...(await reflow(page)),
        ...(width === 320 ? await textSpacing(page) : []),
        ...(await axe(page)),
        ...page.faults,
      ];
      assert.deepEqual([...new Set(findings)], []);
    });
    isSound();
  });
}
