// A real tiski-server with the real guidance on a free port.
import { spawn, execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

// Some guidance is overdue on this day, some is due within a month, most is neither: every freshness is seen.
export const testDay = '2027-03-25';

// Every guide is in every language; a reader whose own guidance is not must still find this one, in the others.
export const untranslated = { lang: 'sv', topic: 'perusteet', id: 'asiakaspalvelun-sanasto' };

async function contentWithGap(folder) {
  const content = join(folder, 'content');
  await cp(join(projectRoot, 'content'), content, { recursive: true });
  const { lang, topic, id } = untranslated;
  await rm(join(content, lang, topic, `${id}.md`));
  for (const name of await readdir(join(content, lang), { recursive: true })) {
    if (!name.endsWith('.md')) continue;
    const text = await readFile(join(content, lang, name), 'utf8');
    const unrelated = text.replace(`, ${id}`, '').replace(`${id}, `, '');
    if (unrelated !== text) await writeFile(join(content, lang, name), unrelated);
  }
  return content;
}

// Starts a server: {url, index, stop()}. `templates` may be a changed copy; `buildArgs` and `args` are further arguments of the two programs.
export async function startServer({ programs, content, templates = 'templates', buildArgs = [], args = [] }) {
  const folder = await mkdtemp(join(tmpdir(), 'tiski-browser-'));
  const env = { ...process.env, TISKI_TODAY: testDay };
  const index = join(folder, 'tiski.index');
  const program = (name) => resolve(projectRoot, programs, name);
  await run(program('indexer/tiski-indexer'), ['build', '--content', content ?? (await contentWithGap(folder)), '--index', index, ...buildArgs], { cwd: projectRoot, env });
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
