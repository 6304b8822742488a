"""What a report on archives must say, worked out another way: all events in memory, whole
documents parsed by Python's json, every section a pass of its own. Slow and short on purpose.

    python3 oracle.py CATALOG ARCHIVE…

prints the members of `report --format json` that depend on content, and `pairs`, which is
`--by actor,event`. Standard library only; zstd is unpacked by the caller.
"""
import collections
import json
import sys
from datetime import date, timedelta

from archives import ascii_lower, identity, instant, label_of, member, party, records, refusal, shown


def day(at):
    return date(1970, 1, 1) + timedelta(days=at[0] // 86400)


class Event:
    def __init__(self, record):
        self.name = f'{record["type"]}.{record["action"]}'
        self.at = instant(record["created_at"])
        self.actor = party(record, "actor", "email")
        self.app = party(record, "app", "name")
        self.team = party(record, "team", "name")
        self.account = party(record, "enterprise_account", "name")
        self.ip = member(record, "request", "ip_address") or None


def given(text):
    """For ordering: what is absent comes before what is empty."""
    return text is not None, text or ""


NOBODY = (None, None)


def span(events):
    times = sorted(event.at for event in events)
    return {"count": len(times), "first_at": shown(times[0]), "last_at": shown(times[-1])}


def groups(events, key):
    found = collections.defaultdict(list)
    for event in events:
        found[key(event)].append(event)
    return found


def distinct(values, nothing):
    return len(set(values) - {nothing})


def by_party(events, name):
    rows = []
    for (who, _), its in groups(events, lambda e: identity(getattr(e, name))).items():
        label, others = label_of([(e.at, getattr(e, name)[1]) for e in its], getattr(its[0], name)[2])
        row = {name: label, "id": who, "also_known_as": others, **span(its)}
        if name == "actor":
            row["apps"] = distinct((identity(e.app) for e in its), NOBODY)
            row["ip_addresses"] = distinct((e.ip for e in its), None)
        if name == "app":
            row["actors"] = distinct((identity(e.actor) for e in its), NOBODY)
        row["event_types"] = distinct((e.name for e in its), None)
        rows.append(row)
    return sorted(rows, key=lambda r: (-r["count"], given(r[name]), given(r["id"])))


def sections(events, supported):
    names = groups(events, lambda e: e.name)
    days = sorted(day(e.at) for e in events)
    every_day = [days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1)] if days else []
    a_day = collections.Counter(days)
    an_hour = collections.Counter((day(e.at).isoweekday(), e.at[0] % 86400 // 3600) for e in events)
    ips = groups(events, lambda e: e.ip)
    times = sorted(e.at for e in events)
    labels = {r["id"] or ascii_lower(r["actor"]): r["actor"] for r in by_party(events, "actor")}
    pairs = groups(events, lambda e: (identity(e.actor), e.name))
    return {
        "period": {"from": shown(times[0]) if times else None, "to": shown(times[-1]) if times else None},
        "totals": {
            "events": len(events),
            "event_types": len(names),
            "actors": distinct((identity(e.actor) for e in events), NOBODY),
            "apps": distinct((identity(e.app) for e in events), NOBODY),
            "teams": distinct((identity(e.team) for e in events), NOBODY),
            "ip_addresses": distinct((e.ip for e in events), None),
            "unsupported_events": sum(e.name not in supported for e in events),
        },
        "by_event": sorted(
            ({"event": name, "supported": name in supported, **span(its)} for name, its in names.items()),
            key=lambda r: (-r["count"], r["event"]),
        ),
        "by_actor": by_party(events, "actor"),
        "by_app": by_party(events, "app"),
        "by_team": [{k: r[k] for k in ("team", "id", "count")} for r in by_party(events, "team")],
        "by_account": [
            {k: r[k] for k in ("account", "id", "also_known_as", "count", "first_at", "last_at")} for r in by_party(events, "account")
        ],
        "by_day": [{"day": str(d), "count": a_day[d]} for d in every_day],
        "by_hour": [{"weekday": w, "hour": h, "count": n} for (w, h), n in sorted(an_hour.items())],
        "by_ip": sorted(
            ({"ip": ip, "count": len(its), "actors": distinct((identity(e.actor) for e in its), NOBODY)} for ip, its in ips.items()),
            key=lambda r: (-r["count"], given(r["ip"])),
        ),
        "pairs": sorted(
            ({"actor": labels[who or mail], "actor_id": who, "event": name, **span(its)} for ((who, mail), name), its in pairs.items()),
            key=lambda r: (-r["count"], given(r["actor"]), given(r["actor_id"]), r["event"]),
        ),
    }


def main(catalog, *paths):
    with open(catalog, encoding="utf-8") as file:
        supported = {entry if isinstance(entry, str) else entry["event"] for entry in json.load(file)["events"]}
    ledger = collections.Counter(dict.fromkeys(("read", "accepted", "filtered", "duplicate", "rejected"), 0))
    findings = collections.Counter()
    seen, events = {}, []
    for record, content in (pair for path in paths for pair in records(path)):
        ledger["read"] += 1
        code = refusal(record)
        if code is None:
            first = seen.setdefault(record["id"].lower(), content)
            code = None if first is content else "U01" if first == content else "U02"
        ledger[{None: "accepted", "U01": "duplicate"}.get(code, "rejected")] += 1
        if code:
            findings[code] += 1
        else:
            events.append(Event(record))
    said = {"ledger": ledger, **sections(events, supported)}
    if said["totals"]["unsupported_events"]:
        findings["S10"] = said["totals"]["unsupported_events"]
    json.dump({**said, "findings": findings}, sys.stdout)


main(*sys.argv[1:])
