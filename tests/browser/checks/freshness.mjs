// How fresh a piece of guidance is stands there in words, for every result: a colour alone tells nothing to many.

const pattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\{\w+\\\}/g, '\\S.*?');

// items: what the API says of the same search; messages: the page's language's words.
export async function freshnessInWords(page, items, messages) {
  const words = Object.fromEntries(['ok', 'due', 'overdue'].map((state) => [state, pattern(messages[`freshness_${state}`])]));
  const findings = [];
  if (new Set(Object.values(words)).size !== 3) findings.push('freshness: two states are said in the same words');
  const expected = items.map((item) => ({ url: item.url.split(/[?#]/)[0], state: item.freshness.state, words: words[item.freshness.state] }));
  return findings.concat(
    await page.evaluate((expected) => {
      const visibleText = (root) => {
        const texts = [];
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const range = document.createRange();
          range.selectNodeContents(node);
          const box = range.getBoundingClientRect();
          const parent = node.parentElement;
          const clipped = (at) => at && at !== root && (at.getBoundingClientRect().width <= 1 || clipped(at.parentElement));
          if (box.width > 1 && parent.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !clipped(parent)) texts.push(node.textContent);
        }
        return texts.join(' ').replace(/\s+/g, ' ');
      };
      return expected.flatMap(({ url, state, words }) => {
        const link = [...document.querySelectorAll('main a[href]')].find((one) => new URL(one.href).pathname === url && one.closest('li'));
        if (!link) return [`freshness: no result leads to ${url}`];
        return new RegExp(words).test(visibleText(link.closest('li'))) ? [] : [`freshness: ${url} is ${state}, and its result does not say so`];
      });
    }, expected),
  );
}
