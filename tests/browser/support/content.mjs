// What the guidance says, read from content/: so that tests know which phrase is of which language, without asking the server.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectRoot } from './server.mjs';
import { languages } from './browser.mjs';

const folder = join(projectRoot, 'content');
const unquoted = (text) => text.trim().replace(/^(["'])(.*)\1$/, '$2');

// {fi: {id: {title, summary, headings, file}}, …}
export const articles = Object.fromEntries(
  languages.map((lang) => {
    const files = readdirSync(join(folder, lang), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((topic) => readdirSync(join(folder, lang, topic.name)).filter((name) => name.endsWith('.md')).map((name) => join(topic.name, name)));
    return [lang, Object.fromEntries(files.map((file) => [file.replace(/^.*\/|\.md$/g, ''), readArticle(join(folder, lang, file))]))];
  }),
);

function readArticle(file) {
  const text = readFileSync(file, 'utf8');
  const [, front, body] = text.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/);
  const field = (name) => unquoted(front.match(new RegExp(`^${name}: *(.*)$`, 'm'))?.[1] ?? '');
  return {
    file,
    title: field('title'),
    summary: field('summary'),
    headings: [...body.matchAll(/^#{2,4} +(.+)$/gm)].map((match) => match[1].trim()),
  };
}

// Words that are equal or related, one language after another: lists in brackets below the language's own line.
function synonyms(text) {
  return languages.flatMap((lang) => {
    const own = text.split(new RegExp(`^${lang}:$`, 'm'))[1]?.split(/^\w+:$/m)[0] ?? '';
    return [...own.matchAll(/\[([^\]]*)\]/g)].flatMap(([, words]) => words.split(',').map((word) => [unquoted(word), lang]));
  });
}

// Every title, summary, heading, term and synonym → the languages it is written in.
export const knownPhrases = (() => {
  const known = new Map([['Suomi', ['fi']], ['Suomeksi', ['fi']], ['English', ['en']], ['In English', ['en']], ['Svenska', ['sv']], ['På svenska', ['sv']]]);
  const add = (text, lang) => known.set(text, [...new Set([...(known.get(text) ?? []), lang])]);
  for (const lang of languages) {
    for (const { title, summary, headings } of Object.values(articles[lang])) [title, summary, ...headings].forEach((text) => add(text, lang));
  }
  for (const [word, lang] of synonyms(readFileSync(join(folder, 'synonyms.yaml'), 'utf8'))) add(word, lang);
  const glossary = readFileSync(join(folder, 'glossary.yaml'), 'utf8');
  for (const [, lang, words] of glossary.matchAll(/^ {2}(fi|en|sv): \[(.*)\]$/gm)) words.split(',').forEach((word) => add(unquoted(word), lang));
  for (const [, lang, sentence] of glossary.matchAll(/^ {4}(fi|en|sv): "(.*)"$/gm)) add(sentence, lang);
  return known;
})();

// The interface's own words: {fi: {key: text}, …}
export const messages = Object.fromEntries(
  languages.map((lang) => {
    const lines = readFileSync(join(projectRoot, 'templates/messages', lang), 'utf8').split('\n');
    return [lang, Object.fromEntries(lines.filter((line) => /^[a-z]/.test(line)).map((line) => [line.split(' = ')[0], line.split(' = ').slice(1).join(' = ')]))];
  }),
);
