"""Content folders that change while they are read, and hold what nobody expects; builders that meet."""

import os
import random
import socket
import subprocess
import threading
import time
import unittest
from pathlib import Path

import figures
import killing
import programs
from scratch import Scratch

BUILDERS = 6
BUILDS_OF_A_CHANGING_FOLDER = 40 if programs.THOROUGH else 8

# Names that programs stumble over. The file system takes them all.
ODD_NAMES = [
    b"-rf.md", b"--help.md", b"..md", b"...md", b" .md", b"a b.md", b"a\nb.md", b"a\tb.md", b"\x01\x1b[31m.md", b"\xff\xfe.md", b"\xc3.md", b"%00.md",
    b"%2e%2e%2f.md", b"a\\b.md", b"<script>alert(1)<script>.md", b"'\"`$(reboot);&|.md", "日本.md".encode(), "ä.md".encode(), "a\u0308.md".encode(),
    "\u202egpj.md".encode(), b"CON.md", b"a.md.md", b"A.MD", b"x" * 252 + b".md", b"*.md", b"~.md", b"#.md", b"a?b=c.md", b"\xf0\x9f\x98\x80.md",
]


def fill_with_oddities(content: Path, text: str) -> None:
    below = content / "fi/kassa"
    for number, name in enumerate(ODD_NAMES):
        path = os.path.join(os.fsencode(below), name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("Ohje", f"Ohje {number}"))
    (below / "loop.md").symlink_to("loop.md")
    (below / "passwd.md").symlink_to("/etc/passwd")
    (below / "up").symlink_to("..", target_is_directory=True)
    (below / "root").symlink_to("/", target_is_directory=True)
    (below / "folder.md").mkdir()
    os.mkfifo(below / "pipe.md")
    listener = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(below)  # the name of a socket is short
    listener.bind("socket.md")
    os.chdir(here)
    listener.close()
    deep = below
    for _ in range(40):
        deep = deep / "d"
        deep.mkdir()
    (deep / "deep.md").write_text(text, encoding="utf-8")
    (below / "empty.md").write_text("")
    (below / "zeros.md").write_bytes(bytes(1000))
    with (below / "huge.md").open("wb") as file:
        file.truncate(1 << 32)  # four gigabytes of nothing


class ContentFolder(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(Scratch()).folder()
        self.content = self.folder / "content"
        programs.write_content(self.content, 0)

    def test_odd_names_and_kinds_of_files(self) -> None:
        self.assertEqual(programs.build(self.folder).returncode, 0)
        fill_with_oddities(self.content, programs.article("Ohje", "outo"))
        for command in (["check", "--content", self.content], ["check", "--content", self.content, "--format", "json"]):
            run = programs.indexer(*command)
            self.assertEqual(run.returncode, 1, run.stderr)
            self.assertNotIn("\\x", run.stdout, "what it says is UTF-8")
            self.assertNotIn("\x1b", run.stdout, "and no command of the terminal")
            self.assertNotIn("root:x:", run.stdout)
            for name in ("loop.md", "passwd.md", "huge.md", "zeros.md"):
                self.assertIn(name, run.stdout)
        self.assertEqual(programs.build(self.folder).returncode, 1)
        self.assertEqual(programs.counted(self.folder / "tiski.index"), programs.articles_of(0), "nothing was published")
        lenient = programs.build(self.folder, "--lenient")
        self.assertIn(lenient.returncode, {0, 1}, lenient.stderr)

    def test_a_folder_that_changes_while_it_is_read(self) -> None:
        programs.build(self.folder)
        stop = threading.Event()
        chance = random.Random(2)

        def change() -> None:
            number = 0
            below = self.content / "fi/kassa"
            while not stop.is_set():
                number += 1
                path = below / f"muuttuva-{number % 7}.md"
                if chance.random() < 0.3:
                    path.unlink(missing_ok=True)
                elif chance.random() < 0.5:
                    path.write_text(programs.article(f"Muuttuva {number % 7}", "x " * chance.randrange(5000)), encoding="utf-8")  # in place
                else:
                    saved = below / f"saved-{number}.md"
                    saved.write_text(programs.article(f"Muuttuva {number % 7}", f"{number}"), encoding="utf-8")
                    saved.rename(path)

        changer = threading.Thread(target=change)
        changer.start()
        try:
            for _ in range(BUILDS_OF_A_CHANGING_FOLDER):
                run = programs.build(self.folder)
                self.assertIn(run.returncode, {0, 1}, run.stderr)
                self.assertTrue(run.returncode == 0 or "error: " in run.stderr, run.stderr)
                programs.described(self.folder / "tiski.index")
        finally:
            stop.set()
            changer.join()

    def test_a_folder_that_goes_away(self) -> None:
        programs.build(self.folder)
        self.content.rename(self.folder / "away")
        run = programs.build(self.folder)
        self.assertEqual(run.returncode, 1)
        self.assertIn("--content", run.stderr)
        with programs.Server(self.folder, "--content", self.content) as server:
            self.assertEqual(server.version_served(), 0)
            self.assertTrue(server.says("content folder"))
            programs.write_content(self.folder / "away", 1)
            (self.folder / "away").rename(self.content)
            self.assertTrue(programs.soon(lambda: server.version_served() == 1), server.log)
            for part in (self.content / "fi").rglob("*.md"):
                part.unlink()
            time.sleep(2.5)
            self.assertEqual(server.version_served(), 1, "an empty folder is no empty knowledge base")
            self.assertEqual(server.stop(), 0)

    def test_builders_that_meet(self) -> None:
        programs.build(self.folder)
        for version in (1, 2):
            programs.write_content(self.content, version)
            command = [programs.PROGRAMS / "indexer/tiski-indexer", "build", "--content", self.content, "--index", self.folder / "tiski.index"]
            builds = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(BUILDERS)]
            ends = [(build.communicate()[1], build.returncode) for build in builds]
            self.assertIn(0, [code for _, code in ends])
            for said, code in ends:
                self.assertTrue(code == 0 or (code == 1 and "is being built by" in said), f"{code}: {said}")
            self.assertEqual(programs.counted(self.folder / "tiski.index"), programs.articles_of(version))
        figures.record("builders at once", "the second says who holds the lock", f"{BUILDERS} at once, twice", True)

    def test_a_builder_beside_a_server_that_publishes(self) -> None:
        programs.build(self.folder)
        with programs.Server(self.folder, "--content", self.content) as server:
            for version in range(1, 4):
                programs.write_content(self.content, version)
                with killing.start_build(self.folder):
                    pass
                self.assertTrue(programs.soon(lambda: server.version_served() == version), server.log)
            self.assertEqual(server.stop(), 0)
