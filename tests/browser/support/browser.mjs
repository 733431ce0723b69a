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

export function launch(extra = []) {
  return chromium.launch({ executablePath: executable, args: [...chromiumFlags, ...extra], timeout: 60000 });
}

// A new page; everything that it asks for from elsewhere, every script error and every report of the policy is in page.faults.
export async function openPage(browser, { width = 1280, height = 800, theme = 'light', javaScript = true, touch = false, permissions = [], serviceWorkers = 'block' } = {}) {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width, height },
    colorScheme: theme,
    javaScriptEnabled: javaScript,
    hasTouch: touch,
    isMobile: touch,
    permissions,
    reducedMotion: 'reduce',
    serviceWorkers,  // blocked: tests are about the server's pages, not about what an earlier test left in a cache
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  page.setDefaultNavigationTimeout(15000);
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

// Runs `work` with a page and closes it, whatever happens.
export async function withPage(browser, options, work) {
  const page = await openPage(browser, options);
  try {
    return await work(page);
  } finally {
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  }
}

// Loads a path of the server and waits for the scripts' first work.
export async function visit(page, path) {
  const response = await page.goto(new URL(path, baseUrl).href, { waitUntil: 'load' });
  return response;
}
