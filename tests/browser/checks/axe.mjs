// axe-core with every WCAG 2.2 A and AA rule and its best practices, target-size on.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],  // and nothing worked out for what passes: half the time
  preload: false,
};

// Needs scripts allowed in the page: with JavaScript off axe never answers.
export async function axe(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (options) => {
    const { violations } = await window.axe.run(document, options);
    const why = (node) => (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? '';
    return violations.flatMap((violation) => violation.nodes.map((node) => `axe ${violation.id}: ${node.target.join(' ')}: ${why(node)}`));
  }, options);
}
