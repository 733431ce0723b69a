// Saved and recently read: in this browser only, and not at all on a shared computer.

const recentLimit = 8;
const isArticle = (item) => /^\/(?!\/)/.test(item?.url) && typeof item.title === 'string';
const articlesIn = (name) => remembered('localStorage', name, []).filter(isArticle);
const without = (items, { id, lang }) => items.filter((item) => item.id !== id || item.lang !== lang);

// Another tab saves or clears, and Back may bring a page as it was left: what is shown follows what is kept.
function followKept(name, tell) {
  addEventListener('storage', (event) => [null, `tiski.${name}`].includes(event.key) && tell());
  addEventListener('pageshow', (event) => event.persisted && tell());
}

function enhanceSaving() {
  const button = $('#save');
  if (isShared) {
    for (const name of ['saved', 'recent', 'read', 'answers', 'paths']) remember('localStorage', name, undefined);
    if (button) button.hidden = true;
    return;
  }
  if (!button) return;
  const { id, lang, url, title } = button.dataset;
  const item = { id, lang, url, title };
  const isSaved = () => without(articlesIn('saved'), item).length < articlesIn('saved').length;
  const tell = () => button.setAttribute('aria-pressed', String(isSaved()));
  // The storage waits for a task of its own, so that it keeps nobody from the page; whoever leaves before it has read the guide all the same.
  let isNoted = false;
  const note = () => {
    if (isNoted) return;
    isNoted = true;
    noteReading(button.dataset);
    remember('localStorage', 'recent', [item, ...without(articlesIn('recent'), item)].slice(0, recentLimit));
    tell();
  };
  setTimeout(note);
  addEventListener('pagehide', note);
  followKept('saved', tell);
  button.addEventListener('click', () => {
    const others = without(articlesIn('saved'), item);
    const removed = isSaved();
    remember('localStorage', 'saved', removed ? others : [item, ...others]);
    tell();
    announce(statusOfActions, removed ? texts.unsaved : texts.saved);
  });
}

function listRemembered(section) {
  const items = isShared ? [] : articlesIn(section.id);
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
