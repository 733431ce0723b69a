// What scripts add to Tiski's pages. Every page works without them; nothing here may be the only way to do a thing.
// Sections: tools, suggestions, results in place, keys, words to say, checklists, saved and recent, feedback, desk, offline.
const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

const main = $('#main');
const field = $('#q');
const searchForm = field.form;
const texts = $('#texts').dataset;
const isShared = 'shared' in root.dataset;

// ---- Tools

// A storage may be full or forbidden: then nothing is remembered, and all else works.
function remembered(storage, key, otherwise) {
  try {
    return JSON.parse(window[storage].getItem(`tiski.${key}`)) ?? otherwise;
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

// ---- Suggestions: a combobox with a listbox (ARIA 1.2). Focus stays in the field; nothing is chosen beforehand.

const list = $('#suggestions');
const suggesting = latest();
const suggestionLimit = 8;
let suggestTimer;
let countTimer;
let active = -1;
let shownFor;  // what the list answers; undefined when closed
let moves = 0;  // arrow presses that wait for the list

field.setAttribute('role', 'combobox');
field.setAttribute('aria-autocomplete', 'list');
field.setAttribute('aria-controls', list.id);
field.setAttribute('aria-expanded', 'false');

const typed = () => field.value.trim();

function choose(index) {
  active = index;
  [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
  if (index < 0) {
    field.removeAttribute('aria-activedescendant');
  } else {
    field.setAttribute('aria-activedescendant', list.children[index].id);
    list.children[index].scrollIntoView({ block: 'nearest' });
  }
}

// Below the last and above the first one is back in what was typed.
function move(by) {
  const places = list.children.length + 1;
  choose(((((active + 1 + by) % places) + places) % places) - 1);
}

function closeSuggestions() {
  clearTimeout(suggestTimer);
  clearTimeout(countTimer);
  suggesting.stop();
  choose(-1);
  shownFor = undefined;
  moves = 0;
  list.hidden = true;
  field.setAttribute('aria-expanded', 'false');
}

function optionOf({ type, label, url, detail }, index) {
  const option = document.createElement('li');
  option.id = `suggestion-${index + 1}`;
  option.dataset.url = url;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  // The commas are for those who hear the option as one line.
  const pause = () => element('span', 'visually-hidden', ', ');
  option.append(element('span', 'label', label), pause());
  if (detail) option.append(element('span', 'detail', detail), pause());
  option.append(element('span', 'type', texts[type] ?? ''));
  return option;
}

async function suggest() {
  const asked = typed();
  const url = new URL(field.dataset.suggest, location.href);
  url.searchParams.set('q', asked);
  url.searchParams.set('limit', suggestionLimit);
  let items;
  try {
    ({ items } = await json(url, suggesting.start()));
  } catch {
    return;  // aborted, or no suggestions to be had: the search itself still works
  }
  if (asked !== typed() || document.activeElement !== field) return;
  const waiting = moves;
  moves = 0;
  list.replaceChildren(...items.slice(0, suggestionLimit).map(optionOf));
  choose(-1);
  shownFor = asked;
  const count = list.children.length;
  list.hidden = count === 0;
  field.setAttribute('aria-expanded', String(count > 0));
  list.scrollTop = 0;
  if (count > 0 && waiting) move(waiting);
}

function tellCount() {
  if (shownFor !== typed()) return;
  const count = list.children.length;
  const text = count === 0 ? texts.suggestionsNone : count === 1 ? texts.suggestionsOne : texts.suggestionsOther;
  announce(statusOfResults, filled(text, { count }));
}

function typing() {
  clearTimeout(suggestTimer);
  clearTimeout(countTimer);
  suggesting.stop();
  moves = 0;
  if ([...typed()].length < 2) return closeSuggestions();
  choose(-1);
  suggestTimer = setTimeout(suggest, 120);
  countTimer = setTimeout(tellCount, 700);
}

function arrow(by) {
  if ([...typed()].length < 2) return;
  if (shownFor === typed()) return move(by);
  moves += by;
  clearTimeout(suggestTimer);
  suggest();
}

function open(url, inNewTab) {
  closeSuggestions();
  if (inNewTab) window.open(url, '_blank', 'noopener');
  else location.assign(url);
}

field.addEventListener('input', typing);
field.addEventListener('blur', closeSuggestions);
field.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && isPlain) {
    event.preventDefault();
    if (event.altKey && event.key === 'ArrowUp') closeSuggestions();
    else arrow(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Enter' && active >= 0) {
    event.preventDefault();
    open(list.children[active].dataset.url, event.ctrlKey || event.metaKey);
  } else if (event.key === 'Escape') {
    const wasOpen = !list.hidden;
    closeSuggestions();
    if (!wasOpen) field.value = '';
    event.preventDefault();
  }
});
// A press on the list leaves the focus, and so the list, where it is.
list.addEventListener('mousedown', (event) => event.preventDefault());
list.addEventListener('click', (event) => {
  const option = event.target.closest('[role=option]');
  if (option) open(option.dataset.url, event.ctrlKey || event.metaKey);
});
list.addEventListener('auxclick', (event) => {
  const option = event.target.closest('[role=option]');
  if (option && event.button === 1) open(option.dataset.url, true);
});
searchForm.addEventListener('submit', closeSuggestions);

// ---- Results in place: the same address gives the same page; only what differs is put in.

const loading = latest();
const counting = latest();
const isResults = () => $('#results-title') !== null;
const addressOf = (url) => url.pathname + url.search;
let shownAddress = addressOf(location);
let countDelay;

// The address that the form would lead to, without its empty fields.
function formAddress(form) {
  const url = new URL(form.action);
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
  return url;
}

const isNarrow = () => $('#facets > summary')?.getClientRects().length > 0;

function keepOpenGroups(next) {
  for (const group of $$('details[id]', main)) {
    const same = next.getElementById(group.id);
    if (same) same.open = group.open;
  }
}

function putIn(next) {
  keepOpenGroups(next);
  document.title = next.title;
  for (const id of ['search-carry', 'languages', 'printed']) $(`#${id}`)?.replaceChildren(...(next.getElementById(id)?.childNodes ?? []));
  const links = 'link[rel=canonical], link[rel=alternate]';
  $$(links).forEach((link) => link.remove());
  document.head.append(...$$(links, next.head));
  main.replaceChildren(...next.getElementById('main').childNodes);
  enhance();
}

// What had the focus may be there again: by its id, or as the link to the same place.
function placeOf(focused) {
  if (!main.contains(focused)) return () => null;
  const { id } = focused;
  const href = focused.getAttribute('href');
  return () => (id && document.getElementById(id)) || (href && $$('a', main).find((link) => link.getAttribute('href') === href));
}

function toHeading() {
  $('#results-title').focus({ preventScroll: true });
  scrollTo({ top: 0, behavior: 'instant' });
}

// focus: 'heading' after a step to other results, 'keep' where the reader goes on from the same place.
async function show(url, { focus, push }) {
  const signal = loading.start();
  const before = document.activeElement;
  const words = field.value;
  $('.results-main')?.setAttribute('aria-busy', 'true');
  let next;
  try {
    const response = await fetch(url, { signal, headers: { Accept: 'text/html' } });
    next = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (!response.ok || response.redirected || !next.getElementById('results-title')) throw new Error(`${response.status} from ${url}`);
  } catch {
    if (!signal.aborted) push ? location.assign(url) : location.reload();
    return;
  }
  if (signal.aborted) return;
  counting.stop();
  clearTimeout(countDelay);
  const isSame = addressOf(url) === shownAddress;
  if (push && !isSame) {
    history.replaceState({ ...history.state, top: scrollY }, '');
    history.pushState({}, '', url);
  }
  shownAddress = addressOf(url);
  const top = push ? scrollY : (history.state?.top ?? scrollY);
  const again = placeOf(document.activeElement);
  const hadFocus = main.contains(document.activeElement) || document.activeElement === document.body;
  putIn(next);
  // Whoever has begun to write anew is not disturbed.
  if (field.value === words) field.value = $('#q', next).getAttribute('value') ?? '';
  const hasMoved = before !== document.activeElement && !hadFocus;
  const same = focus === 'keep' ? again() : null;
  if (same) same.focus({ preventScroll: true });
  if (focus === 'heading' && !hasMoved) toHeading();
  else if (!same && hadFocus) $('#results-title').focus({ preventScroll: true });
  if (focus === 'keep') scrollTo({ top, behavior: 'instant' });
  announce(statusOfResults, $('#total').textContent);
}

const isSearchAddress = (url) => url.origin === location.origin && url.pathname === new URL(searchForm.action).pathname;

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!isResults() || event.defaultPrevented || (form !== searchForm && form.id !== 'facet-form')) return;
  event.preventDefault();
  const isFacets = form !== searchForm;
  if (isFacets && isNarrow()) $('#facets').open = false;
  else if (isFacets) return show(formAddress(form), { focus: 'keep', push: true });
  show(formAddress(form), { focus: 'heading', push: true });
});

