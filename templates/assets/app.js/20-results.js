// Results in place: the same address gives the same page; only what differs is put in.

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
