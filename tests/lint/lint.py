#!/usr/bin/env python3
"""Judges every file of the project by rules.py: prints file:line: message, exits 1 when there is one."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
import rules

ROOT = Path(__file__).resolve().parents[2]


def our_files() -> list[str]:
    """What git knows or would add; without git (a source archive) every file outside build folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode == 0:
        return sorted({name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()})
    unseen = {"build", "var", "node_modules", ".git"}
    return sorted(
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.is_file() and not unseen.intersection(path.relative_to(ROOT).parts)
    )


def judge(name: str) -> list[str]:
    data = (ROOT / name).read_bytes()
    chosen = rules.rules_for(name, data.split(b"\n", 1)[0].decode("utf-8", "replace"))
    if not chosen:
        return []
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"{name}:1: not UTF-8 ({error})"]
    return [f"{name}:{line}: {message} [{rule.__name__}]" for rule in chosen for line, message in rule(name, text)]


def main() -> int:
    files = our_files()
    with ThreadPoolExecutor(4) as pool:
        findings = [finding for found in pool.map(judge, files) for finding in found]
    for finding in findings:
        print(finding)
    print(f"lint: {len(findings)} findings in {len(files)} files")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
