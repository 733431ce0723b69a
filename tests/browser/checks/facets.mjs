// Ticking a box chooses; the button acts (WCAG 3.2.2).

export async function tickingDoesNotSubmit(page) {
  const before = page.url();
  let navigated = false;
  const note = (frame) => (navigated ||= frame === page.mainFrame());
  const box = page.locator('main form input[type=checkbox]').first();
  const first = await page.locator('main h1').textContent();
  await box.evaluate((element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  });
  page.on('framenavigated', note);
  await box.focus();
  await page.keyboard.press('Space');
  await page.waitForTimeout(700);
  page.off('framenavigated', note);
  const findings = [];
  if (navigated || page.url() !== before) findings.push('facets: ticking a box submits the form');
  else if (!(await box.isChecked())) findings.push('facets: Space does not tick a box');
  else if ((await page.locator('main h1').textContent()) !== first) findings.push('facets: ticking a box changes the results');
  else if (!(await box.evaluate((element) => element === document.activeElement))) findings.push('facets: ticking a box moves the focus');
  return findings;
}
