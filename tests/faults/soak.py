"""Mixed requests for a long time, while the index is replaced and readers report: none fails, nothing grows."""

import http.client
import json
import random
import shutil
import threading
import time
import unittest
import urllib.parse
from pathlib import Path

import figures
import programs
from scratch import Scratch

REQUESTS = 100_000
CLIENTS = 4
WARM_UP = REQUESTS // 4  # until then caches fill
MAX_PEAK_MB = 150
MAX_GROWTH_MB = 8  # between the end of the warm-up and the end of all
MAX_MORE_DESCRIPTORS = 8
SECONDS_BETWEEN_SWAPS = 2
WORDS = """asiakas reklamaatio palautus raha takaisin vihainen odottaa jono puhelin chat sähköposti anteeksi virhe oma hinta alennus kuitti takuu tuote
vika huolto toimitus myöhässä kieli englanti lapsi vanhus näkövamma kuulovamma uhkaus väkivalta poliisi hätänumero tietosuoja henkilötieto salasana
customer complaint refund angry waiting phone email sorry mistake price receipt warranty delivery threat privacy kund klagomål pengar tillbaka arg vänta
telefon fel pris kvitto garanti leverans hot dataskydd""".split()


def megabytes(pid: int, field: str) -> float:
    """VmRSS, VmHWM (the highest it was)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise AssertionError(f"/proc has no {field}")


def descriptors(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


class Client(threading.Thread):
    """Asks on a connection that it keeps as long as the server does. An answer of 500 and above, or none at all, is a failure."""

    def __init__(self, port: int, seed: int, articles: list[str], count: int):
        super().__init__()
        self.chance = random.Random(seed)
        self.port, self.articles, self.left = port, articles, count
        self.asked, self.failures, self.kept = 0, [], 0
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def run(self) -> None:
        while self.left > 0:
            self.left -= 1
            self.ask(*self.request())
            self.asked += 1
        self.connection.close()

    def request(self) -> tuple[str, str]:
        lang = self.chance.choice(("fi", "fi", "en", "sv"))
        words = urllib.parse.quote(" ".join(self.chance.choices(WORDS, k=self.chance.randint(1, 4))))
        return self.chance.choice((
            ("GET", f"/{lang}/search?q={words}"), ("GET", f"/{lang}/search?q={words}&page={self.chance.randint(1, 3)}&topic=reklamaatiot"),
            ("GET", f"/api/v1/search?q={words}&lang={lang}"), ("GET", f"/api/v1/suggest?q={words[:self.chance.randint(1, 6)].rstrip('%')}&lang={lang}"),
            ("GET", f"/{lang}/a/{self.chance.choice(self.articles)}"), ("GET", f"/api/v1/articles/{self.chance.choice(self.articles)}?lang={lang}"),
            ("GET", f"/{lang}/"), ("GET", f"/{lang}/az"), ("HEAD", f"/{lang}/"), ("GET", "/robots.txt"), ("GET", f"/{lang}/{words}"), ("POST", "/api/v1/missing"),
        ))

    def ask(self, method: str, path: str) -> None:
        try:
            body = self.report() if method == "POST" else None
            self.connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
            answer = self.connection.getresponse()
            answer.read()
            self.kept += method == "POST" and answer.status == 201
            if answer.status >= 500:
                self.failures.append(f"{method} {path}: {answer.status}")
        except (OSError, http.client.HTTPException, ValueError) as problem:
            self.failures.append(f"{method} {path}: {type(problem).__name__} {problem}")
            self.connection.close()

    def report(self) -> str:
        self.connection.request("GET", "/api/v1/token")
        token = json.loads(self.connection.getresponse().read())["token"]
        return json.dumps({"q": self.chance.choice(WORDS), "lang": "fi", "token": token})


@unittest.skipUnless(programs.THOROUGH, "long: script/bench soak, or script/test --thorough")
class Soak(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(Scratch()).folder()
        shutil.copytree(programs.ROOT / "content", self.folder / "content")
        self.assertEqual(programs.build(self.folder).returncode, 0)
        self.articles = sorted(path.stem for path in (self.folder / "content/fi").rglob("*.md"))

    def swap(self, number: int) -> None:
        path = sorted((self.folder / "content/fi").rglob("*.md"))[number % 7]
        path.write_text(path.read_text(encoding="utf-8") + f"\nLisäys {number}.\n", encoding="utf-8")
        run = programs.build(self.folder)
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_requests_with_swaps_and_saves(self) -> None:
        with programs.Server(self.folder) as server:
            pid = server.process.pid
            clients = [Client(server.port, seed, self.articles, REQUESTS // CLIENTS) for seed in range(CLIENTS)]
            for client in clients:
                client.start()
            swaps, warm, at_start = 0, None, descriptors(pid)
            while any(client.is_alive() for client in clients):
                time.sleep(SECONDS_BETWEEN_SWAPS)
                swaps += 1
                self.swap(swaps)
                if warm is None and sum(client.asked for client in clients) > WARM_UP:
                    warm = megabytes(pid, "VmRSS")
            for client in clients:
                client.join()
            self.assertTrue(programs.soon(lambda: descriptors(pid) <= at_start + MAX_MORE_DESCRIPTORS, 30))
            end, peak = megabytes(pid, "VmRSS"), megabytes(pid, "VmHWM")
            self.assertEqual(server.stop(), 0)
        failures = [failure for client in clients for failure in client.failures]
        kept = sum(client.kept for client in clients)
        grown = end - (end if warm is None else warm)
        well = not failures and peak <= MAX_PEAK_MB and grown <= MAX_GROWTH_MB
        figures.record(f"{REQUESTS} mixed requests, {swaps} swaps, {kept} saves", f"none failed, peak <= {MAX_PEAK_MB} MB, steady",
                       f"{len(failures)} failed, peak {peak:.0f} MB, grown {grown:+.1f} MB", well)
        print(f"{swaps} swaps, {kept} saves, {len(failures)} failed, peak {peak:.0f} MB, grown {grown:+.1f} MB ", end="", flush=True)
        self.assertEqual(failures[:10], [])
        self.assertLessEqual(peak, MAX_PEAK_MB)
        self.assertLessEqual(grown, MAX_GROWTH_MB)
