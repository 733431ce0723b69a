"""The n-th open, read, write, fsync, rename or malloc fails: the old state or the new one, and a message."""

import concurrent.futures
import time
import unittest
from pathlib import Path

import failing
import figures
import programs
from scratch import Scratch

LANES = 2  # programs at once
AT_REST = {"content", "content.versions", "control", "tiski.index", "tiski.index.lock", "tiski.index.previous"}


class FailingCalls(unittest.TestCase):
    def run_lanes(self, what: str, work, points: list) -> None:
        """work(folder, points, failed) of every second point, in a folder of its own: each gives its complaints."""
        failed = []
        with concurrent.futures.ThreadPoolExecutor(LANES) as pool, Scratch() as scratch:
            lanes = [pool.submit(work, scratch.folder(), points[lane::LANES], failed) for lane in range(LANES)]
            complaints = [complaint for lane in lanes for complaint in lane.result()]
        figures.record(what, "old or new state, all", f"{len(points) - len(complaints)} of {len(points)}", not complaints)
        self.assertEqual(complaints, [])
        self.assertGreater(sum(failed), 0, "no call has failed at all")


def points_of(kind: str, calls: int, sample: int) -> list[tuple[int, int | None]]:
    return [(at, error) for at in failing.chosen(calls, sample) for error in failing.ERRORS[kind]]


def try_build(folder: Path, faults: failing.Faults, kind: str, at: int, error: int | None) -> str:
    """A build of the new version with one failing call; what was wrong."""
    index = folder / "tiski.index"
    before = programs.described(index)["generation"]
    programs.write_content(folder / "content", 1)
    faults.arm(kind, at, error)
    run = programs.build(folder, env=faults.environment)
    faults.disarm()
    info = programs.described(index)
    is_new = info["generation"] != before
    if info["articles"]["fi"] != programs.articles_of(1 if is_new else 0):
        return f"a half state: {info}"
    if run.returncode == 0 and not is_new:
        return "says that it published, and did not"
    if run.returncode > 0 and "error" not in run.stderr and "tiski-indexer: " not in run.stderr:
        return f"no message: {run.stderr}"
    if run.returncode < 0 and kind != "malloc":  # libraries end a program without memory
        return f"ended by signal {-run.returncode}"
    programs.write_content(folder / "content", 0)
    again = programs.build(folder)
    if again.returncode != 0:
        return f"the next build fails: {again.stderr}"
    debris = {path.name for path in folder.iterdir()} - AT_REST - {"tiski.index.damaged"}
    return f"the next build leaves {debris}" if debris else ""


def try_builds(kind: str):
    def work(folder: Path, points: list[tuple[int, int | None]], failed: list[int]) -> list[str]:
        programs.write_content(folder / "content", 0)
        programs.build(folder)
        faults = failing.Faults(folder / "control")
        complaints = []
        for at, error in points:
            complaint = try_build(folder, faults, kind, at, error)
            failed.append(faults.failed())
            complaints += [f"{kind} {at} ({error}): {complaint}"] if complaint else []
        return complaints

    return work


class Build(FailingCalls):
    """tiski-indexer build."""

    def check(self, kind: str, sample: int) -> None:
        with Scratch() as scratch:
            folder = scratch.folder()
            programs.write_content(folder / "content", 0)
            programs.build(folder)
            programs.write_content(folder / "content", 1)
            faults = failing.Faults(folder / "control")
            faults.arm(kind, 0, None)
            self.assertEqual(programs.build(folder, env=faults.environment).returncode, 0)
            calls = faults.calls()
        self.assertGreater(calls, 0)
        self.run_lanes(f"build with a failing {kind}", try_builds(kind), points_of(kind, calls, sample))

    def test_open(self): self.check("open", 8)
    def test_read(self): self.check("read", 5)
    def test_write(self): self.check("write", 6)
    def test_fsync(self): self.check("fsync", 4)
    def test_rename(self): self.check("rename", 4)
    def test_malloc(self): self.check("malloc", 10)


