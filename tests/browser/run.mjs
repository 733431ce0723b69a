#!/usr/bin/env node
// Runs the browser tests against one real server:  node tests/browser/run.mjs --programs build/run [FILE.test.mjs…]
//   TISKI_URL=http://127.0.0.1:8080   tests a server that runs already
//   TISKI_THOROUGH=1                  every page × state × theme × width × language, not a choice of them
//   CHROMIUM=/path/to/chromium
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { projectRoot, startServer } from './support/server.mjs';

const { values, positionals } = parseArgs({ options: { programs: { type: 'string', default: 'build/run' } }, allowPositionals: true });
const here = join(projectRoot, 'tests/browser');
const all = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();
const chosen = positionals.length ? positionals.map((name) => name.replace(/^.*\//, '')) : all;
const reports = join(projectRoot, 'build/reports');
mkdirSync(reports, { recursive: true });

function nodeTest(files, concurrency, env, report) {
  if (!files.length) return 0;
  const args = [
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-reporter=spec', '--test-reporter-destination=stdout',
    '--test-reporter=tap', `--test-reporter-destination=${join(reports, report)}`,
    ...files.map((name) => join(here, name)),
  ];
  const child = spawn(process.execPath, args, { cwd: here, env: { ...process.env, ...env }, stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ? 1 : code)));
}

let server;
if (!process.env.TISKI_URL) server = await startServer({ programs: values.programs });
const stopAndExit = async (code) => {
  await server?.stop();
  process.exit(code);
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopAndExit(130));

const env = { TISKI_URL: server?.url ?? process.env.TISKI_URL, TISKI_PROGRAMS: values.programs };
console.log(`browser tests against ${env.TISKI_URL}`);
// What measures time has the machine to itself, after the others.
const alone = chosen.filter((name) => name.startsWith('lighthouse'));
const together = chosen.filter((name) => !alone.includes(name));
const codes = [await nodeTest(together, 2, env, 'browser.tap'), await nodeTest(alone, 1, env, 'browser-lighthouse.tap')];
await stopAndExit(codes.some((code) => code !== 0) ? 1 : 0);
