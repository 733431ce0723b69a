"""The rules of the house that no compiler knows. Each takes a path (relative to the project) and its text, and yields (line, message)."""

import ast
import re
import subprocess
from collections.abc import Iterator

Finding = tuple[int, str]

# HACKING.md, "The dependency rule": a module uses only what stands to its left.
MODULES = ["search/article", "search/language", "search/index", "search/query", "indexer", "server"]

# Each third-party header stays in these places.
CONFINED = {
    r"xapian": ["search/index/", "search/query/", "tests/"],
    r"libvoikko/": ["search/language/", "tests/unit/"],
    r"libstemmer": ["search/language/"],
    r"unicode/": ["search/language/"],
    r"yaml-cpp/": ["indexer/", "tests/"],
    r"cmark": ["indexer/"],
    r"httplib": ["server/http/", "tests/"],
    r"kainjow/": ["server/html/"],
    r"(SQLiteCpp/|sqlite3)": ["server/state/", "tests/"],
}

# Only the watcher and the trainers' pages use the indexer: readers are served from the index and the templates alone.
USES_THE_INDEXER = ("server/trainer/", "server/watch", "server/main")

MAX_LINES = 450  # "below about 400"


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def module_of(path: str) -> str | None:
    return next((module for module in MODULES if path.startswith(module + "/")), None)


def includes(path: str, text: str) -> Iterator[Finding]:
    """Includes keep to the order of the modules, and third-party headers to their folders."""
    own = module_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not match:
            continue
        quoted, header = match.group(1) == '"', match.group(2)
        if quoted and header.startswith(("../", "./")):
            yield number, f'include "{header}" from the project\'s root'
        other = module_of(header) if quoted else None
        if own and other and MODULES.index(other) > MODULES.index(own):
            yield number, f"{own} must not use {other}: it stands to the right of it"
        if own == "server" and other == "indexer" and not path.startswith(USES_THE_INDEXER):
            yield number, "only the watcher and the trainers' pages may use the indexer"
        for pattern, places in CONFINED.items():
            if not quoted and re.match(pattern, header) and not path.startswith(tuple(places)):
                yield number, f"<{header}> is included only in {' '.join(places)}"


def size(path: str, text: str) -> Iterator[Finding]:
    lines = text.count("\n")
    if lines > MAX_LINES:
        yield lines, f"{lines} lines: split it (below about 400)"


def hygiene(path: str, text: str) -> Iterator[Finding]:
    """What no text file of ours has."""
    if text and not text.endswith("\n"):
        yield line_of(text, len(text)), "the last line has no end"
    for number, line in enumerate(text.split("\n"), 1):
        if line.endswith("\r"):
            yield number, "carriage return"
        elif line != line.rstrip() and not path.endswith(".md"):
            yield number, "white space at the end of the line"
        if "\t" in line and not path.endswith(".tsv"):
            yield number, "tab"
        if re.search(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b", line):
            yield number, "unfinished work: do it, or file an issue"
        if re.search(r"(?<![\w.\])}/-])/(home|root|work)/\w", line):
            yield number, "path of one machine"


def shell(path: str, text: str) -> Iterator[Finding]:
    run = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True)
    if run.returncode != 0:
        yield 1, run.stderr.strip()
    if not re.search(r"^set -[eu]*uo? ", text, re.M):
        yield 1, "a script says set -euo pipefail"


def javascript(path: str, text: str) -> Iterator[Finding]:
    run = subprocess.run(["node", "--input-type=module", "--check"], input=text, capture_output=True, text=True)
    if run.returncode != 0:
        yield 1, run.stderr.strip()


def python(path: str, text: str) -> Iterator[Finding]:
    try:
        ast.parse(text)
    except SyntaxError as error:
        yield error.lineno or 1, str(error)


def blank(match: re.Match) -> str:
    """As many characters and lines, saying nothing: offsets stay true."""
    return re.sub(r"[^\n]", " ", match.group())


TAG = re.compile(r"\{\{\{?.*?\}?\}\}", re.S)
COMMENT = re.compile(r"\{\{!.*?\}\}", re.S)

MARKUP = [
    (r"<[a-zA-Z][^<>]*?=\x01", "an attribute's value stands in double quotes"),
    (r"<(script|style)\b[^>]*>[^<]*[^\s<]", "no inline script or style: the policy forbids it"),
    (r"<[a-zA-Z][^<>]*?\s(style|on[a-z]+)\s*=", "no style and no on… attribute: the policy forbids it"),
    (r'<[a-zA-Z][^<>]*?\stabindex="?[1-9]', "no positive tabindex: the order of the page is the order of the keys"),
    (r"<img\b(?![^<>]*\salt=)[^<>]*>", "an image says its alt"),
    (r'\s(src|href|action)="(https?:)?//', "nothing comes from another host"),
]


def template(path: str, text: str) -> Iterator[Finding]:
    """Markup that the policy (CSP), the escaping or a reader could not bear."""
    text = COMMENT.sub(blank, text)
    # A tag may stand inside an attribute: for reading the markup it is one word of the same length.
    plain = TAG.sub(lambda m: re.sub(r"[^\n]", "\x01", m.group()), text)
    for pattern, message in MARKUP:
        for match in re.finditer(pattern, plain):
            yield line_of(plain, match.start()), message
    for match in re.finditer(r"\{\{(?![#/^!>])[^{}]*\}\}[a-zåäöA-ZÅÄÖ]", text):
        yield line_of(text, match.start()), "nothing is glued onto a variable"


def words(path: str, text: str) -> Iterator[Finding]:
    """All words of the interface stand in templates/messages (NAME.LANG.mustache, written per language, are words)."""
    if re.search(r"\.(fi|en|sv)\.mustache$", path):
        return
    plain = TAG.sub(blank, text)
    plain = re.sub(r"<!--.*?-->|<!doctype[^>]*>|<svg\b.*?</svg>|<kbd>.*?</kbd>", blank, plain, flags=re.S | re.I)
    for match in re.finditer(r"(?:^|>)([^<>]*)(?=<|$)", plain):
        seen = re.sub(r"&[a-z]+;", blank, match.group(1))
        word = re.search(r"[A-Za-zÅÄÖåäö]{2,}", seen)
        if word:
            yield line_of(plain, match.start(1) + word.start()), f'"{word.group()}": words stand in templates/messages'
    for match in re.finditer(r'\s(aria-label|title|alt|placeholder)="([^"]*[A-Za-zÅÄÖåäö]{2,}[^"]*)"', plain):
        yield line_of(plain, match.start(1)), f'{match.group(1)}="{match.group(2).strip()}": words stand in templates/messages'


def lock_file(path: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), 1):
        if '"resolved"' in line:
            yield number, "the lock file names no host"


UNJUDGED = (".png", ".svg", ".ico", ".gz", "LICENSE")
FOREIGN = ("/fixtures/", "/corpus/", "/seeds/")  # inputs of tests are as odd as they must be


def rules_for(path: str, first_line: str = "") -> list:
    """Which rules a file is judged by."""
    if path.endswith("package-lock.json"):
        return [lock_file]
    if path.endswith(UNJUDGED) or any(place in path for place in FOREIGN):
        return []
    chosen = [hygiene]
    if path.endswith((".h", ".cc")):
        chosen += [includes, size]
    elif path.endswith(".mustache"):
        chosen += [template, words]
    elif path.endswith((".js", ".mjs")):
        chosen += [javascript, size]
    elif path.endswith(".py") or "python" in first_line:
        chosen += [python, size]
    elif path.endswith(".sh") or first_line.startswith("#!") and "sh" in first_line:
        chosen += [shell]
    return chosen
