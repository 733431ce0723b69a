"""kill -9 at any moment: the old state or the new one, and what was answered with 201 is kept."""

import random
import subprocess
import time
import unittest
from pathlib import Path

import figures
import programs
from scratch import Scratch

ROUNDS = 50 if programs.THOROUGH else 15


def start_build(folder: Path) -> subprocess.Popen:
    return subprocess.Popen(
        [programs.PROGRAMS / "indexer/tiski-indexer", "build", "--content", folder / "content", "--index", folder / "tiski.index"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )


class Killed(unittest.TestCase):
    def setUp(self) -> None:
        scratch = self.enterContext(Scratch())
        self.folder = scratch.folder()
        self.index = self.folder / "tiski.index"
        programs.write_content(self.folder / "content", 0)
        self.assertEqual(programs.build(self.folder).returncode, 0)
        self.chance = random.Random(5)
        self.served = 0  # the version that the index was of at last

    def expect_old_or_new(self, version: int, what: str) -> None:
        info = programs.described(self.index)
        self.assertIn(info["articles"]["fi"], {programs.articles_of(self.served), programs.articles_of(version)}, what)
        again = programs.build(self.folder)
        self.assertEqual(again.returncode, 0, f"{what}: the next build: {again.stderr}")
        self.assertEqual(programs.counted(self.index), programs.articles_of(version), what)
        self.assertFalse((self.folder / "tiski.index.building").exists(), what)
        self.served = version

    def test_indexer(self) -> None:
        begin = time.monotonic()
        programs.build(self.folder)
        whole = time.monotonic() - begin
        killed = 0
        for version in range(1, ROUNDS + 1):
            programs.write_content(self.folder / "content", version)
            with start_build(self.folder) as build:
                time.sleep(self.chance.random() * whole)
                build.kill()
            killed += build.returncode < 0
            self.expect_old_or_new(version, f"round {version}")
        figures.record("kill -9 of the indexer", "old or new state, all", f"{ROUNDS} of {ROUNDS} ({killed} of them before its end)", killed > 0)
        self.assertGreater(killed, 0, "some were killed in mid-build")

    def test_server_that_publishes_and_saves(self) -> None:
        kept = set()
        for version in range(1, ROUNDS + 1):
            programs.write_content(self.folder / "content", version)
            server = programs.Server(self.folder, "--content", self.folder / "content")
            with server:
                end = time.monotonic() + self.chance.random() * 0.4
                for number in range(50):
                    word = f"sana{version}x{number}"
                    if server.report(word) == 201:
                        kept.add(word)
                    if time.monotonic() > end:
                        break
            self.expect_old_or_new(version, f"round {version}: {server.log}")
        rows = programs.reports_kept(self.folder)
        figures.record("kill -9 of the server while it publishes and saves", "old or new state, all; nothing kept is lost",
                       f"{ROUNDS} of {ROUNDS}, {len(kept - rows)} of {len(kept)} reports lost", kept <= rows)
        self.assertLessEqual(kept, rows)
        self.assertGreater(len(kept), 0)
