// A walk with the Tab key: where it stops, whether the focus is seen there, and whether anything lies over it.

const focusable = 'a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, [tabindex]';

// Walks from the top of the page to its end (or back again), at most so many stops, and judges every stop.
// Gives {stops: [name…], findings, isRound}.
export async function walk(page, { backwards = false, most = 4000 } = {}) {
  const findings = [];
  const stops = [];
  await page.evaluate(prepare, focusable);
  for (let n = 0; n < most; n++) {
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
    const stop = await page.evaluate(() => window.__walk.judge());
    if (!stop) return { stops, findings, isRound: true };
    stops.push(stop.name);
    findings.push(...stop.findings);
  }
  return { stops, findings, isRound: false };
}

// Everything that can be pressed is reached: what the walk never came to.
export async function unreached(page) {
  return page.evaluate(() => window.__walk.unreached());
}

// In the page: remembers how everything looks without the focus, and leaves the judges there.
function prepare(focusable) {
  document.activeElement?.blur();
  window.scrollTo(0, 0);

  // What may tell the focused element from the others, on it or around it.
  const look = (element) =>
    [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling].filter(Boolean).map((part) => {
      const style = getComputedStyle(part);
      const outline = hasOutline(style) ? style.outlineStyle + style.outlineWidth + style.outlineColor : 'none';
      return [outline, style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor, style.textDecorationLine, style.textDecorationThickness].join(';');
    });
  const hasOutline = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  const before = new Map([...document.querySelectorAll(focusable)].map((element) => [element, look(element)]));
  const seen = new Set();

  const tag = (element) => `<${element.tagName.toLowerCase()}${element.className && typeof element.className === 'string' ? ` class="${element.className}"` : ''}>`;
  const nameOf = (element) => {
    const text = element.labels?.[0]?.textContent || element.getAttribute('aria-label') || element.textContent || element.id;
    return `<${element.tagName.toLowerCase()}> "${text.replace(/\s+/g, ' ').trim().slice(0, 40)}"`;
  };

  const channels = (color) => {
    const match = color?.match(/^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/);
    return match ? match.slice(1).map((part) => (part === undefined ? 1 : Number(part))) : null;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (channels(color)?.[3] === 1) return color;
    }
    return null;
  };
  const luminance = ([r, g, b]) => {
    const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const contrast = (a, b) => {
    const [first, second] = [channels(a), channels(b)];
    if (!first || !second || first[3] !== 1) return null;
    const [high, low] = [luminance(first), luminance(second)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  const seenFocus = (element, name) => {
    const was = before.get(element);
    const now = look(element);
    if (was && now.every((part, index) => part === was[index])) return [`focus visible: ${name} looks the same with the focus as without`];
    const style = getComputedStyle(element);
    if (!hasOutline(style)) return [];
    const ground = parseFloat(style.outlineOffset) < 0 ? element : element.parentElement;
    const ratio = contrast(style.outlineColor, behind(ground));
    return ratio !== null && ratio < 3 ? [`focus visible: the outline of ${name} has a contrast of ${ratio.toFixed(1)}, 3 needed`] : [];
  };

  const obscured = (element, name) => {
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const [right, bottom] = [Math.min(box.right, innerWidth), Math.min(box.bottom, innerHeight)];
    if (right - left < 1 || bottom - top < 1) return [`focus obscured: ${name} is out of view`];
    const dx = Math.min(4, (right - left) / 3);
    const dy = Math.min(4, (bottom - top) / 3);
    const points = [
      [(left + right) / 2, (top + bottom) / 2],
      [left + dx, top + dy], [right - dx, top + dy], [left + dx, bottom - dy], [right - dx, bottom - dy],
    ];
    for (const [x, y] of points) {
      for (let at = document.elementFromPoint(x, y); at && !at.contains(element) && !element.contains(at); at = at.parentElement) {
        if (/fixed|sticky|absolute/.test(getComputedStyle(at).position)) return [`focus obscured: ${tag(at)} lies over ${name}`];
      }
    }
    return [];
  };

  window.__walk = {
    judge() {
      const element = document.activeElement;
      if (!element || element === document.body || element === document.documentElement || seen.has(element)) return null;
      seen.add(element);
      const name = nameOf(element);
      return { name, findings: [...seenFocus(element, name), ...obscured(element, name)] };
    },
    unreached() {
      return [...document.querySelectorAll(focusable)]
        .filter((element) => {
          if (element.tabIndex < 0 || seen.has(element) || element.closest('[inert]')) return false;
          if (!element.checkVisibility({ checkVisibilityCSS: true })) return false;
          if (element.matches('input[type=radio]')) return ![...document.getElementsByName(element.name)].some((other) => seen.has(other));
          return true;
        })
        .map((element) => `keyboard: Tab never comes to ${nameOf(element)}`);
    },
  };
}
