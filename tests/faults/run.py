#!/usr/bin/env python3
"""Hurts the two programs as they are served: damaged files, kill -9, full disks, failing calls, several builders, a folder that changes.

  tests/faults/run.py --programs build/run [--list] [NAME…]     all, or those tests whose name has NAME in it
TISKI_THOROUGH=1: every call and every round. Needs the target tiski_faults of that build.
"""

import argparse
import os
import shutil
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
import programs

MODULES = ("failing_calls", "out_of_memory", "killing", "full_disk", "damage", "content_folder", "soak")


def in_namespace_of_our_own() -> None:
    """Starts again where file systems can be mounted and go away with us; stays where that is not allowed."""
    if os.geteuid() != 0 or "TISKI_MAY_MOUNT" in os.environ or shutil.which("unshare") is None:
        return
    if os.system("unshare --mount --propagation private true 2>/dev/null") == 0:
        os.environ["TISKI_MAY_MOUNT"] = "1"
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv])


def tests_of(suite: unittest.TestSuite) -> list[unittest.TestCase]:
    return [test for part in suite for test in (tests_of(part) if isinstance(part, unittest.TestSuite) else [part])]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--programs", type=Path, default=programs.PROGRAMS)
    arguments.add_argument("--list", action="store_true")
    arguments.add_argument("names", nargs="*")
    options = arguments.parse_args()
    programs.PROGRAMS = options.programs.resolve()
    found = tests_of(unittest.defaultTestLoader.loadTestsFromNames(MODULES))
    chosen = [test for test in found if not options.names or any(name in test.id() for name in options.names)]
    if options.list:
        print("\n".join(test.id() for test in chosen))
        return 0
    in_namespace_of_our_own()
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(unittest.TestSuite(chosen))
    return 0 if chosen and result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
