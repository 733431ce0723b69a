// Nothing runs off the page, nothing is cut off, and everything is large enough to hit. Works without JavaScript too.

// At 320 px (which is 400 % of 1280) a reader scrolls in one direction only.
export async function reflow(page) {
  return page.evaluate(() => {
    const findings = [];
    const width = document.documentElement.clientWidth;
    const scroll = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
    const path = (element) => `<${element.tagName.toLowerCase()}${element.className && typeof element.className === 'string' ? ' class="' + element.className + '"' : ''}>`;
    const visible = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const hiddenOnPurpose = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        if ((style.position === 'absolute' || style.position === 'fixed') && (box.width <= 1 || box.height <= 1 || style.clipPath !== 'none' || style.clip !== 'auto')) return true;
      }
      return false;
    };
    const offPage = [...document.body.querySelectorAll('*')].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && box.height > 0 && (box.right > width + 1 || box.left < -1) && visible(element) && !hiddenOnPurpose(element) && !element.closest('svg');
    });
    const inScroller = (element) => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
      return false;
    };
    if (scroll > width + 1) findings.push(`reflow: the page is ${scroll} px wide in a window of ${width} px`);
    for (const element of offPage.filter((one) => !offPage.includes(one.parentElement)).slice(0, 5)) {
      if (element.closest('.skip-link') || inScroller(element)) continue;
      const box = element.getBoundingClientRect();
      findings.push(`reflow: ${path(element)} "${element.textContent.trim().slice(0, 30)}" reaches from ${Math.round(box.left)} to ${Math.round(box.right)} px of ${width}`);
    }
    // Text cut off by its own box.
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.textContent.trim() || !visible(element) || hiddenOnPurpose(element)) continue;
      const style = getComputedStyle(element);
      if (!/hidden|clip/.test(style.overflowX + style.overflowY)) continue;
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
      if (own && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2)) {
        findings.push(`reflow: the text of ${path(element)} "${element.textContent.trim().slice(0, 30)}" is cut off`);
      }
    }
    return findings;
  });
}

// A style sheet made by script: the policy of the pages (CSP) forbids inline styles, and it is to stay in force while we test.
export async function adoptStyle(page, text) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, text);
}

// With the spacing of WCAG 1.4.12 nothing is lost either.
export async function textSpacing(page) {
  await adoptStyle(page, '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
  const findings = await reflow(page);
  await adoptStyle(page, '');
  return findings.map((finding) => finding.replace('reflow', 'text spacing'));
}

// 24 px for everything that is pressed (44 by touch), but for links within a line of text. A checkbox is pressed by its label too, but is
// 18 px itself: it is what the eye aims at.
export async function targetSize(page, least = 24) {
  return page.evaluate((least) => {
    const findings = [];
    const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option]';
    const inText = (element) => {
      if (getComputedStyle(element).display !== 'inline') return false;
      const block = element.parentElement.closest('p, li, dd, dt, td, blockquote, h1, h2, h3, h4, figcaption, label, div, span');
      return block && block.textContent.replace(/\s+/g, ' ').trim().length > element.textContent.replace(/\s+/g, ' ').trim().length;
    };
    for (const element of document.querySelectorAll(controls)) {
      if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) || element.closest('.skip-link, [inert]') || inText(element)) continue;
      const box = element.getBoundingClientRect();
      if (box.width <= 1 && box.height <= 1) continue;
      let height = box.height;
      let width = box.width;
      if (element.matches('input[type=checkbox], input[type=radio]') && width >= 18 && height >= 18) {
        for (const label of element.labels ?? []) {
          const other = label.getBoundingClientRect();
          height = Math.max(height, other.height);
          width = Math.max(width, other.width);
        }
      }
      // A link that is a line of its own is as high as its line.
      if (element.matches('a') && getComputedStyle(element).display === 'inline') {
        height = Math.max(height, parseFloat(getComputedStyle(element).lineHeight) || 0);
      }
      if (width < least - 0.5 || height < least - 0.5) {
        findings.push(`target size: <${element.tagName.toLowerCase()}> "${(element.textContent || element.name || element.getAttribute('aria-label') || '').trim().slice(0, 30)}" is ${width.toFixed(0)} × ${height.toFixed(0)} px, ${least} needed`);
      }
    }
    return findings;
  }, least);
}
