"""Every file of a running service deleted, zeroed, halved, flipped, replaced: noticed, named, and nothing dies of it."""

import concurrent.futures
import os
import random
import shutil
import sqlite3
import unittest
from pathlib import Path

import figures
import programs
from scratch import Scratch

LANES = 4
FLIPS = 40 if programs.THOROUGH else 6


def replace(path: Path, data: bytes) -> None:
    """By rename, as a copy from elsewhere comes; in place is what failing disks and clumsy hands do."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(data)
    beside.rename(path)


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1:]


def damages(whole: bytes) -> dict[str, bytes | None]:
    """name → what stands in the file's place; None: nothing."""
    chance = random.Random(7)
    places = {0, 20, len(whole) // 2, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(FLIPS))}
    return {
        "deleted": None, "emptied": b"", "zeroed": bytes(len(whole)), "halved": whole[: len(whole) // 2],
        "a byte short": whole[:-1], "doubled": whole + whole, "another file": b"name: {fi: Tiski}\n",
        **{f"byte {place} flipped": flipped(whole, place) for place in sorted(places)},
    }


def put(index: Path, data: bytes | None, in_place: bool) -> None:
    if data is None:
        index.unlink(missing_ok=True)
    elif in_place and index.exists():
        with index.open("r+b") as opened:
            opened.write(data)
            opened.truncate(len(data))
    else:
        replace(index, data)


def damage_while_served(folder: Path, whole: bytes, kinds: list[tuple[str, bytes | None]]) -> list[str]:
    """Half of the damages are done in place. What was wrong: with the last good index served, each of them named, and all well again."""
    index = folder / "tiski.index"
    replace(index, whole)
    complaints = []
    with programs.Server(folder) as server:
        for number, (name, data) in enumerate(kinds):
            said = server.log.count("error")
            recovered = server.log.count("read again")
            put(index, data, in_place=number % 2 == 0)
            if server.version_served() != 0:
                complaints.append(f"{name}: the good index is not served any more")
            if not programs.soon(lambda: server.log.count("error") > said and str(index) in server.log, 30):
                complaints.append(f"{name}: not named\n{server.log}")
            replace(index, whole)
            if not programs.soon(lambda: server.log.count("read again") > recovered, 30):
                complaints.append(f"{name}: not well again")
            server.version_served()
        if server.stop() != 0:
            complaints.append(f"ended badly\n{server.log}")
    return complaints


class Damage(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(Scratch()).folder()
        self.index = self.folder / "tiski.index"
        programs.write_content(self.folder / "content", 0)
        self.assertEqual(programs.build(self.folder).returncode, 0)
        self.whole = self.index.read_bytes()

    def test_index_below_a_running_server(self) -> None:
        all_damages = list(damages(self.whole).items())
        with Scratch() as scratch, concurrent.futures.ThreadPoolExecutor(LANES) as pool:
            lanes = [pool.submit(damage_while_served, scratch.folder(), self.whole, all_damages[lane::LANES]) for lane in range(LANES)]
            complaints = [complaint for lane in lanes for complaint in lane.result()]
        figures.record("index file damaged below a running server", "all noticed, old one served",
                       f"{len(all_damages) - len(complaints)} of {len(all_damages)}", not complaints)
        self.assertEqual(complaints, [])

    def test_index_at_the_start(self) -> None:
        all_damages = damages(self.whole)
        for name, data in all_damages.items():
            put(self.index, data, in_place=False)
            info = programs.indexer("info", "--index", self.index)
            self.assertEqual(info.returncode, 1, name)
            self.assertIn(str(self.index), info.stderr, name)
            self.assertIn("tiski-indexer build", info.stderr, f"{name}: no way out is named")
        with programs.Server(self.folder) as server:  # on the last of them
            answer = server.get("/fi/")
            self.assertEqual(answer.status, 503)
            self.assertIn("<h1", answer.body)
            self.assertTrue(server.says("is damaged"))
            self.assertEqual(programs.build(self.folder).returncode, 0)
            self.assertEqual(server.version_served(), 0)
            self.assertEqual(server.stop(), 0)
        figures.record("index file damaged at the start", "all noticed and named", f"{len(all_damages)} of {len(all_damages)}", True)

    def test_index_file_before(self) -> None:
        programs.write_content(self.folder / "content", 1)
        programs.build(self.folder)
        previous = self.folder / "tiski.index.previous"
        whole = previous.read_bytes()
        for name, data in damages(whole).items():
            previous.unlink(missing_ok=True)
            if data is not None:
                previous.write_bytes(data)
            run = programs.indexer("rollback", "--index", self.index)
            self.assertEqual(run.returncode, 1, f"{name}: {run.stderr}")
            self.assertEqual(programs.counted(self.index), programs.articles_of(1), name)
        previous.write_bytes(whole)
        self.assertEqual(programs.indexer("rollback", "--index", self.index).returncode, 0)
        self.assertEqual(programs.counted(self.index), programs.articles_of(0))

    def test_files_beside_the_index(self) -> None:
        for name in ("tiski.index.lock", "tiski.index.outgoing", "tiski.index.building", "tiski.index.previous", "tiski.index.damaged"):
            for data in (b"", b"\0" * 100, self.whole[:1000], self.whole):
                (self.folder / name).unlink(missing_ok=True)
                (self.folder / name).write_bytes(data)
                run = programs.build(self.folder)
                self.assertEqual(run.returncode, 0, f"{name}, {len(data)} bytes: {run.stderr}")
                self.assertEqual(programs.counted(self.index), programs.articles_of(0))

    def test_readers_reports(self) -> None:
        state = self.folder / "tiski.db"
        with programs.Server(self.folder) as server:
            self.assertEqual(server.report("ensin"), 201)
            server.stop()
        whole = state.read_bytes()
        for name, data in damages(whole).items():
            for file in self.folder.glob("tiski.db*"):
                file.unlink()
            if data is not None:
                state.write_bytes(data)
            with programs.Server(self.folder) as server:
                self.assertEqual(server.version_served(), 0, name)
                status = server.report("sitten")
                self.assertIn(status, {201, 503}, name)
                if status == 503:
                    self.assertTrue(server.says("tiski.db"), name)
                self.assertEqual(server.stop(), 0, f"{name}\n{server.log}")

    def test_reports_taken_away_below_a_running_server(self) -> None:
        with programs.Server(self.folder) as server:
            self.assertEqual(server.report("ensin"), 201)
            for file in self.folder.glob("tiski.db*"):
                file.unlink()
            self.assertIn(server.report("sitten"), {201, 503})
            (self.folder / "tiski.db").write_bytes(b"x" * 5000)
            self.assertIn(server.report("vielä"), {201, 503})
            self.assertEqual(server.version_served(), 0)
            self.assertEqual(server.stop(), 0)

    def test_reports_that_somebody_else_has_locked(self) -> None:
        with programs.Server(self.folder) as server:
            self.assertEqual(server.report("ensin"), 201)
            other = sqlite3.connect(self.folder / "tiski.db", isolation_level=None)
            other.execute("BEGIN EXCLUSIVE")
            self.assertEqual(server.report("sitten"), 503)
            self.assertEqual(server.version_served(), 0)
            other.execute("ROLLBACK")
            other.close()
            self.assertEqual(server.report("vielä"), 201)
            self.assertEqual(server.stop(), 0)
            self.assertEqual(server.log.count("cannot write"), 1, server.log)

    def test_templates_at_the_start(self) -> None:
        templates = self.folder / "templates"
        files = sorted(path.relative_to(programs.ROOT / "templates") for path in (programs.ROOT / "templates").rglob("*.*") if path.is_file())
        chosen = files if programs.THOROUGH else random.Random(3).sample(files, 6)
        for file in chosen:
            shutil.copytree(programs.ROOT / "templates", templates)
            os.truncate(templates / file, (templates / file).stat().st_size // 2)
            server = programs.Server(self.folder, templates=templates)
            with server:
                if server.port != 0:  # a shorter text is a text
                    self.assertIn(server.get("/fi/").status, {200, 500, 503}, file)
                    self.assertEqual(server.stop(), 0, file)
                else:
                    self.assertEqual(server.wait(), 1, f"{file}: {server.log}")
                    self.assertIn("tiski-server: ", server.log, file)
            shutil.rmtree(templates)
