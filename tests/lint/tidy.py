#!/usr/bin/env python3
"""clang-tidy over every source of ours, on all cores; exits 1 when it finds anything.

What was clean before is not read again: the build's own record of included headers (ninja -t deps) tells whether a source, one of its
headers or .clang-tidy has changed since. Slowest first, so that no core waits for the last file.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("search/", "indexer/", "server/")
OURS = (*PRODUCT, "tests/")


def our_sources(build: Path, folders: tuple[str, ...]) -> dict[str, Path]:
    """Source → the file to read for it. Sources that are compiled together are read together, by the first one's name."""
    units: dict[str, Path] = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        file = Path(entry["file"])
        read = re.findall(r'^#include "(.*)"', file.read_text(), re.MULTILINE) if file.name.startswith("unity_") else [file]
        source = os.path.relpath(read[0], ROOT) if read else ""
        if source.startswith(folders):
            units[source] = file
    return units


def headers(build: Path) -> dict[str, list[str]]:
    """Source → the sources and headers of ours that are read with it, by the last build."""
    listed = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found: dict[str, list[str]] = {}
    for block in listed.split("\n\n"):
        paths = [os.path.relpath(os.path.join(build, line.strip()), ROOT) for line in block.split("\n")[1:] if line.strip()]
        ours = [path for path in paths if path.startswith(OURS)]
        if ours:
            found[ours[0]] = ours
    return found


def fingerprint(source: str, included: dict[str, list[str]]) -> str:
    digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    for path in sorted({source, *included.get(source, [])}):
        digest.update(path.encode())
        digest.update((ROOT / path).read_bytes())
    return digest.hexdigest()


def tidy(build: Path, source: str, file: Path) -> tuple[str, str]:
    run = subprocess.run(
        ["clang-tidy", "-p", str(build), "--quiet", str(file)], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    # Standard error holds only the count of what was not shown, unless clang-tidy itself failed.
    return source, "" if run.returncode == 0 else run.stdout + run.stderr


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True, help="a build folder, already built")
    parser.add_argument("--tests", action="store_true", help="the tests' sources too, not only the programs'")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    stamps_file = build / "tidy-stamps.json"
    stamps = json.loads(stamps_file.read_text()) if stamps_file.exists() else {}

    units = our_sources(build, OURS if arguments.tests else PRODUCT)
    included = headers(build)
    prints = {source: fingerprint(source, included) for source in units}
    waiting = [source for source in units if stamps.get(source) != prints[source]]
    waiting.sort(key=lambda source: len(included.get(source, [])), reverse=True)

    bad = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, findings in pool.map(lambda source: tidy(build, source, units[source]), waiting):
            if findings:
                bad += 1
                stamps.pop(source, None)
                print(findings)
            else:
                stamps[source] = prints[source]
    stamps_file.write_text(json.dumps(stamps, indent=0, sort_keys=True))
    print(f"clang-tidy: {bad} of {len(units)} units have findings ({len(waiting)} read, the others unchanged)")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
