// Every page of the reader's side, in every state that looks or works differently.
import { visit } from './browser.mjs';
import { untranslated } from './server.mjs';

const words = {
  fi: { many: 'asiakas', found: 'reklamaatiosta', say: 'pahoittelu', term: 'reklamaatio', typo: 'reklamaatoi', relaxed: 'opaskoira kahvinkeitin', prefix: 'rekl', narrow: 'vihainen' },
  en: { many: 'customer', found: 'complaints', say: 'apology', term: 'complaint', typo: 'complaimt', relaxed: 'guide dog coffee machine', prefix: 'compl', narrow: 'angry' },
  sv: { many: 'kund', found: 'reklamationen', say: 'ursäkt', term: 'reklamation', typo: 'reklamatoin', relaxed: 'ledarhund kaffebryggare', prefix: 'rekl', narrow: 'arg' },
};
export const nonsense = 'xqzzvk';

const searching = (parameters) => (lang) => {
  const query = new URLSearchParams(typeof parameters === 'function' ? parameters(words[lang]) : parameters);
  return `/${lang}/search${query.size === 0 ? '' : `?${query}`}`;
};
const article = (id, query = '') => (lang) => `/${lang}/a/${id}${query}`;

// name, path(lang); prepare(page, lang) brings a loaded page into the state (needs JavaScript); status is the HTTP status.
export const states = [
  { name: 'home', path: (lang) => `/${lang}/` },
  { name: 'home-with-recent', path: article('vihainen-asiakas'), prepare: (page, lang) => visit(page, `/${lang}/`) },
  { name: 'suggestions', path: (lang) => `/${lang}/`, prepare: openSuggestions },
  { name: 'menu', path: (lang) => `/${lang}/`, prepare: openMenu },
  { name: 'keys-dialog', path: (lang) => `/${lang}/`, prepare: openKeys },
  { name: 'results', path: searching((word) => ({ q: word.many })) },
  { name: 'results-all', path: searching({}) },
  { name: 'results-facets-open', path: searching((word) => ({ q: word.many })), prepare: openFacets },
  { name: 'results-filtered', path: searching((word) => [['q', word.many], ['group', 'kuulo'], ['group', 'nako']]) },
  { name: 'results-later-page', path: searching((word) => ({ q: word.many, page: '2' })) },
  { name: 'results-past-end', path: searching((word) => ({ q: word.many, page: '90' })) },
  { name: 'results-sorted', path: searching((word) => ({ q: word.many, sort: 'title' })) },
  { name: 'results-unknown-filter', path: searching((word) => ({ q: word.many, group: 'olematon' })) },
  { name: 'results-corrected', path: searching((word) => ({ q: word.typo })) },
  { name: 'results-relaxed', path: searching((word) => ({ q: word.relaxed })) },
  { name: 'results-card', path: searching((word) => ({ q: word.say })) },
  { name: 'results-term', path: searching((word) => ({ q: word.term })) },
  { name: 'results-none', path: searching({ q: nonsense }) },
  { name: 'results-none-filtered', path: searching((word) => ({ q: word.narrow, topic: 'palaute', type: 'sanasto' })) },
  { name: 'article', path: article('reklamaation-kuusi-askelta') },
  { name: 'article-found', path: (lang) => `/${lang}/a/nakovammainen-asiakas?q=${encodeURIComponent(words[lang].many)}` },
  { name: 'article-group', path: article('vihainen-asiakas', '?group=kuulo') },
  { name: 'article-checklist', path: article('vuoron-alun-tarkistuslista') },
  { name: 'article-phrases', path: article('pahoittelufraasit') },
  { name: 'article-overdue', path: article('hatatilanteet') },
  { name: 'article-only-elsewhere', path: article(untranslated.id) },
  { name: 'article-say-shown', path: article('pahoittelufraasit'), prepare: showSayCard },
  { name: 'feedback-sent', path: article('kun-tuotetta-ei-ole'), prepare: sendFeedback },
  { name: 'topic', path: (lang) => `/${lang}/c/erilaiset-asiakkaat` },
  { name: 'az', path: (lang) => `/${lang}/az` },
  { name: 'glossary', path: (lang) => `/${lang}/glossary` },
  { name: 'help', path: (lang) => `/${lang}/help` },
  { name: 'accessibility', path: (lang) => `/${lang}/accessibility` },
  { name: 'paths', path: (lang) => `/${lang}/paths` },
  { name: 'path', path: (lang) => `/${lang}/paths/ensimmainen-viikko` },
  { name: 'path-answered', path: (lang) => `/${lang}/paths/ensimmainen-viikko?s1q1=1&s1q2=1` },
  { name: 'offline', path: (lang) => `/${lang}/offline` },
  { name: 'desk', path: (lang) => `/${lang}/?desk=1` },
  { name: 'not-found', path: (lang) => `/${lang}/a/asiakas-jota-ei-ole`, status: 404 },
  { name: 'query-too-long', path: (lang) => `/${lang}/search?q=${'pitka+'.repeat(100)}` },
];

export function state(name) {
  const found = states.find((one) => one.name === name);
  if (!found) throw new Error(`no state is called ${name}`);
  return found;
}

export const wordsOf = (lang) => words[lang];

// Loads a state; gives the response of its page.
export async function enter(page, name, lang) {
  const { path, prepare } = state(name);
  const response = await visit(page, path(lang));
  if (prepare) await prepare(page, lang);
  return response;
}

export const searchField = (page) => page.locator('#q');
export const suggestionList = (page) => page.getByRole('listbox');

async function openSuggestions(page, lang) {
  await searchField(page).focus();
  await page.keyboard.type(words[lang].prefix, { delay: 5 });
  await suggestionList(page).getByRole('option').first().waitFor();
}

// On narrow screens the names of the pages and languages are behind a button.
async function openMenu(page) {
  const button = page.locator('[popovertarget=menu]').first();
  if (await button.isVisible()) await button.click();
}

async function openKeys(page) {
  await page.locator('main').click({ position: { x: 2, y: 2 } });
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
}

async function openFacets(page) {
  await page.locator('main details:has(fieldset)').evaluateAll((all) => all.forEach((one) => (one.open = true)));
}

async function showSayCard(page) {
  await page.locator('[data-show]').first().click();
  await page.locator('dialog[open]').waitFor();
}

async function sendFeedback(page) {
  await page.locator('form[method=post] :is(button, input)[value=helped]').first().click();
  const send = page.locator('form[method=post]:has([value=helped]) button[type=submit]:not([name])');
  if (await send.count()) await send.click();
  await page.waitForLoadState();
}
