// Ticking a box chooses; the button acts (WCAG 3.2.2).

// What a tick makes the page ask for: the number for its button, which always comes, and nothing before it.
export async function tickingDoesNotSubmit(page) {
  const before = page.url();
  const submitted = [];
  const note = (request) => {
    if (new URL(request.url()).pathname === new URL(before).pathname) submitted.push(request.url());
  };
  const box = page.locator('main form input[type=checkbox]').first();
  const first = await page.locator('main h1').textContent();
  await box.evaluate((element) => {
    for (let at = element; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  });
  page.on('request', note);
  try {
    await box.focus();
    const answered = page.waitForResponse((response) => /\/(api\/v1\/)?search\?/.test(response.url()));
    await page.keyboard.press('Space');
    await answered;
  } finally {
    page.off('request', note);
  }
  if (submitted.length || page.url() !== before) return ['facets: ticking a box submits the form'];
  if (!(await box.isChecked())) return ['facets: Space does not tick a box'];
  if ((await page.locator('main h1').textContent()) !== first) return ['facets: ticking a box changes the results'];
  if (!(await box.evaluate((element) => element === document.activeElement))) return ['facets: ticking a box moves the focus'];
  return [];
}
