"""`preceptor serve`: what is killed comes back, and all goes when the supervisor is killed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.workers import gone, kill, wait_for

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with a killed parent"),
]


class Site:
    """A site served from a data folder of its own; its pages need no gathered static files here."""

    def __init__(self, data: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        manifest = data / "static" / "staticfiles.json"
        manifest.parent.mkdir()
        manifest.write_text('{"version": "1.1", "paths": {}, "hash": ""}')
        os.utime(manifest, (time.time() + 3600, time.time() + 3600))
        environ = {**os.environ, "PRECEPTOR_DATA": str(data), "DATABASE_URL": "", "PYTHONPATH": "src"}
        command = [sys.executable, "-m", "django", "serve", "--port", str(self.port)]
        self.log = data / "log"
        self.process = subprocess.Popen(
            command,
            env={**environ, "DJANGO_SETTINGS_MODULE": "preceptor.config.settings"},
            cwd=Path(__file__).resolve().parents[2],
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("HEAD", "/")
            return connection.getresponse().status == 302
        except OSError:
            return False
        finally:
            connection.close()

    def family(self) -> list[int]:
        """Every process that came from the supervisor."""
        found, look = [], [self.process.pid]
        while look:
            children = below(look.pop())
            found += children
            look += children
        return found


def below(pid: int) -> list[int]:
    """The processes that this one started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    served = Site(tmp_path)
    wait_for(lambda: "Ready" in served.log.read_text())
    yield served
    for pid in (served.process.pid, *served.family()):
        kill(pid)
    served.process.wait()


def test_the_site_says_when_it_is_ready_and_answers(site: Site) -> None:
    assert site.answers()


def test_whatever_is_killed_comes_back(site: Site) -> None:
    for killed in list(site.family()):
        kill(killed)
    wait_for(lambda: len(site.family()) == 3 and all(not gone(pid) for pid in site.family()))
    wait_for(site.answers)


def test_all_goes_when_the_supervisor_is_killed(site: Site) -> None:
    family = site.family()
    kill(site.process.pid)
    wait_for(lambda: all(gone(pid) for pid in family))


def test_asked_to_stop_it_ends_all_in_order(site: Site) -> None:
    family = site.family()
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(timeout=40) == 0
    assert all(gone(pid) for pid in family)


def test_a_taken_port_is_told_with_a_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, "-m", "django", "serve", "--port", str(taken.getsockname()[1])]
        environ = {**os.environ, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "preceptor.config.settings"}
        done = subprocess.run(
            command,
            env={**environ, "PRECEPTOR_DATA": str(tmp_path)},
            cwd=Path(__file__).resolve().parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, "choose another port with --port" in done.stderr) == (1, True)
