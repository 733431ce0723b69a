// Keeps the frame of the pages and the guides read last, for the moments when the server cannot be reached. Nothing is
// ever answered from here while the server answers. Runs on localhost and HTTPS only; without it all works, but online.

const SHELL = ['{{asset.app.css}}', '{{asset.app.js}}', '{{asset.icon.svg}}'];
const SHELL_CACHE = `shell ${SHELL.join(' ')}`;  // hashed names: another version, another cache
const PAGES_CACHE = 'pages 1';
const GENERATION = '/generation';  // in the cache: the index that the kept pages are of
const MOST_GUIDES = 30;
const HOME = /^\/[a-z]{2,3}\/$/;
const GUIDE = /^\/[a-z]{2,3}\/a\/[a-z0-9-]+$/;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request, url.pathname));
  else if (request.mode === 'navigate') event.respondWith(page(event, url));
});

async function install() {
  const cache = await caches.open(SHELL_CACHE);
  await cache.addAll(SHELL);
  await self.skipWaiting();
}

// The page that brought us here was loaded without us, and is the first to keep.
async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL_CACHE && name !== PAGES_CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
  const open = await self.clients.matchAll();
  await Promise.all(open.map((client) => visited(new URL(client.url).pathname)));
}

// A page kept by an older version asks for that version's assets: today's serve it too.
async function asset(request, path) {
  const kept = await caches.match(path, { cacheName: SHELL_CACHE });
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (failure) {
    const plain = (name) => name.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, '');
    const same = SHELL.find((name) => plain(name) === plain(path));
    const instead = same && (await caches.match(same, { cacheName: SHELL_CACHE }));
    if (instead) return instead;
    throw failure;
  }
}

async function page(event, url) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(visited(url.pathname, url.search ? undefined : response.clone()));
    return response;
  } catch (failure) {
    const instead = (await keptPage(url.pathname)) ?? (await offlinePage(url.pathname));
    if (instead) return instead;
    throw failure;
  }
}

// ---- Keeping

const language = (path) => path.match(/^\/([a-z]{2,3})\//)?.[1];
const offlinePath = (lang) => `/${lang}/offline`;

// Searches are never kept, nor a guide with a query's words marked: then the plain guide is asked for.
async function visited(path, response) {
  if (!HOME.test(path) && !GUIDE.test(path)) return;
  const cache = await caches.open(PAGES_CACHE);
  const generation = await keep(cache, path, response);
  const help = offlinePath(language(path));
  if (!(await cache.match(help))) await keep(cache, help);
  if (generation) await follow(cache, generation, path);
}

// Gives the generation of the index that the page is of. A page that is no longer there is forgotten.
async function keep(cache, path, response) {
  const fresh = response ?? (await fetch(path, { redirect: 'manual' }).catch(() => undefined));
  if (!fresh) return undefined;
  const unhelpful = fresh.status >= 500;
  if (!unhelpful) await cache.delete(path);
  if (!fresh.ok) return undefined;
  await cache.put(path, fresh.clone());
  const guides = await keptGuides(cache);
  await Promise.all(guides.slice(0, Math.max(0, guides.length - MOST_GUIDES)).map((guide) => cache.delete(guide)));
  return fresh.headers.get('Tiski-Generation');
}

// The one read last stands last.
async function keptGuides(cache) {
  const paths = (await cache.keys()).map((request) => new URL(request.url).pathname);
  return paths.filter((path) => GUIDE.test(path));
}

// A new index was published: what was kept is asked for again, in the order it was read in.
async function follow(cache, generation, just) {
  const known = await cache.match(GENERATION);
  if (known && (await known.text()) === generation) return;
  await cache.put(GENERATION, new Response(generation));
  if (!known) return;
  const paths = (await cache.keys()).map((request) => new URL(request.url).pathname);
  for (const path of paths) if (path !== just && path !== GENERATION) await keep(cache, path);
}

// ---- Answering without the server

const kept = (path) => caches.match(path, { cacheName: PAGES_CACHE, ignoreVary: true });

// With the server's own headers, of which its policy holds here too.
async function changed(response, change) {
  const headers = new Headers(response.headers);
  for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
  return new Response(change((await response.text()).replace('<html ', '<html data-offline ')), { headers });
}

// As it was, with the notice shown that says so.
async function keptPage(path) {
  const found = await kept(path);
  return found && changed(found, (text) => text.replace('id="offline" hidden', 'id="offline"'));
}

// What cannot be had now, and what can: the guides that were kept, the last one first.
async function offlinePage(path) {
  const guides = (await keptGuides(await caches.open(PAGES_CACHE))).reverse();
  const lang = language(path) ?? language(guides[0] ?? '');
  const found = lang && (await kept(offlinePath(lang)));
  if (!found) return undefined;
  const lines = await Promise.all(guides.map((guide) => line(guide, lang)));
  return changed(found, (text) => text.replace('id="kept">', () => `id="kept">${lines.join('')}`));
}

// Both the address and the title come out of our own page, where they are escaped already.
async function line(path, pageLang) {
  const title = (await (await kept(path)).text()).match(/<h1[^>]*>([^<]*)<\/h1>/)?.[1] ?? path;
  const lang = language(path);
  return `<li><a href="${path}"${lang === pageLang ? '' : ` lang="${lang}"`}>${title}</a></li>`;
}
