// What a screen reader steers by: headings, landmarks, names of groups, status nodes, the skip link. Works without JavaScript too.

export async function headings(page) {
  return page.evaluate(() => {
    const findings = [];
    const open = [...document.querySelectorAll('dialog[open]')].at(-1);
    const shown = [...(open ?? document).querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((heading) => heading.checkVisibility());
    if (!open) {
      const first = shown.filter((heading) => heading.tagName === 'H1');
      if (first.length !== 1) findings.push(`headings: ${first.length} h1`);
    }
    let last = open ? Number(shown[0]?.tagName[1] ?? 1) - 1 : 0;
    for (const heading of shown) {
      const level = Number(heading.tagName[1]);
      if (level > last + 1) findings.push(`headings: h${level} "${heading.textContent.trim()}" follows h${last}`);
      if (!heading.textContent.trim()) findings.push(`headings: an empty h${level}`);
      last = level;
    }
    return findings;
  });
}

export async function landmarks(page) {
  return page.evaluate(() => {
    const findings = [];
    const count = (selector) => document.querySelectorAll(selector).length;
    if (count('main') !== 1) findings.push(`landmarks: ${count('main')} main`);
    if (count('body > header') !== 1) findings.push(`landmarks: ${count('body > header')} header of the page`);
    if (count('body > footer') !== 1) findings.push(`landmarks: ${count('body > footer')} footer of the page`);
    if (count('[role=search], search') < 1) findings.push('landmarks: no search');
    const names = [...document.querySelectorAll('nav')].map(
      (nav) => nav.getAttribute('aria-label') ?? document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent ?? '',
    );
    names.forEach((name, index) => {
      if (!name.trim()) findings.push('landmarks: a nav without a name');
      if (names.indexOf(name) !== index) findings.push(`landmarks: two navs are called "${name}"`);
    });
    if (!document.documentElement.lang) findings.push('landmarks: the page does not say its language');
    if (!document.title.trim()) findings.push('landmarks: the page has no title');
    return findings;
  });
}

// Two status nodes wait, empty, from the first byte: text put into a node that comes later is not announced.
export async function statusNodes(page) {
  return page.evaluate(async () => {
    const findings = [];
    const served = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
    const nodes = [...served.querySelectorAll('[role=status]')];
    if (nodes.length !== 2) findings.push(`status: ${nodes.length} nodes with role=status in the served page`);
    for (const node of nodes) {
      if (node.textContent.trim()) findings.push('status: a node is served with text');
      if (!node.id || document.getElementById(node.id)?.getAttribute('role') !== 'status') findings.push('status: a node is gone or changed its role');
      if (node.closest('[hidden], [aria-hidden=true]') || node.getAttribute('aria-live') === 'off') findings.push('status: a node is hidden from screen readers');
    }
    return findings;
  });
}

// Checkboxes and radios belong to a group that says what is asked.
export async function groupNames(page) {
  return page.evaluate(() => {
    const findings = [];
    const byName = new Map();
    for (const input of document.querySelectorAll('input[type=checkbox][name], input[type=radio][name]')) {
      byName.set(input.name, [...(byName.get(input.name) ?? []), input]);
    }
    for (const [name, inputs] of byName) {
      if (inputs.length < 2) continue;
      const groups = new Set(inputs.map((input) => input.closest('fieldset, [role=group], [role=radiogroup]')));
      for (const group of groups) {
        const legend = group?.tagName === 'FIELDSET' ? group.querySelector(':scope > legend') : null;
        const said =
          legend?.textContent.trim() ||
          group?.getAttribute('aria-label')?.trim() ||
          group?.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ').trim();
        if (!said) findings.push(`groups: the choices "${name}" have no legend`);
      }
    }
    for (const fieldset of document.querySelectorAll('fieldset')) {
      if (fieldset.firstElementChild?.tagName !== 'LEGEND') findings.push('groups: a fieldset does not begin with its legend');
    }
    return findings;
  });
}

export async function tabOrder(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('[tabindex]')]
      .filter((element) => element.tabIndex > 0)
      .map((element) => `tab order: tabindex=${element.tabIndex} on <${element.tagName.toLowerCase()}> "${element.textContent.trim().slice(0, 40)}"`),
  );
}

// Every link of the page to a place in itself has that place, and no id is there twice.
export async function anchors(page) {
  return page.evaluate(() => {
    const findings = [];
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    new Set(ids.filter((id, index) => ids.indexOf(id) !== index)).forEach((id) => findings.push(`anchors: the id "${id}" is there twice`));
    for (const link of document.querySelectorAll('a[href]')) {
      const url = new URL(link.href);
      if (url.pathname + url.search !== location.pathname + location.search || !url.hash) continue;
      if (!document.getElementById(decodeURIComponent(url.hash.slice(1)))) findings.push(`anchors: "${link.textContent.trim()}" leads to ${url.hash}, which is not there`);
    }
    return findings;
  });
}

// The first stop of the keyboard is the skip link: it comes into view, and takes the reader into main.
export async function skipLink(page) {
  const findings = [];
  await page.evaluate(() => {
    document.activeElement?.blur();
    window.scrollTo(0, 0);
  });
  await page.keyboard.press('Tab');
  // After the last element of a page the focus is on the page itself for one stop.
  if (await page.evaluate(() => document.activeElement === document.body)) await page.keyboard.press('Tab');
  const stop = await page.evaluate(() => {
    const link = document.activeElement;
    const box = link.getBoundingClientRect();
    return {
      isLink: link.matches('a[href^="#"]'),
      name: link.textContent.trim().slice(0, 40),
      inView: box.width > 1 && box.height > 1 && box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
    };
  });
  if (!stop.isLink) return [`skip link: the first stop of the keyboard is "${stop.name}"`];
  if (!stop.inView) findings.push('skip link: it has the focus and cannot be seen');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => Boolean(document.activeElement?.closest('main')) || !document.querySelector('main :is(a[href], button, input, select, textarea, summary)'));
  if (!inMain) findings.push('skip link: the next stop after it is not in main');
  return findings;
}

export const structure = async (page) => [
  ...(await headings(page)),
  ...(await landmarks(page)),
  ...(await statusNodes(page)),
  ...(await groupNames(page)),
  ...(await tabOrder(page)),
  ...(await anchors(page)),
];
