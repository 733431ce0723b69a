#!/usr/bin/env python3
"""Of the cases that GoogleTest wrote to a folder of XML files: how many there were, which were skipped and why, and the slowest.

  tests/support/cases.py FOLDER
"""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SLOWEST = 5


def cases_in(folder: Path) -> list[ElementTree.Element]:
    return [case for file in sorted(folder.glob("*.xml")) for case in ElementTree.parse(file).iter("testcase")]


def name(case: ElementTree.Element) -> str:
    return f'{case.get("classname")}.{case.get("name")}'


def seconds(case: ElementTree.Element) -> float:
    return float(case.get("time", "0"))


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    cases = [case for case in cases_in(Path(sys.argv[1])) if case.get("status") == "run"]
    skipped = [case for case in cases if case.find("skipped") is not None]
    failed = [case for case in cases if case.find("failure") is not None]
    print(f"cases: {len(cases) - len(skipped) - len(failed)} passed, {len(failed)} failed, {len(skipped)} skipped")
    for case in skipped:
        reason = (case.find("skipped").get("message") or "").strip().splitlines()
        print(f"  skipped: {name(case)}: {reason[-1] if reason else 'no reason given'}")
    for case in sorted(cases, key=seconds, reverse=True)[:SLOWEST]:
        print(f"{seconds(case):7.1f} s  {name(case)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