main.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented || !isResults()) return;
  const url = new URL(link.href);
  if (!isSearchAddress(url) || url.hash) return;
  event.preventDefault();
  show(url, { focus: link.closest('.sorts') ? 'keep' : 'heading', push: true });
});

addEventListener('popstate', () => {
  // A move within the page, as by the skip link, comes here too.
  if (isResults() && addressOf(location) !== shownAddress) show(new URL(location.href), { focus: 'keep', push: false });
  else {
    loading.stop();
    $('.results-main')?.removeAttribute('aria-busy');
  }
});

// Ticking chooses, the button acts (WCAG 3.2.2): a tick changes the number on the button and nothing else.
async function count() {
  const form = $('#facet-form');
  const url = new URL(form.dataset.count, location.href);
  const lang = url.searchParams.get('lang');
  url.search = new URLSearchParams([['lang', lang], ...[...new FormData(form)].filter(([name, value]) => value !== '' && name !== 'lang'), ['per_page', '1']]);
  try {
    const { total } = await json(url, counting.start());
    $('#live-count').textContent = total;
  } catch {
    // The number stays as it was; the button leads to the results all the same.
  }
}

main.addEventListener('change', (event) => {
  if (!event.target.closest('#facet-form')) return;
  clearTimeout(countDelay);
  counting.stop();
  countDelay = setTimeout(count, 120);
});

