// What was promised and what was measured: lines of the table that script/test prints, when TISKI_FIGURES names its file.
import { appendFileSync } from 'node:fs';
import { after } from 'node:test';

export function figure(name, target, measured, isMet) {
  if (process.env.TISKI_FIGURES) appendFileSync(process.env.TISKI_FIGURES, [name, target, measured, isMet ? 'yes' : 'no'].join('\t') + '\n');
}

// One figure for many tests: each that comes well to its end calls what this gives.
export function tally(name, target, total, what) {
  let well = 0;
  after(() => figure(name, target, `${well} of ${total} ${what}`, well === total));
  return () => void well++;
}
