"""A disk without room, a limit of file sizes, a disk that may only be read: what was published goes on being served."""

import os
import resource
import shutil
import subprocess
import unittest
from pathlib import Path

import figures
import programs
from scratch import Scratch

POINTS = 20 if programs.THOROUGH else 10
KILOBYTE = 1024


class SmallDisk:
    """A file system of one megabyte in memory. Needs the right to mount."""

    def __init__(self, folder: Path):
        self.folder = folder
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], check=True)

    def __enter__(self) -> "SmallDisk":
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", "--lazy", self.folder], check=False)

    def leave_free(self, kilobytes: int) -> None:
        ballast = self.folder / "ballast"
        ballast.unlink(missing_ok=True)
        room = shutil.disk_usage(self.folder).free - kilobytes * KILOBYTE
        ballast.write_bytes(bytes(max(0, room)))

    def make_room(self) -> None:
        (self.folder / "ballast").unlink(missing_ok=True)

    def allow_reading_only(self) -> None:
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)


@unittest.skipUnless("TISKI_MAY_MOUNT" in os.environ, "a small disk can be mounted by root only")
class FullDisk(unittest.TestCase):
    def setUp(self) -> None:
        scratch = self.enterContext(Scratch())
        self.folder = scratch.folder()
        self.content = scratch.folder() / "content"
        self.disk = self.enterContext(SmallDisk(self.folder))
        self.index = self.folder / "tiski.index"
        self.write(0)
        self.assertEqual(self.build().returncode, 0)

    def write(self, version: int) -> None:
        programs.write_content(self.content, version)

    def build(self) -> subprocess.CompletedProcess:
        return programs.indexer("build", "--content", self.content, "--index", self.index)

    def test_build(self) -> None:
        self.write(1)
        before = self.index.read_bytes()
        for point in range(POINTS):  # the new index is the larger one: there is never room for all of it
            free = point * len(before) // POINTS // KILOBYTE
            self.disk.leave_free(free)
            run = self.build()
            self.assertEqual(run.returncode, 1, f"with {free} KB free: {run.stderr}")
            self.assertIn("No space left", run.stderr)
            self.assertIn("disk space", run.stderr)
            self.assertEqual(self.index.read_bytes(), before)
        self.disk.make_room()
        self.assertEqual(self.build().returncode, 0)
        self.assertEqual(programs.counted(self.index), programs.articles_of(1))
        figures.record("disk full while building", f"old data served, {POINTS} of {POINTS}", f"{POINTS} of {POINTS}", True)

    def test_server_that_publishes_and_saves(self) -> None:
        with programs.Server(self.folder, "--content", self.content) as server:
            self.assertEqual(server.report("ennen"), 201)
            refused = 0
            for point in range(POINTS):
                self.assertTrue(programs.soon(lambda: not (self.folder / "tiski.index.building").exists()))
                said = server.log.count("No space left")
                self.disk.leave_free(point * 4)
                before = server.version_served()
                self.write(before + 1)
                self.assertTrue(programs.soon(lambda: server.log.count("No space left") > said or server.version_served() != before))
                self.assertIn(server.version_served(), {before, before + 1})
                status = server.report("täynnä")
                self.assertIn(status, {201, 503})
                refused += status == 503
                self.disk.make_room()
                self.assertTrue(programs.soon(lambda: server.version_served() == before + 1), server.log)
                self.assertEqual(server.report("jälkeen"), 201)
            self.assertTrue(server.says("No space left"))
            self.assertGreater(refused, 0)
            self.assertEqual(server.stop(), 0)
        figures.record("disk full while the server publishes and saves", f"old data served, {POINTS} of {POINTS}", f"{POINTS} of {POINTS}", True)

    def test_a_disk_that_may_only_be_read(self) -> None:
        self.disk.allow_reading_only()
        run = self.build()
        self.assertEqual(run.returncode, 1)
        self.assertIn("read-only", run.stderr.lower())
        with programs.Server(self.folder) as server:
            self.assertEqual(server.version_served(), 0)
            self.assertEqual(server.report("sana"), 503)
            self.assertEqual(server.version_served(), 0)
            self.assertTrue(server.says("tiski.db"))
            self.assertEqual(server.stop(), 0)


class FileSizeLimit(unittest.TestCase):
    """The way that needs no rights: no file may become longer than the limit."""

    def test_build(self) -> None:
        folder = self.enterContext(Scratch()).folder()
        programs.write_content(folder / "content", 0)
        self.assertEqual(programs.build(folder).returncode, 0)
        programs.write_content(folder / "content", 1)
        before = (folder / "tiski.index").read_bytes()
        for point in range(POINTS):
            limit = point * len(before) // POINTS
            run = programs.build(folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
            self.assertEqual(run.returncode, 1, f"at {limit} bytes: {run.stderr}")
            self.assertIn("File too large", run.stderr)
            self.assertEqual((folder / "tiski.index").read_bytes(), before)
        figures.record("file size limit while building", f"old data served, {POINTS} of {POINTS}", f"{POINTS} of {POINTS}", True)
        self.assertEqual(programs.build(folder).returncode, 0)
