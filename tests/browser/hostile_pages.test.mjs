// A hostile page in a reader's browser. Whatever another site shows, sends or opens, it gets none of our pages into a frame, reads no
// answer, keeps no report in the reader's name and holds no window of ours: also from another port of this machine, and under a name
// that it has pointed here (DNS rebinding).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';

import { chromium } from 'playwright-core';

import { chromiumFlags, launchOptions } from './support/browser.mjs';
import { startServer } from './support/server.mjs';

const HOSTILE_NAME = 'hostile.test';
const GUIDE = 'vihainen-asiakas';
const WRITE_PATHS = ['/fi/feedback', '/fi/missing', '/api/v1/feedback', '/api/v1/missing'];

let tiski;
let hostile;  // a web server whose every page is what its `pages` says of the path
let browser;
let sites;  // the hostile server as another port of this machine, and as another site
let port;

before(async () => {
  tiski = await startServer({ programs: process.env.TISKI_PROGRAMS ?? 'build/run' });
  port = new URL(tiski.url).port;
  hostile = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><title>Hostile</title><body>${hostile.pages?.[request.url] ?? ''}`);
  });
  await new Promise((listening) => hostile.listen(0, '127.0.0.1', listening));
  sites = ['127.0.0.1', HOSTILE_NAME].map((name) => `http://${name}:${hostile.address().port}`);
  browser = await chromium.launch({ ...launchOptions, args: [...chromiumFlags, `--host-resolver-rules=MAP ${HOSTILE_NAME} 127.0.0.1`] });
});
after(async () => {
  await browser?.close();
  hostile?.closeAllConnections();
  hostile?.close();
  await tiski?.stop();
});

// Runs `work` with a page of the hostile server that holds `html`, and with our own pages' cookies in the reader's browser.
async function onHostilePage(site, html, work) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60000);
    await page.goto(`${tiski.url}/fi/?desk=1`);
    hostile.pages = { '/': html };
    await page.goto(`${site}/`, { waitUntil: 'load' });
    await work(page);
  } finally {
    await context.close();
  }
}

// One that any client of the server can have: it is the origin that must tell the reader's pages from a hostile one.
const token = async () => (await (await fetch(`${tiski.url}/api/v1/token`)).json()).token;

const fieldsOf = async (mark) => ({
  token: await token(), lang: 'fi', article: GUIDE, verdict: 'not_helped', text: mark, q: mark,
});

// Was it kept? The reports' file and its journal hold what was said as it was said.
async function isKept(mark) {
  const file = join(dirname(tiski.index), 'tiski.db');
  const parts = await Promise.all([file, `${file}-wal`].map((name) => readFile(name).catch(() => Buffer.alloc(0))));
  return parts.some((bytes) => bytes.includes(mark));
}

