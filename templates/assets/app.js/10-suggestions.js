// Suggestions: a combobox with a listbox (ARIA 1.2). Focus stays in the field; nothing is chosen beforehand.

const list = $('#suggestions');
const suggesting = latest();
const suggestionLimit = 8;
let suggestTimer;
let countTimer;
let active = -1;
let shownFor;  // what the list answers; undefined when closed
let moves = 0;  // arrow presses that wait for the list
let opensWhenThere = false;  // Enter, pressed after them

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
  opensWhenThere = false;
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
  const signal = suggesting.start();
  let items;
  try {
    ({ items } = await json(url, signal));
  } catch {
    // Aborted, or no suggestions to be had: the search itself still works.
    if (!signal.aborted && opensWhenThere) searchForm.requestSubmit();
    return;
  }
  if (asked !== typed() || document.activeElement !== field) return;
  const waiting = moves;
  const opens = opensWhenThere;
  moves = 0;
  opensWhenThere = false;
  list.replaceChildren(...items.slice(0, suggestionLimit).map(optionOf));
  choose(-1);
  shownFor = asked;
  list.dataset.answers = asked;
  const count = list.children.length;
  list.hidden = count === 0;
  field.setAttribute('aria-expanded', String(count > 0));
  list.scrollTop = 0;
  if (count > 0 && waiting) move(waiting);
  if (!opens) return;
  if (active >= 0) open(list.children[active].dataset.url);
  else searchForm.requestSubmit();
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
  opensWhenThere = false;
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
// Phones compose every word, so what is being composed is suggested for as well; only its keys are left to the keyboard. (229: the Enter
// that ends a composition in Safari.)
const isOfComposition = (event) => event.isComposing || event.keyCode === 229;

field.addEventListener('keydown', (event) => {
  if (isOfComposition(event)) return;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && isPlain) {
    event.preventDefault();
    if (event.altKey && event.key === 'ArrowUp') closeSuggestions();
    else arrow(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Enter' && active >= 0) {
    event.preventDefault();
    open(list.children[active].dataset.url, event.ctrlKey || event.metaKey);
  } else if (event.key === 'Enter' && moves !== 0) {
    event.preventDefault();
    opensWhenThere = true;
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
