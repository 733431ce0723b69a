// The Nu HTML checker over whole pages, in one run of Java.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const jar = createRequire(import.meta.url)('vnu-jar');

// pages: {name: html}. Gives what is wrong as "name:line: message".
export async function validity(pages) {
  const folder = await mkdtemp(join(tmpdir(), 'tiski-vnu-'));
  try {
    const names = Object.keys(pages);
    // The checker wants file names, not a folder.
    const files = names.map((_, index) => join(folder, `${index}.html`));
    await Promise.all(files.map((file, index) => writeFile(file, pages[names[index]])));
    const output = await new Promise((resolve, reject) => {
      execFile('java', ['-Xss4m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-jar', jar, '--errors-only', '--format', 'json', ...files], { maxBuffer: 1 << 26, timeout: 120000 }, (error, _, stderr) =>
        error && !stderr.startsWith('{') ? reject(new Error(stderr || error.message)) : resolve(stderr),
      );
    });
    const { messages } = JSON.parse(output || '{"messages": []}');
    const grouped = new Map();
    for (const one of messages) {
      const name = `${names[files.findIndex((file) => one.url.endsWith(file))]}: ${one.message}`;
      grouped.set(name, [...(grouped.get(name) ?? []), one]);
    }
    return [...grouped].map(([name, all]) => `${name} (${all.length} ×, first in line ${all[0].lastLine}: ${(all[0].extract ?? '').trim().slice(0, 80)})`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
