// Nothing that readers or writers type becomes part of a page's markup. Judged in a real browser whose policy is switched off, so that the
// escaping alone is judged: whatever would run runs here, and is counted.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, thorough } from './support/browser.mjs';
import { figure } from './support/figures.mjs';
import { payloads, rawVectors } from './support/payloads.mjs';
import { startServer } from './support/server.mjs';

const forPeople = thorough ? payloads : payloads.filter((_, i) => i % 29 === 0);
const inArticles = 36;  // payloads an article
const judged = { payloads: 0, live: 0, tests: 0 };  // for the table of figures

// The end of each test: none of these payloads was live.
function expectNone(live, count) {
  judged.payloads += count;
  judged.live += live.length;
  judged.tests += 1;
  assert.deepEqual(live, []);
}

let server;
let browser;
let context;
let folder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiski-xss-'));
  await writeContent(folder);
  server = await startServer({ programs: process.env.TISKI_PROGRAMS ?? 'build/run', content: folder, buildArgs: ['--lenient'] });
  browser = await launch();
  context = await browser.newContext({ bypassCSP: true, serviceWorkers: 'block', baseURL: server.url });
  await context.addInitScript(() => {
    window.sinks = [];
    window.alert = (id) => window.sinks.push(String(id));
  });
});
after(async () => {
  figure('XSS payloads in articles, addresses, typing and reports', '0 live of >= 2000, in a real browser', `${judged.live} live of ${judged.payloads}`,
    judged.live === 0 && judged.payloads >= 2000 && judged.tests === 4);
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

// A knowledge base in which every text that is shown somewhere is a payload.
async function writeContent(root) {
  const text = (at) => JSON.stringify(payloads[at % payloads.length].text.replaceAll('\u0000', ''));
  await mkdir(join(root, 'fi/aihe'), { recursive: true });
  const value = (name, at) => `      ${name}: {fi: ${text(at)}}\n`;
  await writeFile(
    join(root, 'kb.yaml'),
    `name: {fi: ${text(16)}}\ntagline: {fi: ${text(17)}}\nlanguages: [fi]\nroles:\n  rooli: {fi: ${text(18)}}\nreview: {default: P12M}\nfacets:\n` +
      `  - name: topic\n    label: {fi: ${text(400)}}\n    values:\n${value('aihe', 401)}${value('toinen', 618)}` +
      `  - name: group\n    label: {fi: ${text(617)}}\n    multiple: true\n    values:\n${value('kuulo', 900)}${value('nako', 1301)}` +
      `  - name: type\n    label: {fi: ${text(620)}}\n    values:\n${value('ohje', 621)}`,
  );
  const terms = payloads.filter((_, i) => i % 97 === 0);
  await writeFile(
    join(root, 'glossary.yaml'),
    terms.map(({ id }) => `- id: termi-${id}\n  fi: [${text(id)}]\n  definition: {fi: ${text(id + 1)}}\n  say: {fi: ${text(id + 2)}}\n`).join(''),
  );
  for (let first = 0; first < payloads.length; first += inArticles) {
    const some = payloads.slice(first, first + inArticles);
    const head = ['title', 'summary'].map((key, i) => `${key}: ${text(first + i)}\n`).join('');
    const body = some.map(({ text: payload }, i) => writeBlock(payload.replaceAll('\u0000', ''), i)).join('\n\n');
    const file = first === 0 ? 'a"onload=alert(0) b=\'<svg onload=alert(0)>.md' : `ohje-${first}.md`;
    await writeFile(
      join(root, 'fi/aihe', file.replaceAll('/', '')),
      `---\n${head}topic: aihe\ngroup: [kuulo]\ntype: ohje\nowner: rooli\nreviewed: 2026-11-01\nstatus: published\n` +
        `tags: [${text(first + 2)}, ${text(first + 3)}]\nbest_for: [${text(first + 4)}]\n---\n\nonerror alert script kuulo\n\n${body}\n`,
    );
  }
}

function writeBlock(payload, i) {
  const line = payload.replaceAll('\n', ' ');
  return [
    payload, `## ${line}`, `> [!SAY]\n> ${line}`, `> [!GROUP ${line}]\n> ${line}`, `- [ ] ${line}`, `[${line}](https://example.com "${line}")`,
    `![${line}](${line})`, `[a](<${line}>)`, `> [!NOTE]\n> ${line}`, `\`\`\`${line}\n${line}\n\`\`\``, `[x]\n\n[x]: ${line}`, `## x {#${line}}`,
  ][i % 12];
}

// What in this page has come from a payload: what ran, and elements that no template of ours makes.
async function liveIn(page) {
  await page.waitForTimeout(15);
  return page.evaluate(() => {
    const live = [...window.sinks.map((id) => `ran: ${id}`)];
    const note = (element, why) => live.push(`${why}: ${element.outerHTML.slice(0, 120)}`);
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) note(element, 'handler');
        if (/^(href|src|action|formaction|data|srcdoc|xlink:href)$/i.test(name) && /^[\u0000-\u0020]*(javascript|data|vbscript):/i.test(value)) note(element, 'address');
      }
    }
    for (const element of document.querySelectorAll('iframe, object, embed, base, meta[http-equiv], math, style, script:not([src^="/assets/"]), [id^=xss]')) {
      note(element, 'element');
    }
    return live;
  });
}

