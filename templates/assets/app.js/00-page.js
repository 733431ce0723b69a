// What scripts add to Tiski's pages. Every page works without them; nothing here may be the only way to do a thing.
// One module: the files of this folder, joined in the order of their names.
const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

const main = $('#main');
const field = $('#q');
const searchForm = field.form;
const texts = $('#texts').dataset;
const isShared = 'shared' in root.dataset;

// A storage may be full or forbidden, or hold what another program at this address wrote: then nothing is remembered, and all else works.
const kindOf = (value) => (Array.isArray(value) ? 'array' : typeof value);
function remembered(storage, key, otherwise) {
  try {
    const value = JSON.parse(window[storage].getItem(`tiski.${key}`)) ?? otherwise;
    return kindOf(value) === kindOf(otherwise) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

function remember(storage, key, value) {
  try {
    if (value === undefined) window[storage].removeItem(`tiski.${key}`);
    else window[storage].setItem(`tiski.${key}`, JSON.stringify(value));
  } catch {
    // See above.
  }
}

// For what no reader waits for. Safari has no such call.
const whenIdle = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: 3000 }) : setTimeout(work, 500));

// Emptied first, so that the same words are read out again.
function announce(node, text) {
  node.textContent = '';
  clearTimeout(node.telling);
  node.telling = setTimeout(() => (node.textContent = text), 50);
}
const statusOfResults = $('#status-results');
const statusOfActions = $('#status-actions');

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

// Only the newest of a kind of request counts: starting one ends the one before, whose answer is never seen.
function latest() {
  let current;
  return {
    start() {
      current?.abort();
      current = new AbortController();
      return current.signal;
    },
    stop: () => current?.abort(),
  };
}

async function json(url, signal) {
  const response = await fetch(url, { signal, headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(`${response.status} from ${url}`);
  const value = await response.json();
  signal.throwIfAborted();
  return value;
}
