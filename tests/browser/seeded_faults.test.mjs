// The checks can fail: each of these faults, put into what the server sends, is found by the check that the other tests use.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe } from './checks/axe.mjs';
import { tickingDoesNotSubmit } from './checks/facets.mjs';
import { freshnessInWords } from './checks/freshness.mjs';
import { walk } from './checks/keyboard.mjs';
import { foreignPhrases } from './checks/language.mjs';
import { reflow, targetSize } from './checks/layout.mjs';
import { groupNames, headings, skipLink, statusNodes, tabOrder } from './checks/structure.mjs';
import { baseUrl, launch, withPage } from './support/browser.mjs';
import { knownPhrases, messages } from './support/content.mjs';
import { tally } from './support/figures.mjs';
import { enter, state } from './support/states.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const isPage = (type) => type.includes('text/html');
const isStyle = (type) => type.includes('text/css');
const isScript = (type) => type.includes('javascript');

const walkDown = async (page) => (await walk(page)).findings;
const walkUp = async (page) => (await walk(page, { backwards: true })).findings;

async function freshness(page) {
  const { pathname, search } = new URL(page.url());
  const lang = pathname.split('/')[1];
  const query = new URLSearchParams(search);
  query.set('lang', lang);
  const { items } = await (await fetch(`${baseUrl}/api/v1/search?${query}`)).json();
  return freshnessInWords(page, items, messages[lang]);
}

// in: what is changed; change: how; at: the state it shows in; check and finds: which check must say what.
const faults = [
  {
    name: 'label removed', at: 'home', in: isPage, check: axe, finds: /axe label: #q/,
    change: (html) => html.replace(/<label[^>]*for="q"[^>]*>[\s\S]*?<\/label>/, '').replace(/(<input id="q"[^>]*) placeholder="[^"]*"/, '$1'),
  },
  { name: 'low contrast', at: 'article', in: isStyle, check: axe, finds: /axe color-contrast/, change: (css) => `${css}\nmain p { color: #aaa; background: #fff }` },
  { name: 'nameless link', at: 'home', in: isPage, check: axe, finds: /axe link-name/, change: (html) => html.replace(/(<main[\s\S]*?<a [^>]*>)[^<]+(<\/a>)/, '$1$2') },
  { name: 'heading skip', at: 'article', in: isPage, check: headings, finds: /headings: h4 .* follows h1/, change: (html) => html.replace(/<h2([^>]*)>([\s\S]*?)<\/h2>/, '<h4$1>$2</h4>') },
  { name: 'dead skip link', at: 'home', in: isPage, check: skipLink, finds: /skip link: the next stop after it is not in main/, change: (html) => html.replace('href="#main"', 'href="#content"') },
  { name: 'positive tabindex', at: 'article', in: isPage, check: tabOrder, finds: /tab order: tabindex=3/, change: (html) => html.replace(/(<main[\s\S]*?<a )/, '$1tabindex="3" ') },
  { name: '12 px checkboxes', at: 'results', in: isStyle, check: targetSize, finds: /target size: <input> .* 12 × 12 px/, change: (css) => `${css}\ninput[type=checkbox] { width: 12px !important; height: 12px !important; min-width: 0 !important; min-height: 0 !important }` },
  { name: '400 px fixed column at 320', at: 'results', width: 320, in: isStyle, check: reflow, finds: /reflow: the page is \d+ px wide/, change: (css) => `${css}\nmain { width: 400px }` },
  { name: 'legend removed', at: 'results', in: isPage, check: groupNames, finds: /groups: the choices "topic" have no legend/, change: (html) => html.replace(/<legend[\s\S]*?<\/legend>/, '') },
  { name: 'focus outline removed', at: 'article', in: isStyle, check: walkDown, finds: /focus visible: .* looks the same/, change: (css) => `${css}\n:focus, :focus-visible { outline: none !important; box-shadow: none !important }` },
  {
    name: 'sticky header hiding the focused element', at: 'article', height: 500, in: isStyle, check: walkUp, finds: /focus obscured: <header/,
    change: (css) => `${css}\nhtml { scroll-padding: 0 !important } body > header { position: sticky !important; top: 0; min-height: 220px; z-index: 9; background: #fff }`,
  },
  { name: 'status role removed', at: 'results', in: isPage, check: statusNodes, finds: /status: 1 nodes with role=status/, change: (html) => html.replace(' role="status"', '') },
  { name: 'facets submitting on change', at: 'results', in: isScript, check: tickingDoesNotSubmit, finds: /facets: ticking a box (submits|changes)/, change: (script) => `${script}\naddEventListener('change', (event) => event.target.form?.requestSubmit());` },
  { name: 'lang missing on a foreign phrase', at: 'article', in: isPage, check: (page) => foreignPhrases(page, knownPhrases), finds: /language: ".*" is (en|sv), and is read as fi/, change: (html) => html.replace(/(<main[\s\S]*?<a [^>]*?) lang="(?:en|sv)"/, '$1') },
  { name: 'freshness told by colour alone', at: 'results', in: isPage, check: freshness, finds: /freshness: .* does not say so/, change: (html) => html.replace(/(<span class="freshness[^>]*>)[^<]*/g, '$1') },
];

const isCaught = tally('seeded accessibility faults', 'every one caught', faults.length, 'caught');

// Several faults are put into one page, and looked for by one check: what that says of the sound page is asked once.
const soundness = new Map();
function findingsBefore({ at, check }, size) {
  const key = JSON.stringify([at, check.name, size]);
  if (!soundness.has(key)) {
    soundness.set(key, withPage(browser, size, async (page) => {
      await enter(page, at, 'fi');
      return check(page);
    }));
  }
  return soundness.get(key);
}

for (const fault of faults) {
  const size = { width: fault.width ?? 1280, height: fault.height ?? 800 };
  test(`${fault.name} is found`, { timeout: 180000 }, async () => {
    assert.deepEqual(await findingsBefore(fault, size), [], 'the page is sound before');
    // A page of its own: what it was sent must not be taken from a cache by another.
    await withPage(browser, { ...size, own: true }, async (page) => {
      let changed = 0;
      await page.route('**/*', async (route) => {
        const response = await route.fetch();
        const type = response.headers()['content-type'] ?? '';
        if (!fault.in(type)) return route.fulfill({ response });
        const body = await response.text();
        const seeded = fault.change(body);
        if (seeded !== body) changed++;
        await route.fulfill({ response, body: seeded });
      });
      await page.goto(baseUrl + state(fault.at).path('fi'));
      const findings = await fault.check(page);
      assert.ok(changed > 0, 'the fault is in the page');
      assert.ok(findings.some((finding) => fault.finds.test(finding)), `not among: ${findings.join('\n')}`);
    });
    isCaught();
  });
}
