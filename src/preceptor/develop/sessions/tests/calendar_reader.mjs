// A calendar of others reads our feeds: what it understands of each event, at the wall of a zone that it is told.
// In: {"zone": name, "feeds": {name: text}}; out: for each feed its method and its events by identity.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const given = JSON.parse(readFileSync(0, "utf8"));
const wall = new Intl.DateTimeFormat("sv-SE", { timeZone: given.zone, dateStyle: "short", timeStyle: "short" });

function event(component) {
  const read = new ICAL.Event(component);
  const { startDate, endDate } = read;
  return {
    sequence: read.sequence,
    status: component.getFirstPropertyValue("status"),
    summary: read.summary,
    location: read.location,
    url: component.getFirstPropertyValue("url"),
    zone: startDate.zone.tzid,
    starts: startDate.toJSDate().toISOString(),
    wall: wall.format(startDate.toJSDate()),
    minutes: endDate.subtractDate(startDate).toSeconds() / 60,
  };
}

function read(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent");
  const byIdentity = events.map((each) => [each.getFirstPropertyValue("uid"), event(each)]);
  return {
    method: calendar.getFirstPropertyValue("method"),
    count: events.length,
    events: Object.fromEntries(byIdentity),
  };
}

const said = Object.fromEntries(Object.entries(given.feeds).map(([name, text]) => [name, read(text)]));
process.stdout.write(JSON.stringify(said));