def try_publish(server: programs.Server, folder: Path, faults: failing.Faults, kind: str, at: int, error: int | None, version: int) -> str:
    """The watching server meets one failing call while it publishes: it tries again, and serves one version at any moment."""
    faults.arm(kind, at, error)
    programs.write_content(folder / "content", version)

    def is_published() -> bool:
        try:
            return server.version_served() == version
        except (OSError, ValueError, KeyError):
            if faults.failed() == 0 or not server.is_running():
                raise
            return False  # it was this answer that the failing call met

    try:
        published = programs.soon(is_published, 60, 0.1)
    except (AssertionError, OSError, ValueError, KeyError) as problem:
        return f"{type(problem).__name__}: {problem}\n{server.log}"
    finally:
        faults.disarm()
    return "" if published else f"not published within a minute\n{server.log}"


def try_publishes(kind: str):
    def work(folder: Path, points: list[tuple[int, int | None]], failed: list[int]) -> list[str]:
        programs.write_content(folder / "content", 0)
        programs.build(folder)
        faults = failing.Faults(folder / "control")
        complaints = []
        with programs.Server(folder, "--content", folder / "content", env=faults.environment) as server:
            for number, (at, error) in enumerate(points):
                complaint = try_publish(server, folder, faults, kind, at, error, number + 1)
                failed.append(faults.failed())
                if complaint:
                    complaints.append(f"{kind} {at} ({error}): {complaint}")
                    break
        return complaints

    return work


class Publish(FailingCalls):
    """tiski-server --content."""

    def check(self, kind: str, calls: int, sample: int) -> None:
        self.run_lanes(f"publishing server with a failing {kind}", try_publishes(kind), points_of(kind, calls, sample))

    # As many calls as publishing makes, and some more: the watcher looks at the folder before.
    def test_open(self): self.check("open", 60, 2)
    def test_read(self): self.check("read", 60, 2)
    def test_write(self): self.check("write", 18, 2)
    def test_fsync(self): self.check("fsync", 12, 2)
    def test_rename(self): self.check("rename", 3, 3)


def server_at_rest(folder: Path, faults: failing.Faults) -> programs.Server:
    """It has searched, and opened what that takes: the calls from now on are those of saving."""
    server = programs.Server(folder, env=faults.environment)
    server.version_served()
    faults.arm("open", 0, None)
    calls = -1
    while calls != faults.calls():
        calls = faults.calls()
        time.sleep(0.3)
    faults.disarm()
    return server


def keep_a_report(folder: Path) -> None:
    """The first report of a server's life opens the file that an earlier one left."""
    programs.write_content(folder / "content", 0)
    programs.build(folder)
    with programs.Server(folder) as server:
        server.report("ennen")
        server.stop()


def try_save(folder: Path, faults: failing.Faults, kind: str, at: int, error: int | None) -> str:
    """A report whose saving meets one failing call, and one after it; what was wrong."""
    words = [f"{kind}{at}x{error}", f"jälkeen {kind}{at}x{error}"]
    with server_at_rest(folder, faults) as server:
        faults.arm(kind, at, error)
        status = server.report(words[0])
        faults.disarm()
        if status not in {201, 503}:
            return f"answered {status}"
        if server.report(words[1]) != 201:
            return f"and not kept afterwards either\n{server.log}"
        if server.stop() != 0:
            return f"ended badly\n{server.log}"
    lost = set(words if status == 201 else words[1:]) - programs.reports_kept(folder)
    return f"lost {lost}\n{server.log}" if lost else ""


def try_saves(kind: str):
    def work(folder: Path, points: list[tuple[int, int | None]], failed: list[int]) -> list[str]:
        keep_a_report(folder)
        faults = failing.Faults(folder / "control")
        complaints = []
        for at, error in points:
            complaint = try_save(folder, faults, kind, at, error)
            failed.append(faults.failed())
            complaints += [f"{kind} {at} ({error}): {complaint}"] if complaint else []
        return complaints

    return work


class Save(FailingCalls):
    """Readers' reports: what was answered with 201 is there, and the server goes on."""

    def check(self, kind: str) -> None:
        with Scratch() as scratch:
            folder = scratch.folder()
            keep_a_report(folder)
            faults = failing.Faults(folder / "control")
            with server_at_rest(folder, faults) as server:
                faults.arm(kind, 0, None)
                self.assertEqual(server.report("montako"), 201)
                calls = faults.calls()
        self.assertGreater(calls, 0)
        self.run_lanes(f"saving reports with a failing {kind}", try_saves(kind), points_of(kind, calls, calls))

    def test_open(self): self.check("open")
    def test_read(self): self.check("read")
    def test_write(self): self.check("write")
    def test_fsync(self): self.check("fsync")
