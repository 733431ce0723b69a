// A real tiski-server with the real guidance on a free port.
import { spawn, execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

// Some guidance is overdue on this day, some is due within a month, most is neither: every freshness is seen.
export const testDay = '2027-03-25';

// Starts a server: {url, index, stop()}. `templates` may be a changed copy; `buildArgs` and `args` are further arguments of the two programs.
export async function startServer({ programs, content = 'content', templates = 'templates', buildArgs = [], args = [] }) {
  const folder = await mkdtemp(join(tmpdir(), 'tiski-browser-'));
  const env = { ...process.env, TISKI_TODAY: testDay };
  const index = join(folder, 'tiski.index');
  const program = (name) => resolve(projectRoot, programs, name);
  await run(program('indexer/tiski-indexer'), ['build', '--content', content, '--index', index, ...buildArgs], { cwd: projectRoot, env });
  const server = spawn(
    program('server/tiski-server'),
    ['--index', index, '--templates', templates, '--state', join(folder, 'tiski.db'), '--listen', '127.0.0.1:0', ...args],
    { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  server.stderr.on('data', (text) => (log = (log + text).slice(-20000)));
  const ended = new Promise((resolveEnd) => server.once('exit', resolveEnd));
  const stop = async () => {
    server.kill('SIGTERM');
    const forced = setTimeout(() => server.kill('SIGKILL'), 10000);
    await ended;
    clearTimeout(forced);
    await rm(folder, { recursive: true, force: true });
  };
  // The first line on standard output is the address.
  const url = await new Promise((resolveUrl, reject) => {
    createInterface({ input: server.stdout }).once('line', (line) => resolveUrl(line.match(/https?:\/\/\S+?(?=\/?$)/)?.[0]));
    ended.then((code) => reject(new Error(`tiski-server ended with ${code}:\n${log}`)));
    setTimeout(() => reject(new Error(`tiski-server said no address in 60 s:\n${log}`)), 60000).unref();
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, index, stop };
}
