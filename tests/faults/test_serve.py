"""`preceptor serve`: what is killed comes back, and all goes when the supervisor is killed."""

import http.client
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.faults.workers import Pool, free_port, gone, kill, wait_for

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with a killed parent"),
]


class Site:
    """A site with its own port."""

    def __init__(self, pool: Pool) -> None:
        self.port = free_port()
        self.supervisor = pool.fork(f"serve --port {self.port}")

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
        found, look = [], [self.supervisor]
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
def site(pool: Pool) -> Iterator[Site]:
    served = Site(pool)
    wait_for(served.answers)
    yield served
    for pid in (served.supervisor, *served.family()):
        kill(pid)


def test_whatever_is_killed_comes_back(site: Site) -> None:
    for killed in list(site.family()):
        kill(killed)
    wait_for(lambda: len(site.family()) == 3 and all(not gone(pid) for pid in site.family()))
    wait_for(site.answers)


def test_all_goes_when_the_supervisor_is_killed(site: Site) -> None:
    family = site.family()
    kill(site.supervisor)
    wait_for(lambda: all(gone(pid) for pid in family))


def test_asked_to_stop_it_ends_all_in_order(site: Site) -> None:
    family = site.family()
    os.kill(site.supervisor, signal.SIGTERM)
    wait_for(lambda: gone(site.supervisor))
    assert all(gone(pid) for pid in family)


def test_a_taken_port_is_told_with_a_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(CommandError, match="another port with --port"):
        call_command("serve", port=taken.getsockname()[1])
