// What an article page remembers: ticks for the session, saved and recently read in this browser; and feedback without leaving.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, visit, withPage } from './support/browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const checklistPage = '/fi/a/vuoron-alun-tarkistuslista';

function reader(name, work, settings = {}) {
  test(name, { timeout: 180000 }, () =>
    withPage(browser, settings, async (page) => {
      await work(page);
      assert.deepEqual(page.faults, []);
    }),
  );
}

reader('ticks stay when the reader comes back, and are cleared on request', async (page) => {
  await visit(page, checklistPage);
  const list = page.locator('.checklist').first();
  const count = await list.locator('input').count();
  const progress = page.locator('.checklist + .tools .progress').first();
  assert.equal(await progress.textContent(), `0/${count} tehty`);
  await list.locator('input').nth(1).check();
  assert.equal(await progress.textContent(), `1/${count} tehty`);
  await visit(page, '/fi/');
  await visit(page, checklistPage);
  assert.ok(await list.locator('input').nth(1).isChecked());
  assert.equal(await progress.textContent(), `1/${count} tehty`);
  await page.locator('.checklist + .tools button').first().click();
  assert.equal(await list.locator('input:checked').count(), 0);
  await page.reload();
  assert.equal(await list.locator('input:checked').count(), 0);
});

reader('ticks of one article are not ticks of another', async (page) => {
  await visit(page, checklistPage);
  await page.locator('.checklist input').first().check();
  const keys = await page.evaluate(() => Object.keys(sessionStorage));
  assert.deepEqual(keys, [`tiski.ticks.${checklistPage}`]);
});

reader('an article is saved and let go, and the home page lists it', async (page) => {
  await visit(page, '/fi/a/vihainen-asiakas');
  await page.locator('#save').click();
  assert.equal(await page.locator('#save').getAttribute('aria-pressed'), 'true');
  await visit(page, '/fi/');
  assert.equal(await page.locator('#saved a').getAttribute('href'), '/fi/a/vihainen-asiakas');
  assert.equal(await page.locator('#recent a').count(), 1);
  await page.locator('[data-clear=recent]').click();
  assert.equal(await page.locator('#recent').isVisible(), false);
  await page.locator('#saved a').click();
  await page.locator('#save').click();
  assert.equal(await page.locator('#save').getAttribute('aria-pressed'), 'false');
  await visit(page, '/fi/');
  assert.equal(await page.locator('#saved').isVisible(), false);
});

reader('a shared computer remembers nothing', async (page) => {
  await page.route('**/fi/**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('<html lang="fi"', '<html lang="fi" data-shared') });
  });
  await visit(page, '/fi/a/vihainen-asiakas');
  assert.equal(await page.locator('#save').isVisible(), false);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
});

reader('feedback is sent and thanked for in place', async (page) => {
  await visit(page, '/fi/a/kun-tuotetta-ei-ole');
  const url = page.url();
  const sent = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('#feedback-form [value=helped]').click();
  assert.equal((await sent).status(), 303);
  await page.locator('#feedback-thanks').waitFor();
  assert.equal(page.url(), url);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'feedback-thanks');
});

reader('feedback that cannot be fetched is posted as a form', async (page) => {
  await page.route('**/fi/feedback', (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
  await visit(page, '/fi/a/kun-tuotetta-ei-ole');
  await page.locator('#feedback-form [value=helped]').click();
  await page.waitForURL(/sent=1/);
});

// The page as a desk has it, with a clock of the test's.
async function atDesk(page) {
  await page.clock.install();
  await page.route('**/fi/**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/<html lang="fi"( data-desk)?/, '<html lang="fi" data-desk') });
  });
  await visit(page, '/fi/a/vihainen-asiakas');
  return { isWarned: () => page.locator('#idle').evaluate((dialog) => dialog.open) };
}

reader('a desk goes home when nobody is there, after a warning that any key answers', async (page) => {
  const { isWarned } = await atDesk(page);
  await page.clock.runFor(55000);
  assert.equal(await isWarned(), false);
  await page.clock.runFor(7000);
  assert.equal(await isWarned(), true);
  await page.keyboard.press('Shift');
  assert.equal(await isWarned(), false);
  await page.clock.runFor(55000);
  assert.equal(await isWarned(), false);
  await page.clock.runFor(40000);
  await page.waitForURL((url) => url.pathname === '/fi/');
}, { own: true });

reader('who comes back to a page by Back is not sent home from it', async (page) => {
  const { isWarned } = await atDesk(page);
  await page.clock.runFor(55000);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.clock.runFor(20000);
  assert.equal(await isWarned(), false);
  assert.equal(new URL(page.url()).pathname, '/fi/a/vihainen-asiakas');
}, { own: true });

reader('what another tab saves and clears is seen in this one, and on a page that Back brings as it was', async (page) => {
  await visit(page, '/fi/');
  const other = await page.context().newPage();
  await visit(other, '/fi/a/vihainen-asiakas');
  await other.locator('#save').click();
  await page.locator('#saved a[href="/fi/a/vihainen-asiakas"]').waitFor();
  await page.evaluate(() => {
    localStorage.removeItem('tiski.saved');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await page.locator('#saved').waitFor({ state: 'hidden' });
  await other.locator('#save[aria-pressed=false]').waitFor();
}, { own: true });