// ---- Keys: what was written counts, not where the key is, so `/` works as Shift + 7 too.

const keysOn = $('#keys-on');
keysOn.checked = remembered('localStorage', 'keys', true);
keysOn.addEventListener('change', () => remember('localStorage', 'keys', keysOn.checked));

const isWriting = (target) => target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])');

function toField() {
  field.focus();
  field.select();
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.defaultPrevented || event.altKey || $('dialog[open]')) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'k' || event.shiftKey) return;
    event.preventDefault();
    toField();
  } else if (keysOn.checked && !isWriting(event.target) && (event.key === '/' || event.key === '?')) {
    event.preventDefault();
    if (event.key === '/') toField();
    else $('#keys').showModal();
  }
});

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open]');
  if (opener) document.getElementById(opener.dataset.open).showModal();
});

// ---- Words to say: copy with one press, show to the customer across the counter.

const linesOf = (phrase) => $$(':scope > :not(.tools)', phrase);
const wordsOf = (phrase) => linesOf(phrase).map((line) => line.textContent.trim()).join('\n');

function addSayTools(phrase) {
  if ($('.tools', phrase)) return;
  const tools = $('#say-tools').content.cloneNode(true).firstElementChild;
  if (phrase.closest('[lang]') !== root) tools.lang = root.lang;
  linesOf(phrase).forEach((line, index) => (line.id ||= `${phrase.id}-line-${index + 1}`));
  const ids = linesOf(phrase).map((line) => line.id).join(' ');
  for (const button of $$('button', tools)) button.setAttribute('aria-describedby', ids);
  phrase.append(tools);
}

