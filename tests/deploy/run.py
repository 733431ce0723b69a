#!/usr/bin/env python3
"""Runs Tiski as packaging/ and docs/deploy.md say: behind nginx with TLS, under a further name, with the unit's exposure measured.

  tests/deploy/run.py --programs build/run
"""

import argparse
import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))
import figures
import programs
from scratch import Scratch

PACKAGING = programs.ROOT / "packaging"
NAME = "tiski.example.org"  # of packaging/nginx.conf
MAX_EXPOSURE = 2.0
FORGED = {
    "X-Forwarded-For": "192.0.2.66", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Port": "666",
    "X-Real-IP": "192.0.2.66", "Forwarded": "for=192.0.2.66;host=evil.example;proto=https", "X-Original-URL": "/evil", "X-Rewrite-URL": "/evil",
    "X-HTTP-Method-Override": "DELETE",
}


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Deployed(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = self.enterContext(Scratch()).folder()
        programs.write_content(self.folder / "content", 0)
        self.assertEqual(programs.build(self.folder).returncode, 0)
        self.server = self.enterContext(programs.Server(self.folder, "--host", f"{NAME}:443"))

    def ask(self, connection: http.client.HTTPConnection, method: str, path: str, body=None, headers=None) -> http.client.HTTPResponse:
        connection.request(method, path, body, {"Host": NAME, **(headers or {})})
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer


class ForgedHeaders(Deployed):
    """Asked directly: what a client says of forwarding changes nothing."""

    def test_change_no_answer(self) -> None:
        for path in ("/", "/fi/", "/fi/search?q=mittari", "/opensearch.xml", "/fi/a/ohje-1", "/api/v1/search?q=mittari", "/evil"):
            def answer(headers: dict[str, str]) -> tuple[int, str, str | None]:
                got = self.ask(http.client.HTTPConnection("127.0.0.1", self.server.port), "GET", path, headers=headers)
                # What differs between any two answers: the token of the forms, the request's id, the time it took.
                same = re.sub(r'[0-9a-f]{8,}|[0-9a-f]{6}-[0-9a-f]+|"\w*(ms|seconds)":[0-9.]+', "", got.text)
                return got.status, same, got.headers["Location"]

            plain = answer({})
            for name, value in FORGED.items():
                self.assertEqual(answer({name: value}), plain, f"{path} with {name}")


@unittest.skipUnless(shutil.which("nginx") and shutil.which("openssl"), "nginx or openssl is not installed: apt install nginx-light openssl")
class BehindNginx(Deployed):
    """packaging/nginx.conf as it is, but for its ports and its certificate."""

    def setUp(self) -> None:
        super().setUp()
        self.port, self.plain_port = free_port(), free_port()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
             "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", self.folder / "key.pem", "-out", self.folder / "cert.pem"],
            check=True, capture_output=True,
        )
        nginx = subprocess.Popen(
            ["nginx", "-p", self.folder, "-e", self.folder / "nginx.log", "-c", self.written_config(), "-g", "daemon off; master_process off;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        self.addCleanup(nginx.wait)
        self.addCleanup(nginx.terminate)
        self.assertTrue(programs.soon(self.answers), lambda: (self.folder / "nginx.log").read_text())

    def written_config(self) -> Path:
        config = (PACKAGING / "nginx.conf").read_text(encoding="utf-8")
        self.assertIn("proxy_pass http://127.0.0.1:8080;", config)
        config = re.sub(r" *listen \[::\].*\n", "", config)
        config = config.replace("listen 443 ", f"listen 127.0.0.1:{self.port} ").replace("listen 80;", f"listen 127.0.0.1:{self.plain_port};")
        config = config.replace("127.0.0.1:8080;", f"127.0.0.1:{self.server.port};")
        config = config.replace("/etc/ssl/tiski/fullchain.pem", str(self.folder / "cert.pem")).replace("/etc/ssl/tiski/privkey.pem", str(self.folder / "key.pem"))
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        path = self.folder / "nginx.conf"
        path.write_text(f"pid {self.folder}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{config}\n}}\n", encoding="utf-8")
        return path

    def tls(self) -> http.client.HTTPSConnection:
        context = ssl.create_default_context(cafile=self.folder / "cert.pem")
        connection = http.client.HTTPSConnection(NAME, self.port, context=context, timeout=30)
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.sock = context.wrap_socket(raw, server_hostname=NAME)
        return connection

    def answers(self) -> bool:
        try:
            return self.ask(self.tls(), "GET", "/fi/").status == 200
        except OSError:
            return False

    def token(self) -> str:
        return json.loads(self.ask(self.tls(), "GET", "/api/v1/token").text)["token"]

    def report(self, body, headers: dict[str, str], path: str = "/api/v1/missing") -> int:
        return self.ask(self.tls(), "POST", path, body, {"Content-Type": "application/json", **headers}).status

    def test_pages_come_with_our_headers_and_with_strict_transport_security(self) -> None:
        answer = self.ask(self.tls(), "GET", "/fi/search?q=mittari")
        self.assertEqual(answer.status, 200)
        self.assertIn("Mittari", answer.text)
        self.assertIn("max-age", answer.headers["Strict-Transport-Security"])
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        self.assertEqual(answer.headers["X-Frame-Options"], "DENY")

    def test_plain_http_leads_to_tls(self) -> None:
        answer = self.ask(http.client.HTTPConnection("127.0.0.1", self.plain_port), "GET", "/fi/search?q=x")
        self.assertEqual((answer.status, answer.headers["Location"]), (301, f"https://{NAME}/fi/search?q=x"))

    def test_a_name_that_is_not_ours_is_refused(self) -> None:
        self.assertEqual(self.ask(self.tls(), "GET", "/fi/", headers={"Host": "evil.example"}).status, 421)

    def test_forged_forwarding_headers_change_nothing(self) -> None:
        for path in ("/fi/", "/opensearch.xml", "/"):
            answer = self.ask(self.tls(), "GET", path, headers=FORGED)
            self.assertNotIn("evil", answer.text + str(answer.headers))
            self.assertIn(answer.status, {200, 302, 303, 307})

    def test_forms_of_our_own_pages_are_taken_and_others_are_not(self) -> None:
        def body() -> str:
            return json.dumps({"q": "puuttuva", "lang": "fi", "token": self.token()})

        self.assertEqual(self.report(body(), {"Origin": f"https://{NAME}", "Sec-Fetch-Site": "same-origin"}), 201)
        self.assertEqual(self.report(body(), {"Origin": "https://evil.example"}), 403)
        self.assertEqual(self.report(body(), {"Origin": "https://evil.example", **FORGED}), 403)
        self.assertEqual(self.report(body(), {"Sec-Fetch-Site": "cross-site"}), 403)
        self.assertEqual(self.report(json.dumps({"q": "x", "lang": "fi"}), {"Origin": f"https://{NAME}"}), 403)

    def test_a_chunked_body_arrives_with_a_length(self) -> None:
        parts = json.dumps({"q": "osissa", "lang": "fi", "token": self.token()}).encode()
        self.assertEqual(self.report(iter([parts[:7], parts[7:]]), {}), 201)

    def test_a_body_over_the_limit_is_refused(self) -> None:
        try:
            self.assertEqual(self.report("x" * (2 << 20), {}), 413)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            pass  # refused while we were still sending


@unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze is not installed")
class Unit(unittest.TestCase):
    def test_exposure(self) -> None:
        run = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", PACKAGING / "tiski.service"], capture_output=True, text=True, check=False
        )
        found = re.search(r"exposure level for \S+: ([0-9.]+)", run.stdout)
        if not found:
            self.skipTest(f"systemd-analyze does not say: {run.stderr.strip()}")
        exposure = float(found.group(1))
        figures.record("exposure of the systemd unit", f"<= {MAX_EXPOSURE}", str(exposure), exposure <= MAX_EXPOSURE)
        self.assertLessEqual(exposure, MAX_EXPOSURE)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--programs", type=Path, default=programs.PROGRAMS)
    programs.PROGRAMS = arguments.parse_args().programs.resolve()
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    return 0 if unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
