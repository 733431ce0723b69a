"""The server's n-th malloc fails while it publishes and while it saves: it goes on, or ends and is well when it is started again."""

import http.client
import unittest

import failing
import figures
import programs
from scratch import Scratch

PUBLISHES = 60 if programs.THOROUGH else 4
SAVES = 200 if programs.THOROUGH else 12
SAVES_OF_ONE_SERVER = 20  # sixty reports a minute are taken, two a round
NO_ANSWER = (OSError, http.client.HTTPException, ValueError, KeyError, AssertionError)  # or one in mid-change: what counts is where it ends


def spread(calls: int, count: int) -> list[int]:
    """Calls to fail: the first, the last and some between."""
    return sorted({1 + round(i * (calls - 1) / (count - 1)) for i in range(count)})


class OutOfMemory(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(Scratch()).folder()
        programs.write_content(self.folder / "content", 0)
        self.assertEqual(programs.build(self.folder).returncode, 0)
        self.faults = failing.Faults(self.folder / "control")
        self.ended = 0
        self.server = None
        self.addCleanup(self.stop)

    def start(self, *arguments: object) -> None:
        self.stop()
        self.server = programs.Server(self.folder, *arguments, env=self.faults.environment)
        self.arguments = arguments
        self.assertNotEqual(self.server.port, 0, self.server.log)

    def stop(self) -> None:
        self.faults.disarm()
        if self.server is not None:
            self.server.kill()
            self.server = None

    def restart_if_ended(self) -> None:
        if self.server.is_running():
            return
        self.ended += 1
        self.start(*self.arguments)

    def is_served(self, version: int) -> bool:
        try:
            return self.server.version_served() == version
        except NO_ANSWER:
            return False

    def calls_of(self, work) -> int:
        self.faults.arm("malloc", 0, None)
        work()
        self.faults.disarm()
        self.assertGreater(self.faults.calls(), 1000)
        return self.faults.calls()

    def publish(self, version: int) -> None:
        programs.write_content(self.folder / "content", version)
        self.assertTrue(programs.soon(lambda: self.is_served(version) or not self.server.is_running(), 120, 0.1), self.server.log)

    def test_publish(self) -> None:
        self.start("--content", self.folder / "content")
        calls = self.calls_of(lambda: self.publish(1))
        points = spread(calls, PUBLISHES)
        failed = 0
        for version, at in enumerate(points, 2):
            self.faults.arm("malloc", at, failing.ERRORS["malloc"][0])
            self.publish(version)
            failed += self.faults.failed()
            self.faults.disarm()
            counted = programs.counted(self.folder / "tiski.index")  # every byte is verified
            self.assertIn(counted, {programs.articles_of(version), programs.articles_of(version - 1)}, f"malloc {at}")
            for _ in range(2):  # it may still have been ending
                self.restart_if_ended()
                self.publish(version)
            self.assertTrue(self.server.is_running(), f"malloc {at}: ends again\n{self.server.log}")
        figures.record("publishing server with a failing malloc", "old or new state, all",
                       f"{len(points)} of {len(points)}, {self.ended} of them with a restart", True)
        self.assertGreater(failed, 0)

    def report(self, text: str) -> int:
        try:
            return self.server.report(text)
        except NO_ANSWER:
            return 0

    def report_to_one_that_runs(self, text: str) -> int:
        """The malloc that failed may have been another thread's: then the server ends a moment after its answer."""
        status = self.report(text)
        if status == 0 and programs.soon(lambda: not self.server.is_running(), 10):
            self.restart_if_ended()
            status = self.report(text)
        return status

    def test_save(self) -> None:
        self.start()
        calls = self.calls_of(lambda: self.assertEqual(self.server.report("ensin"), 201))
        points = spread(calls, SAVES)
        kept, failed = {"ensin"}, 0
        for number, at in enumerate(points, 1):
            if number % SAVES_OF_ONE_SERVER == 0:
                self.start()
            hurt, whole = f"sana{number}x", f"sana{number}y"  # four digits would be masked
            self.faults.arm("malloc", at, failing.ERRORS["malloc"][0])
            status = self.report(hurt)
            failed += self.faults.failed()
            self.faults.disarm()
            self.assertIn(status, {0, 201, 500, 503}, f"malloc {at}\n{self.server.log}")
            if status == 201:
                kept.add(hurt)
            self.assertEqual(self.report_to_one_that_runs(whole), 201, f"after malloc {at}\n{self.server.log}")
            kept.add(whole)
        self.assertEqual(self.server.stop(), 0)
        rows = programs.reports_kept(self.folder)
        figures.record("saving reports with a failing malloc", "nothing kept is lost, all",
                       f"{len(points)} of {len(points)}, {self.ended} of them with a restart", kept <= rows)
        self.assertLessEqual(kept, rows)
        self.assertGreater(failed, 0)