// A page that many addresses are shown in, one after the other.
async function judge(addresses) {
  const page = await context.newPage();
  page.on('dialog', (dialog) => dialog.dismiss());
  const live = [];
  try {
    for (const address of addresses) {
      const shown = await page.goto(address, { waitUntil: 'load' }).catch((error) => {
        if (!/Download is starting/.test(error.message)) throw error;
        return null;  // opensearch.xml: a file, which no browser shows
      });
      if (shown === null) continue;
      live.push(...(await liveIn(page)).map((what) => `${address.slice(0, 200)}  ${what}`));
    }
  } finally {
    await page.close();
  }
  return live;
}

test('the judge sees what is live', { timeout: 180000 }, async () => {
  const page = await context.newPage();
  let seen = 0;
  for (const { text } of rawVectors) {
    await page.goto('/robots.txt');
    await page.evaluate((html) => {
      window.sinks = [];
      document.open();
      document.write(`<!doctype html><title>x</title><p>${html}</p>`);
      document.close();
    }, text);
    if ((await liveIn(page)).length) seen += 1;
  }
  await page.close();
  assert.ok(seen >= 13, `only ${seen} of ${rawVectors.length} vectors are seen when nothing is escaped`);
  assert.ok(payloads.length >= 2000, `${payloads.length} payloads`);
});

test('no payload in articles, glossary, facets, names and files is live', { timeout: 1800000 }, async () => {
  const { items = [], articles = [] } = await (await fetch(`${server.url}/api/v1/articles?per_page=50`)).json();
  const first = items.length ? items : articles;
  assert.ok(first.length >= 50, 'the articles are there');
  const slugs = new Set();
  for (let number = 1; number <= 3; number++) {
    const answer = await (await fetch(`${server.url}/api/v1/articles?per_page=50&page=${number}`)).json();
    for (const one of answer.items ?? answer.articles) slugs.add(one.slug ?? one.id);
  }
  const guides = [...slugs].map((slug) => `/fi/a/${slug}`);
  assert.ok(guides.length * inArticles >= payloads.length, `${guides.length} articles`);
  const marked = guides.filter((_, i) => thorough || i % 9 === 0).map((path) => `${path}?q=onerror+alert+script+img+kuulo&group=kuulo`);
  const others = ['/fi/', '/fi/search', '/fi/search?q=alert&group=kuulo', '/fi/search?q=script&page=2', '/fi/az', '/fi/glossary', '/fi/c/aihe', '/fi/help'];
  expectNone(await judge([...guides, ...marked, ...others]), payloads.length);
});

test('no payload in an address is live', { timeout: 1800000 }, async () => {
  const paths = [
    (text) => `/fi/search?q=${text}`, (text) => `/fi/search?q=kuulo&group=${text}`, (text) => `/fi/search?q=${text}&sort=${text}&page=${text}&topic=${text}&lang=${text}`,
    (text) => `/fi/a/ohje-36?q=${text}`, (text) => `/fi/${text}`, (text) => `/fi/a/${text}`, (text) => `/fi/search?${text}=${text}&q=alert&reported=1`,
    (text) => `/api/v1/search?q=${text}`, (text) => `/api/v1/suggest?q=${text}&format=opensearch`, (text) => `/api/v1/search?lang=${text}`, (text) => `/api/${text}`,
    (text) => `/opensearch.xml?lang=${text}`, (text) => `/fi/?${text}`,
  ];
  const addresses = forPeople.map(({ id, text }) => paths[id % paths.length](encodeURIComponent(text)));
  expectNone(await judge(addresses), addresses.length);
});

test('no payload that is typed becomes live in suggestions and instant results', { timeout: 1800000 }, async () => {
  const some = forPeople.filter((_, i) => thorough ? i % 20 === 0 : i % 12 === 0);
  const page = await context.newPage();
  const live = [];
  await page.goto('/fi/search?q=alert');
  for (const { name, text } of some) {
    await page.locator('#q').fill(`${text.replaceAll('\n', ' ')} alert`.slice(0, 300));
    await page.waitForTimeout(250);
    live.push(...(await liveIn(page)).map((what) => `${name}  ${what}`));
  }
  await page.locator('#q').fill('scr');
  await page.waitForTimeout(500);
  live.push(...(await liveIn(page)));
  await page.close();
  expectNone(live, some.length);
});

test('no payload that is reported comes back live', { timeout: 180000 }, async () => {
  const page = await context.newPage();
  await page.goto('/fi/a/ohje-36');
  const live = [];
  for (const { text } of forPeople.slice(0, 8)) {
    const { token } = await (await fetch(`${server.url}/api/v1/token`)).json();
    await page.goto('/fi/a/ohje-36');
    await page.evaluate(({ token, text }) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = '/fi/missing';
      for (const [name, value] of Object.entries({ token, q: text })) {
        const field = form.appendChild(document.createElement('input'));
        field.name = name;
        field.value = value;
      }
      document.body.append(form);
      form.submit();
    }, { token, text });
    await page.waitForURL(/search|missing/);
    live.push(...(await liveIn(page)));
  }
  await page.close();
  expectNone(live, 8);
});
