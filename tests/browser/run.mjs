#!/usr/bin/env node
// Runs the browser tests against one real server, in one browser:
//   node tests/browser/run.mjs [--programs build/run] [--only PATTERN] [FILE.test.mjs…]
//   --only PATTERN                    tests whose name matches
//   TISKI_URL=http://127.0.0.1:8080   tests a server that runs already
//   TISKI_THOROUGH=1                  every page × state × theme × width × language, not a choice of them
//   CHROMIUM=/path/to/chromium
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';

import { launchOptions } from './support/browser.mjs';
import { projectRoot, startServer } from './support/server.mjs';
import { slowest } from './support/slowest.mjs';

const { values, positionals } = parseArgs({
  options: { programs: { type: 'string', default: 'build/run' }, only: { type: 'string' } },
  allowPositionals: true,
});
const here = join(projectRoot, 'tests/browser');
const all = readdirSync(here).filter((name) => name.endsWith('.test.mjs')).sort();
const chosen = positionals.length ? positionals.map((name) => name.replace(/^.*\//, '')) : all;
const reports = join(projectRoot, 'build/reports');
mkdirSync(reports, { recursive: true });

let running;
let browser;
let server;

function nodeTest(files, concurrency, env, report) {
  if (!files.length) return 0;
  const args = [
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-reporter=spec', '--test-reporter-destination=stdout',
    '--test-reporter=tap', `--test-reporter-destination=${join(reports, report)}`,
    ...(values.only ? [`--test-name-pattern=${values.only}`] : []),
    ...files.map((name) => join(here, name)),
  ];
  running = spawn(process.execPath, args, { cwd: here, env: { ...process.env, ...env }, stdio: 'inherit' });
  return new Promise((resolve) => running.once('exit', (code, signal) => resolve(signal ? 1 : code)));
}

async function stopAndExit(code) {
  running?.kill('SIGTERM');
  await browser?.close();
  await server?.stop();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stopAndExit(130));

if (!process.env.TISKI_URL) server = await startServer({ programs: values.programs });
// A bare machine may know no name, not even localhost.
browser = await chromium.launchServer({ ...launchOptions, host: '127.0.0.1' });
const env = { TISKI_URL: server?.url ?? process.env.TISKI_URL, TISKI_PROGRAMS: values.programs, TISKI_BROWSER: browser.wsEndpoint() };
console.log(`browser tests against ${env.TISKI_URL}`);
// Lighthouse measures time and has a browser of its own: it comes after the others, with the machine to itself.
const isAlone = (name) => name.startsWith('lighthouse');
const together = await nodeTest(chosen.filter((name) => !isAlone(name)), cpus().length + 1, env, 'browser.tap');
await browser.close();
if (!positionals.length) {
  console.log('the slowest:');
  for (const { name, seconds } of slowest(join(reports, 'browser.tap'), 10)) console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
}
const alone = await nodeTest(chosen.filter(isAlone), 1, env, 'browser-lighthouse.tap');
await stopAndExit(together || alone ? 1 : 0);
