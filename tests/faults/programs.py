"""The two programs as processes of their own, on a small knowledge base whose every text says its version."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
PROGRAMS = ROOT / "build/run"  # run.py sets it
THOROUGH = bool(os.environ.get("TISKI_THOROUGH"))

KB = """name: {fi: Tiski}
languages: [fi]
roles:
  vastaava: {fi: Vastaava}
review:
  default: P12M
facets:
  - name: topic
    label: {fi: Aihe}
    values:
      kassa: {fi: Kassa}
  - name: type
    label: {fi: Laji}
    values:
      ohje: {fi: Ohje}
"""

FRONT = """---
title: {title}
summary: Tiivistelmä {mark}.
topic: kassa
type: ohje
owner: vastaava
reviewed: 2026-11-01
status: published
---

"""


def article(title: str, mark: str) -> str:
    return FRONT.format(title=title, mark=mark) + f"Teksti {mark}.\n\n## Otsikko\n\nMittari näyttää {mark}.\n"


def articles_of(version: int) -> int:
    return 3 + version % 2


def write_content(folder: Path, version: int) -> None:
    """Version n, whole at once: `folder` is a link to it. Odd versions have an article more."""
    versions = folder.with_name(folder.name + ".versions")
    made = versions / str(version)
    shutil.rmtree(made, ignore_errors=True)
    below = made / "fi/kassa"
    below.mkdir(parents=True)
    (made / "kb.yaml").write_text(KB, encoding="utf-8")
    for number in range(articles_of(version)):
        (below / f"ohje-{number}.md").write_text(article(f"Ohje {number}", f"versio{version}"), encoding="utf-8")
    link = versions / "link"
    link.symlink_to(made, target_is_directory=True)
    link.rename(folder)
    for old in versions.iterdir():
        if old.name not in {str(version), str(version - 1)}:
            shutil.rmtree(old)


def indexer(*arguments: object, **options: object) -> subprocess.CompletedProcess:
    """tiski-indexer to its end. The exit code is negative when a signal ended it."""
    command = [PROGRAMS / "indexer/tiski-indexer", *map(str, arguments)]
    options = {"env": environment(), **options}
    run = subprocess.run(command, capture_output=True, timeout=120, check=False, **options)
    run.stdout, run.stderr = (text.decode("utf-8", "backslashreplace") for text in (run.stdout, run.stderr))
    return run


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "TISKI_TODAY": TODAY, **more}


def build(folder: Path, *arguments: object, **options: object) -> subprocess.CompletedProcess:
    return indexer("build", "--content", folder / "content", "--index", folder / "tiski.index", *arguments, **options)


def described(index: Path) -> dict:
    """What the index says of itself, every byte of it verified."""
    run = indexer("info", "--index", index, "--format", "json")
    if run.returncode != 0:
        raise AssertionError(f"{index} can't be read: {run.stderr}")
    return json.loads(run.stdout)


def counted(index: Path) -> int:
    return described(index)["articles"]["fi"]


def reports_kept(folder: Path) -> set[str]:
    """What the server of that folder, which has ended, has kept of reports; an AssertionError when the file is not whole."""
    with contextlib.closing(sqlite3.connect(folder / "tiski.db")) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise AssertionError("the reports' file is damaged")
        return {row[0] for row in database.execute("SELECT q FROM missing")}


class Answer:
    def __init__(self, status: int, body: bytes):
        self.status = status
        self.body = body.decode("utf-8")

    def json(self) -> dict:
        return json.loads(self.body)


class Server:
    """tiski-server on a free port, until the end of its `with`."""

    def __init__(self, folder: Path, *arguments: object, templates: Path = ROOT / "templates", **options: object):
        command = [
            PROGRAMS / "server/tiski-server", "--index", folder / "tiski.index", "--listen", "127.0.0.1:0",
            "--templates", templates, "--state", folder / "tiski.db", "--log-level", "warn", *arguments,
        ]
        options = {"env": environment(), **options}
        self.process = subprocess.Popen(
            list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
        )
        self.log = ""
        self._reader = threading.Thread(target=self._read_log, daemon=True)
        self._reader.start()
        line = self.process.stdout.readline().decode()
        self.port = int(line.rstrip("/\n").rsplit(":", 1)[1]) if line.startswith("http://") else 0

    def _read_log(self) -> None:
        for line in self.process.stderr:
            self.log += line.decode("utf-8", "backslashreplace")

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def is_running(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        self.process.kill()
        self.wait()

    def wait(self) -> int:
        status = self.process.wait(60)
        self._reader.join(10)
        self.process.stdout.close()
        self.process.stderr.close()
        return status

    def says(self, text: str) -> bool:
        """In its log, which a thread of its own writes."""
        return soon(lambda: text in self.log)

    def stop(self) -> int:
        """Asks it to end; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def ask(self, method: str, path: str, body: str | None = None, timeout: float = 30) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            headers = {"Content-Type": "application/json"} if body is not None else {}
            connection.request(method, path, body.encode() if body is not None else None, headers)
            got = connection.getresponse()
            return Answer(got.status, got.read())
        finally:
            connection.close()

    def get(self, path: str, timeout: float = 30) -> Answer:
        return self.ask("GET", path, timeout=timeout)

    def version_served(self) -> int:
        """The one version that all of the served articles are of; an AssertionError where they are mixed."""
        found = self.get("/api/v1/search?q=mittari&per_page=50").json()
        versions = {item["summary"] for item in found["items"]}
        if len(versions) != 1:
            raise AssertionError(f"a mixture is served: {versions}")
        version = int(versions.pop().removeprefix("Tiivistelmä versio").rstrip("."))
        if found["total"] != articles_of(version):
            raise AssertionError(f"version {version} with {found['total']} articles")
        return version

    def report(self, text: str) -> int:
        """Sends what was missing; the status: 201 when it is kept."""
        token = self.get("/api/v1/token").json()["token"]
        return self.ask("POST", "/api/v1/missing", json.dumps({"q": text, "lang": "fi", "token": token})).status


def soon(done, seconds: float = 60, pause: float = 0.02) -> bool:
    """Waits until it is so: generously, as the machine may be busy."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True