function select(phrase) {
  const lines = linesOf(phrase);
  const range = document.createRange();
  range.setStartBefore(lines[0]);
  range.setEndAfter(lines[lines.length - 1]);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// What happened is read out, and stands on the button for a while.
function say(button, text) {
  announce(statusOfActions, text);
  button.dataset.name ??= button.textContent;
  button.textContent = text;
  clearTimeout(button.restoring);
  button.restoring = setTimeout(() => (button.textContent = button.dataset.name), 4000);
}

async function copy(button) {
  const phrase = button.closest('.phrase');
  try {
    await navigator.clipboard.writeText(wordsOf(phrase));
    say(button, texts.copied);
  } catch {
    // Plain HTTP has no clipboard, and a browser may refuse it.
    select(phrase);
    say(button, texts.selected);
  }
}

function showLarge(button) {
  const phrase = button.closest('.phrase');
  const line = $('#show > p');
  line.textContent = wordsOf(phrase);
  line.lang = phrase.closest('[lang]').lang;
  $('#show').showModal();
}

main.addEventListener('click', (event) => {
  const button = event.target.closest('.phrase button');
  if (button?.matches('[data-copy]')) copy(button);
  if (button?.matches('[data-show]')) showLarge(button);
});

// ---- Checklists: ticks are kept while the tab is open, for each article.

const ticksKey = `ticks.${location.pathname}`;

function addChecklistTools(checklist) {
  const template = $('#checklist-tools');
  if (!template) return;
  const tools = template.content.cloneNode(true).firstElementChild;
  const boxes = $$('input', checklist);
  const tell = () => ($('.progress', tools).textContent = filled(texts.done, { done: boxes.filter((box) => box.checked).length, count: boxes.length }));
  const keep = () => {
    remember('sessionStorage', ticksKey, $$('.checklist :checked').map((box) => box.id));
    tell();
  };
  const ticked = remembered('sessionStorage', ticksKey, []);
  for (const box of boxes) box.checked = ticked.includes(box.id);
  checklist.addEventListener('change', keep);
  $('button', tools).addEventListener('click', () => {
    for (const box of boxes) box.checked = false;
    keep();
    announce(statusOfActions, texts.cleared);
  });
  checklist.after(tools);
  tell();
}

// ---- Saved and recently read: in this browser only, and not at all on a shared computer.

const recentLimit = 8;
const without = (items, { id, lang }) => items.filter((item) => item.id !== id || item.lang !== lang);

function enhanceSaving() {
  const button = $('#save');
  if (isShared) {
    for (const name of ['saved', 'recent']) remember('localStorage', name, undefined);
    if (button) button.hidden = true;
    return;
  }
  if (!button) return;
  const { id, lang, url, title } = button.dataset;
  const item = { id, lang, url, title };
  remember('localStorage', 'recent', [item, ...without(remembered('localStorage', 'recent', []), item)].slice(0, recentLimit));
  const isSaved = () => without(remembered('localStorage', 'saved', []), item).length < remembered('localStorage', 'saved', []).length;
  const tell = () => button.setAttribute('aria-pressed', String(isSaved()));
  tell();
  button.addEventListener('click', () => {
    const others = without(remembered('localStorage', 'saved', []), item);
    const removed = isSaved();
    remember('localStorage', 'saved', removed ? others : [item, ...others]);
    tell();
    announce(statusOfActions, removed ? texts.unsaved : texts.saved);
  });
}

function listRemembered(section) {
  const items = isShared ? [] : remembered('localStorage', section.id, []);
  section.hidden = items.length === 0;
  $('ul', section).replaceChildren(
    ...items.map(({ url, title, lang }) => {
      const line = document.createElement('li');
      const link = element('a', '', title);
      link.href = url;
      if (lang !== root.lang) link.lang = lang;
      line.append(link);
      return line;
    }),
  );
}

main.addEventListener('click', (event) => {
  const name = event.target.closest('[data-clear]')?.dataset.clear;
  if (!name) return;
  remember('localStorage', name, undefined);
  listRemembered(document.getElementById(name));
  main.focus({ preventScroll: true });
  announce(statusOfActions, texts.cleared);
});

// ---- Feedback: sent without leaving the page; if that fails, as any form.

function enhanceFeedback(form) {
  form.addEventListener('submit', async (event) => {
    if (form.dataset.plainly) return;
    event.preventDefault();
    const { submitter } = event;
    const fields = new URLSearchParams(new FormData(form));
    if (submitter?.name) fields.set(submitter.name, submitter.value);
    try {
      // A kept report is answered with a redirect back to the article, which is shown already.
      const response = await fetch(form.action, { method: 'POST', body: fields, redirect: 'manual' });
      if (response.type !== 'opaqueredirect' && !response.ok) throw new Error(`${response.status}`);
    } catch {
      form.dataset.plainly = 'yes';
      form.requestSubmit(submitter);
      return;
    }
    form.hidden = true;
    const thanks = $('#feedback-thanks');
    thanks.hidden = false;
    thanks.focus();
  });
}

// ---- Desk: a screen that everyone uses returns to the home page, after a warning that any key or touch answers (WCAG 2.2.1).

const secondsBeforeWarning = 60;
const secondsBeforeReturn = 90;

function watchIdleness() {
  const dialog = $('#idle');
  const home = $('.brand a').href;
  let last = Date.now();
  const isAtRest = () => addressOf(location) === addressOf(new URL(home)) && field.value === '' && scrollY === 0 && !$('dialog[open]');
  const stay = () => {
    last = Date.now();
    if (dialog.open) dialog.close();
  };
  for (const type of ['pointerdown', 'keydown', 'wheel', 'touchstart', 'scroll', 'input']) addEventListener(type, stay, { passive: true, capture: true });
  setInterval(() => {
    const idle = (Date.now() - last) / 1000;
    if (isAtRest()) last = Date.now();
    else if (idle >= secondsBeforeReturn) leave();
    else if (idle >= secondsBeforeWarning && !dialog.open) dialog.showModal();
  }, 1000);
  const leave = () => {
    last = Date.now();
    try {
      sessionStorage.clear();
    } catch {
      // Then nothing was kept either.
    }
    location.replace(home);
  };
}

// ---- Every part of a page that scripts add to; again for what is put in later

function enhance() {
  for (const hidden of $$('.needs-script')) hidden.hidden = false;
  $$('.phrase').forEach(addSayTools);
}

enhance();
$$('.checklist').forEach(addChecklistTools);
enhanceSaving();
$$('#saved, #recent').forEach(listRemembered);
$('#print')?.addEventListener('click', () => print());
const feedbackForm = $('#feedback-form');
if (feedbackForm) enhanceFeedback(feedbackForm);
if ('desk' in root.dataset) watchIdleness();
