// Chromium, and pages in it as a reader has them: width, theme, touch, with or without JavaScript.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const baseUrl = process.env.TISKI_URL?.replace(/\/$/, '');
export const thorough = Boolean(process.env.TISKI_THOROUGH);
export const languages = ['fi', 'en', 'sv'];
export const widths = [320, 768, 1280];
export const themes = ['light', 'dark'];

const executable = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

export const chromiumFlags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export const launchOptions = { executablePath: executable, args: chromiumFlags, timeout: 60000 };

// The one browser of a run (run.mjs starts it), or one of our own where a test file is run by itself.
export function launch() {
  const shared = process.env.TISKI_BROWSER;
  return shared ? chromium.connect(shared, { timeout: 60000 }) : chromium.launch(launchOptions);
}

// A new page; everything that it asks for from elsewhere, every script error and every report of the policy is in page.faults.
async function openPage(browser, { javaScript = true, touch = false, permissions = [], serviceWorkers = 'block' }) {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width: 1280, height: 800 },
    javaScriptEnabled: javaScript,
    hasTouch: touch,
    isMobile: touch,
    permissions,
    reducedMotion: 'reduce',
    serviceWorkers,  // blocked: tests are about the server's pages, not about what an earlier test left in a cache
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.setDefaultNavigationTimeout(60000);
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) page.faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseUrl) && !/^(data|blob|about):/.test(url)) page.faults.push(`foreign request: ${url}`);
  });
  return page;
}

// Pages are costly to open and cheap to empty: each kind of page is opened once a file.
const idle = new Map();

async function emptied(page) {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto(`${baseUrl}/robots.txt`);  // about:blank would cost a process of the browser's, twice
  await page.context().clearCookies();
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: baseUrl, storageTypes: 'local_storage,session_storage,indexeddb,cache_storage' });
  await session.detach();
  return page;
}

// Runs `work` with a page that remembers nothing. `own`: a page that no other test gets, for what cannot be undone (a clock, an init
// script, a service worker).
export async function withPage(browser, { width = 1280, height = 800, theme = 'light', own = false, ...kind } = {}, work) {
  const key = own || kind.serviceWorkers ? null : JSON.stringify([kind.javaScript ?? true, kind.touch ?? false, kind.permissions ?? []]);
  const page = idle.get(key) ?? (await openPage(browser, kind));
  idle.delete(key);
  let sound = false;
  try {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ media: 'screen', colorScheme: theme, reducedMotion: 'reduce', forcedColors: 'none' });
    page.faults.length = 0;
    const result = await work(page);
    sound = key !== null;
    return result;
  } finally {
    if (sound && !idle.has(key)) idle.set(key, await emptied(page));
    else {
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.context().close();
    }
  }
}

// Loads a path of the server and waits for the scripts' first work.
export async function visit(page, path) {
  return page.goto(new URL(path, baseUrl).href, { waitUntil: 'load' });
}
