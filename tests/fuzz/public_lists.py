"""Public lists of hostile inputs as seeds of the fuzz targets, where they lie beside the project: CommonMark's examples, the YAML test suite, naughty strings."""

import json
import os
import re
import urllib.parse
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SIGNS = {"␣": " ", "»": "\t", "—": "", "←": "\r", "⇔": "\ufeff", "↵": "", "∎": ""}  # of the YAML test suite, for what is hard to see


def folder() -> Path | None:
    own = [Path(os.environ["TISKI_SHARED"])] if os.environ.get("TISKI_SHARED") else []
    lists = (shared / "hostile-inputs" for shared in (*own, PROJECT / "../shared", PROJECT / "../../shared"))
    return next((path for path in lists if path.is_dir()), None)


def examples(lists: Path) -> list[str]:
    fence = "`" * 32
    found = []
    for name in ("commonmark-spec-0.30.txt", "regression.txt"):
        text = (lists / name).read_bytes().decode("utf-8", "replace")
        found += [one.replace("→", "\t") for one in re.findall(rf"^{fence} example[^\n]*\n(.*?)^\.$", text, re.M | re.S)]
    return found


def yaml_documents(lists: Path) -> list[str]:
    found = []
    for path in sorted((lists / "yaml-test-suite/src").glob("*.yaml")):
        for block in re.findall(r"^(?:- |  )yaml: \|[0-9-]*\n((?:(?:    .*)?\n)+)", path.read_text(encoding="utf-8"), re.M):
            text = re.sub("^    ", "", block, flags=re.M)
            for sign, meant in SIGNS.items():
                text = text.replace(sign, meant)
            found.append(text)
    return found


def request_with(text: str) -> str:
    quoted = urllib.parse.quote(text)[:7000]
    return f"GET /fi/search?q={quoted}&group={quoted[:500]} HTTP/1.1\r\nHost: localhost:8080\r\nCookie: {text}\r\n\r\n"


def inputs_of(lists: Path) -> dict[str, list[str]]:
    """By target. A query's first byte says how it is asked."""
    strings = json.loads((lists / "blns.json").read_text(encoding="utf-8"))
    markdown, yaml = examples(lists), yaml_documents(lists)
    return {
        "markdown": markdown + strings,
        "callouts": markdown,
        "front_matter": [*yaml, *(f"---\n{one}---\n\nTeksti.\n" for one in yaml), *(f"---\ntitle: {one}\n---\n{one}\n" for one in strings)],
        "query": [how + one for one in strings for how in ("\x00", "A", "\x06")],
        "request": [request_with(one) for one in strings] + strings,
    }


def write(below: Path, every: int) -> tuple[dict[str, Path], str]:
    """A folder of each target's every so manieth input, and what they are; nothing where the lists are not here."""
    lists = folder()
    if lists is None:
        return {}, ""
    folders, written = {}, 0
    for target, inputs in inputs_of(lists).items():
        folders[target] = below / target
        folders[target].mkdir(parents=True)
        for number, text in enumerate(inputs[::every]):
            written += 1
            (folders[target] / f"{number:05}").write_bytes(text.encode("utf-8", "surrogatepass"))
    return folders, f"{written} inputs of Markdown, YAML and naughty strings"
