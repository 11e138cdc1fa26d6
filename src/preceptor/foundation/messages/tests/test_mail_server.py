"""The mail server's address and its answers."""

import pytest

from preceptor.foundation.messages.rules.server import mail_server, permanent, told


def test_a_full_address_is_read() -> None:
    server = mail_server("smtp://us%40er:p%3Aw@mail.example.org:2525?tls=1")
    assert server is not None
    assert (server.host, server.port, server.user, server.password, server.safety) == (
        "mail.example.org",
        2525,
        "us@er",
        "p:w",
        "starttls",
    )


@pytest.mark.parametrize(
    ("url", "port"), [("smtp://mail", 25), ("smtp://mail?tls=1", 587), ("smtps://mail", 465), ("smtp://mail:26", 26)]
)
def test_each_kind_of_connection_has_its_usual_port(url: str, port: int) -> None:
    server = mail_server(url)
    assert server is not None
    assert server.port == port


def test_no_address_is_no_server() -> None:
    assert mail_server("  ") is None


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail", "smtp://"])
def test_a_wrong_address_is_told_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match="must look like"):
        mail_server(url)


def test_the_password_is_not_shown() -> None:
    assert "geheim" not in repr(mail_server("smtp://me:geheim@mail"))


def test_only_answers_of_the_five_hundreds_are_final() -> None:
    assert [permanent(code) for code in (250, 421, 450, 550, 554)] == [False, False, False, True, True]


def test_an_answer_is_one_short_line() -> None:
    assert told(550, b"no such\r\n user\x00" + b"x" * 400)[:18] == "550 no such user x"
    assert len(told(550, b"x" * 400)) == 250