test('our own page keeps a report, and it is found where the others are looked for', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${tiski.url}/fi/`);
  const status = await page.evaluate(async (fields) => (await fetch('/api/v1/feedback', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields),
  })).status, await fieldsOf('omaltasivulta'));
  assert.equal(status, 201);
  assert.ok(await isKept('omaltasivulta'));
  await context.close();
});

test('no page and no answer of ours is shown in a frame of another', async () => {
  const paths = ['/fi/', '/fi/search?q=asiakas', `/fi/a/${GUIDE}`, '/fi/nothing-here', '/api/v1/search?q=asiakas', '/robots.txt'];
  const frames = [
    ...paths.map((path) => ['iframe', 'src', path]),
    ...[['iframe sandbox="allow-scripts allow-same-origin"', 'src'], ['object', 'data'], ['embed', 'src']].map((kind) => [...kind, paths[2]]),
  ];
  const html = frames.map(([kind, attribute, path]) => `<${kind} ${attribute}="${tiski.url}${path}"></${kind.split(' ')[0]}>`).join('');
  for (const site of sites) {
    await onHostilePage(site, html, async (page) => {
      const shown = page.frames().slice(1).map((frame) => frame.url()).filter((url) => url.startsWith(tiski.url));
      assert.deepEqual(shown, [], site);
    });
  }
});

test('no form of another page is taken', async () => {
  const kinds = WRITE_PATHS.flatMap((path) => ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].map((enctype) => ({ path, enctype })));
  const mark = 'vieras-lomake';
  const inputs = Object.entries(await fieldsOf(mark)).map(([name, value]) => `<input name="${name}" value="${value}">`).join('');
  const forms = kinds.map(({ path, enctype }, i) => `<iframe name=frame${i}></iframe><form method=post target=frame${i} enctype="${enctype}" action="${tiski.url}${path}">${inputs}</form>`).join('');
  for (const site of sites) {
    for (const policy of ['unsafe-url', 'no-referrer']) {  // the second hides the origin: "null"
      await onHostilePage(site, `<meta name=referrer content=${policy}>${forms}`, async (page) => {
        const answers = [];
        page.on('response', (response) => response.request().method() === 'POST' && answers.push(response));
        await page.evaluate(() => [...document.forms].forEach((form) => form.submit()));
        while (answers.length < kinds.length) await page.waitForEvent('response');
        assert.deepEqual(answers.map((answer) => answer.status()), kinds.map(() => 403), `${policy}, ${site}`);
      });
    }
  }
  assert.ok(!(await isKept(mark)));
});

test('no script of another page writes anything', async () => {
  for (const [index, site] of sites.entries()) {
    const mark = `vieras-skripti-${index}`;
    await onHostilePage(site, '', async (page) => {
      const sent = await page.evaluate(async ({ urls, fields }) => {
        const bodies = [new URLSearchParams(fields), new Blob([JSON.stringify(fields)], { type: 'text/plain' }), JSON.stringify(fields)];
        const inits = bodies.flatMap((body) => [{ body, mode: 'no-cors' }, { body, mode: 'no-cors', credentials: 'include' }, { body, mode: 'cors', credentials: 'include' }]);
        inits.push({ body: JSON.stringify(fields), headers: { 'Content-Type': 'application/json' } }, { body: bodies[0], headers: { 'X-Tiski-Token': fields.token } });
        inits.push({ body: JSON.stringify(fields), method: 'PUT' });
        const outcomes = [];
        for (const url of urls) {
          for (const init of inits) outcomes.push(await fetch(url, { method: 'POST', ...init }).then((answer) => `answered ${answer.type}`, () => 'refused'));
          for (const body of bodies) navigator.sendBeacon(url, body);
        }
        return outcomes;
      }, { urls: WRITE_PATHS.map((path) => tiski.url + path), fields: await fieldsOf(mark) });
      assert.deepEqual([...new Set(sent)], ['refused'], site);
      await page.goto(`${tiski.url}/fi/`, { waitUntil: 'networkidle' });  // after the beacons
    });
    assert.ok(!(await isKept(mark)), site);
  }
});

test('no answer of ours is read, run or drawn by another page', async () => {
  const home = await (await fetch(`${tiski.url}/fi/`)).text();
  const asset = (kind) => tiski.url + home.match(new RegExp(`/assets/[\\w.-]+\\.${kind}`))[0];
  const api = `${tiski.url}/api/v1/search?q=asiakas`;
  for (const site of sites) {
    await onHostilePage(site, '', async (page) => {
      const got = await page.evaluate(async ({ read, elements }) => {
        const outcomes = {};
        for (const url of read) {
          for (const mode of ['cors', 'no-cors']) {
            outcomes[`${mode} ${url}`] = await fetch(url, { mode, credentials: 'include' }).then((answer) => `read: ${answer.type}`, () => 'refused');
          }
        }
        for (const [name, attribute, url, more] of elements) {
          const element = Object.assign(document.createElement(name), more, { [attribute]: url });
          outcomes[`${name} ${url}`] = await new Promise((done) => {
            element.onload = () => done('loaded');
            element.onerror = () => done('refused');
            document.body.append(element);
          });
        }
        return outcomes;
      }, {
        read: [`${tiski.url}/fi/`, `${tiski.url}/fi/a/${GUIDE}`, api, `${tiski.url}/api/v1/token`, `${tiski.url}/fi/nothing-here`],
        elements: [
          ['script', 'src', asset('js')], ['script', 'src', api], ['script', 'src', `${tiski.url}/sw.js`, { type: 'module' }],
          ['link', 'href', asset('css'), { rel: 'stylesheet' }], ['link', 'href', `${tiski.url}/fi/`, { rel: 'stylesheet' }], ['img', 'src', asset('svg')],
        ],
      });
      assert.deepEqual(Object.entries(got).filter(([, outcome]) => outcome !== 'refused'), [], site);
    });
  }
});

test('a name that another site has pointed here gets nothing', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const rebound = `http://${HOSTILE_NAME}:${port}`;
  for (const path of ['/', '/fi/', `/fi/a/${GUIDE}`, '/api/v1/search?q=asiakas', '/sw.js', '/robots.txt', '/nothing-here']) {
    const answer = await page.goto(rebound + path);
    assert.equal(answer.status(), 421, path);
    assert.doesNotMatch(await answer.text(), /asiakas/i, path);
  }
  const mark = 'vieras-nimi';
  const statuses = await page.evaluate(async ({ paths, fields }) => {
    const body = JSON.stringify(fields);
    const all = paths.map((path) => fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }));
    return (await Promise.all([...all, fetch('/api/v1/token'), fetch('/fi/')])).map((each) => each.status);
  }, { paths: WRITE_PATHS, fields: await fieldsOf(mark) });
  assert.deepEqual([...new Set(statuses)], [421]);
  assert.ok(!(await isKept(mark)));
  await context.close();
});

test('no window of ours is held by the page that opened it', async () => {
  for (const site of sites) {
    await onHostilePage(site, '', async (page) => {
      const [popup] = await Promise.all([
        page.waitForEvent('popup'), page.evaluate((url) => void (window.opened = window.open(url, 'named')), `${tiski.url}/fi/a/${GUIDE}`),
      ]);
      await popup.waitForURL(`${tiski.url}/**`, { waitUntil: 'load' });
      assert.equal(await popup.evaluate(() => window.opener), null, site);
      assert.equal(await popup.evaluate(() => window.name), '', site);
      assert.equal(await page.evaluate(() => window.opened.closed), true, site);
      await popup.close();
    });
  }
});
