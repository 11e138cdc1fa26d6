"""Calendar feeds: each session under one identity for good; its sequence rises with every change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Sitting:
    """A session as a calendar keeps it."""

    uid: str
    sequence: int
    title: str
    starts: datetime
    minutes: int
    place: str
    link: str
    cancelled: bool
    changed: datetime


def feed(name: str, sittings: Iterable[Sitting]) -> bytes:
    """An iCalendar file, all moments in UTC so that no reader needs to know a time zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Preceptor//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT1H")
    for each in sorted(sittings, key=lambda sitting: (sitting.starts, sitting.uid)):
        calendar.add_component(_event(each))
    written: bytes = calendar.to_ical()
    return written


def _event(each: Sitting) -> Event:
    event = Event()
    event.add("uid", each.uid)
    event.add("sequence", each.sequence)
    event.add("dtstamp", each.changed.astimezone(UTC))
    event.add("last-modified", each.changed.astimezone(UTC))
    event.add("dtstart", each.starts.astimezone(UTC))
    event.add("dtend", (each.starts + timedelta(minutes=each.minutes)).astimezone(UTC))
    event.add("summary", each.title)
    event.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if each.cancelled else "OPAQUE")
    if each.place:
        event.add("location", each.place)
    if each.link:
        event.add("url", each.link)
    return event
