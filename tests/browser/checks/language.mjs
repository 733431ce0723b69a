// A phrase in another language says so: a screen reader reads Swedish with a Swedish voice only when lang tells it.

// Function words by which six words or more tell their language.
const functionWords = {
  fi: 'ja on ei että kun jos hän sinä minä se ne tai mutta voit ole niin myös sitä mitä kuin hänen älä jotta vain sekä',
  en: 'the and is are of to you that it in for with not be or they do if your when a this what can',
  sv: 'och är att det inte som på för med en ett du den de om till kan av eller när vad inte säg han hon',
};

// known: phrase → its languages (support/content.mjs).
export async function foreignPhrases(page, known) {
  return page.evaluate(
    ([known, functionWords]) => {
      const findings = [];
      const languagesOf = new Map(known);
      const wordLists = Object.entries(functionWords).map(([lang, words]) => [lang, new Set(words.split(' '))]);
      const inline = 'mark, em, strong, b, i, q, abbr, code, br, wbr';
      const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true });
      const langOf = (element) => element.closest('[lang]')?.getAttribute('lang').split('-')[0];

      const guess = (text) => {
        const words = text.toLowerCase().match(/[a-zåäöéü']+/g) ?? [];
        if (words.length < 6) return null;
        const [first, second] = wordLists
          .map(([lang, set]) => [lang, words.filter((word) => set.has(word)).length])
          .sort((a, b) => b[1] - a[1]);
        return first[1] >= 2 && first[1] >= 2 * second[1] + 1 && first[1] >= words.length / 10 ? first[0] : null;
      };

      for (const element of document.body.querySelectorAll('*')) {
        if (element.matches(inline + ', script, style') || element.closest('svg') || !shown(element)) continue;
        const text = [...element.childNodes]
          .filter((node) => node.nodeType === 3 || (node.nodeType === 1 && node.matches(inline) && !node.hasAttribute('lang')))
          .map((node) => node.textContent)
          .join('')
          .replace(/\s+/g, ' ')
          .trim();
        if (!text) continue;
        const lang = langOf(element);
        const right = languagesOf.get(text) ?? languagesOf.get(text.replace(/^[^:]{2,12}: /, '')) ?? [guess(text)].filter(Boolean);
        if (right.length && !right.includes(lang)) findings.push(`language: "${text.slice(0, 60)}" is ${right.join(' or ')}, and is read as ${lang}`);
      }
      return findings;
    },
    [[...known], functionWords],
  );
}
