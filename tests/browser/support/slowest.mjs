// The tests that took longest, out of a report that node:test wrote (TAP): where a run's time can be cut.
import { readFileSync } from 'node:fs';

const result = /^ *(?:not )?ok \d+ - (.*)\n *---\n *duration_ms: ([\d.]+)\n(?! *type: 'suite')/gm;

// [{name, seconds}], the longest first.
export function slowest(report, most) {
  return [...readFileSync(report, 'utf8').matchAll(result)]
    .map(([, name, milliseconds]) => ({ name, seconds: milliseconds / 1000 }))
    .filter(({ name }) => !name.includes('# SKIP'))
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, most);
}
