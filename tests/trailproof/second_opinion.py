"""Random small archives and flags, and what a report on them must say, worked out from the contract
by a program that shares nothing with the one under test.

    python3 second_opinion.py TRAILPROOF [ROUNDS] [SEED]

Each round writes one to four documents into a folder, asks `TRAILPROOF report` about them with random
flags, and compares the ledger, every section, the findings and the filters that met nothing. It stops
at the first difference, tells it, and leaves the documents where they are. Standard library only.
"""
import collections
import decimal
import fnmatch
import gzip
import ipaddress
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta, timezone

EPOCH = date(1970, 1, 1)
CATALOGS = {}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII)
TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)

# ---- random documents ------------------------------------------------------------------------------


class Text(str):
    """A number as it is written."""


def uuid(prefix, n):
    return f"{prefix}000000-0000-4000-8000-00000000{n:04x}"


def in_some_case(dice, text):
    return dice.choice([text, text, text.upper(), "".join(dice.choice((c, c.upper())) for c in text)])


def number(dice, value):
    """One decimal value in one of its many spellings."""
    value = decimal.Decimal(value)
    sign, digits, exponent = value.as_tuple()
    plain = "".join(map(str, digits))
    spellings = [f"{'-' * sign}{plain}e{exponent}"]
    if plain != "0":
        spellings.append(f"{'-' * sign}{plain}0E{exponent - 1:+}")
    if exponent == 0:
        spellings += [f"{'-' * sign}{plain}", f"{'-' * sign}{plain}.0", f"{'-' * sign}{plain}.000e0"]
    else:
        spellings += [format(value, "f"), format(value, "f") + ("" if exponent >= 0 else "00")]
    return Text(dice.choice(spellings))


NUMBERS = ["0", "1", "-1", "100", "0.1", "1.5", "9007199254740993", "9007199254740992", "1E+30", "1E-30", "123456789012345678901234567890"]
ACTIONS = [
    "app.create", "app.destroy", "addon.attach", "ssl_endpoint.create", "trusted_ip.update", "applink_app.publish",
    "collaborator.create", "App.create", "thing.é", "space.create", "a.b.c", "team_membership.create",
]
MAILS = ["ann@acme.example", "Ann@Acme.example", "ben@acme.example", "svc-deploy@bots.example.net", "zoë@acme.example", "ZOË@acme.example", "[x]@a.example", "!odd@a.example"]
NAMES = ["shop", "Shop", "shop-production", "blog-staging", "café", "a[b", "x*y", "!no", "blog", "Ünï"]
ADDRESSES = ["203.0.113.7", "203.0.113.8", "10.0.0.1", "2001:db8::1", "2001:DB8::1", "::ffff:10.0.0.1", "not an address", "198.51.100.3"]
MONTHS = ["2018-05", "2018-06", "2019-09", "2024-03", "2024-04", "2025-12", "2026-01", "2026-02", "2026-11"]


def instant_text(dice, months):
    year, month = map(int, dice.choice(months).split("-"))
    at = datetime(year, month, dice.choice((1, 1, 2, 15, 28)), dice.choice((0, 0, 12, 23)), dice.choice((0, 30, 59)), dice.choice((0, 1, 59)))
    if dice.random() < 0.03:
        # The end of a month in UTC, with and without a leap second.
        at = datetime(year + month // 12, month % 12 + 1, 1) - timedelta(seconds=1)
        if dice.random() < 0.5:
            return at.strftime("%Y-%m-%dT%H:%M:60") + dice.choice(("Z", ".5Z", "z"))
    fraction = dice.choice(("", "", ".123", ".1", ".123456789", ".999999999999", ".000"))
    offset = dice.choice(("Z", "Z", "Z", "z", "+00:00", "-00:00", "+02:00", "-11:30", "+14:00"))
    if offset[0] in "+-":
        away = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:]))
        at = at + away if offset[0] == "+" else at - away
    return at.strftime(f"%Y-%m-%d{dice.choice('TTTt')}%H:%M:%S") + fraction + offset


def some_party(dice, prefix, labels, member):
    kind = dice.random()
    if kind < 0.12:
        return dice.choice([None, {}, "", 7, [], {"id": "", member: ""}, {"id": None, member: None}, {"id": 5}])
    n = dice.randrange(4)
    party = {"id": in_some_case(dice, uuid(prefix, n)), member: dice.choice(labels)}
    if dice.random() < 0.7:
        party[member] = labels[n % len(labels)]
    if kind < 0.30:
        party["id"] = dice.choice([None, "", "not-a-uuid", "Not-A-UUID"])
        if dice.random() < 0.6:
            del party["id"]
    elif kind < 0.40:
        party[member] = dice.choice([None, ""])
        if dice.random() < 0.5:
            del party[member]
    return party


def some_value(dice, depth=0):
    kind = dice.randrange(7 if depth < 3 else 5)
    if kind < 2:
        return number(dice, dice.choice(NUMBERS))
    if kind < 5:
        return dice.choice([None, True, False, "", "text", 'a "quoted"\n\\ text', "é😀", "1", "\u202e"])
    if kind == 5:
        return [some_value(dice, depth + 1) for _ in range(dice.randrange(3))]
    return {name: some_value(dice, depth + 1) for name in dice.sample(["id", "type", "actor", "", "x", "é"], dice.randrange(3))}


def some_event(dice, n, months):
    kind, action = dice.choice(ACTIONS).rsplit(".", 1)
    event = {
        "id": in_some_case(dice, uuid("ee", n)),
        "created_at": instant_text(dice, months),
        "type": kind,
        "action": action,
        "actor": some_party(dice, "aa", MAILS, "email"),
        "app": some_party(dice, "bb", NAMES, "name"),
        "enterprise_account": some_party(dice, "ac", ["acme", "acme-corp", "Other"], "name") if dice.random() < 0.3 else {"id": uuid("ac", 0), "name": "acme"},
        "team": some_party(dice, "dd", NAMES, "name"),
        "request": dice.choice([None, {}, {"ip_address": ""}, {"ip_address": None}, "x"] + [{"ip_address": ip} for ip in ADDRESSES]),
        "data": some_value(dice),
    }
    for name in ("actor", "app", "enterprise_account", "team", "request", "data"):
        if dice.random() < 0.15:
            del event[name]
    return event


def spoilt(dice, event):
    """A record that is no event."""
    if dice.random() < 0.3:
        return dice.choice([None, True, [], [event], "text", number(dice, "1")])
    event = dict(event)
    name = dice.choice(["id", "created_at", "type", "action"])
    bad = {
        "id": ["not-a-uuid", "", uuid("ee", 1)[:-1], "{" + uuid("ee", 1) + "}"],
        "created_at": ["2018-05-03", "", "2018-05-03T12:00:00", "2018-02-30T12:00:00Z", "2018-05-03 12:00:00Z", "2018-05-03T24:00:00Z", "2018-05-03T12:00:60Z"],
    }
    event[name] = dice.choice([None, number(dice, "5"), {}, []] + bad.get(name, []))
    if dice.random() < 0.3:
        del event[name]
    return event


def again(dice, event):
    """The same event once more, written differently, or one that only has its id."""
    event = dict(event)
    event["id"] = in_some_case(dice, event["id"].lower())
    if dice.random() < 0.4:
        event[dice.choice(["data", "action", "extra"])] = dice.choice(["changed", "other"])
    return event


def respelt(dice, value):
    """The same value with its numbers in other spellings."""
    if isinstance(value, Text):
        return number(dice, value)
    if isinstance(value, dict):
        return {name: respelt(dice, of) for name, of in value.items()}
    return [respelt(dice, of) for of in value] if isinstance(value, list) else value


def written(dice, value, line):
    """JSON with its members in any order, white space anywhere, and letters escaped at will."""
    blank = lambda: dice.choice(["", "", "", " ", "\t", "" if line else "\n"])
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, str):
        escaped = lambda c: "".join(f"\\u{int.from_bytes(c.encode('utf-16-be')[i:i+2], 'big'):04{dice.choice('xX')}}" for i in range(0, len(c.encode("utf-16-be")), 2))
        return '"' + "".join(escaped(c) if dice.random() < 0.03 else json.dumps(c, ensure_ascii=False)[1:-1] for c in value) + '"'
    if isinstance(value, dict):
        members = list(value.items())
        dice.shuffle(members)
        return "{" + ",".join(f"{blank()}{written(dice, name, line)}{blank()}:{blank()}{written(dice, of, line)}{blank()}" for name, of in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(blank() + written(dice, of, line) + blank() for of in value) + "]"
    return json.dumps(value)


def some_documents(dice, folder):
    """Writes documents; gives their paths in the order in which they count."""
    months = dice.sample(MONTHS, dice.choice((1, 1, 2, 3, len(MONTHS))))
    events, paths = [], []
    for place in range(dice.choice((1, 1, 2, 3, 4))):
        records = []
        for _ in range(dice.choice((0, 1, 5, 12, 30))):
            kind = dice.random()
            if events and kind < 0.15:
                records.append(respelt(dice, again(dice, dice.choice(events))))
            elif kind < 0.22:
                records.append(spoilt(dice, some_event(dice, len(events), months)))
            else:
                records.append(some_event(dice, len(events), months))
                events.append(records[-1])
        shape = dice.choice(["entries", "array", "lines"])
        sound = [record for record in records if isinstance(record, dict) and refusal(record) is None]
        if shape == "lines" and sound:
            # What a document of lines is shows in its first record.
            records.remove(sound[0])
            records.insert(0, sound[0])
        elif shape == "lines":
            shape = "array"
        line = shape == "lines"
        texts = [written(dice, record, line) for record in records]
        if line:
            text = "\n".join(texts) + dice.choice(["", "\n", "\n\n", "\r\n"])
        else:
            text = "[" + dice.choice([",", ", ", ",\n"]).join(texts) + "]"
        if shape == "entries":
            beside = dice.choice(['"total":1,', '"meta":{"entries":[1]},', ""])
            text = f'{{{beside}"entries":{text}' + dice.choice(["}", ',"next":null}\n'])
        data = text.encode()
        if dice.random() < 0.3:
            data = gzip.compress(data)
        path = os.path.join(folder, f"{place}.json")
        with open(path, "wb") as file:
            file.write(data)
        paths.append((path, records))
    return paths


def some_pattern(dice, names):
    name = dice.choice(names)
    kind = dice.random()
    special = lambda text: "".join("\\" + c if c in "*?[]{}\\!" else c for c in text)
    at = dice.randrange(len(name) + 1)
    if kind < 0.25:
        # As it stands where that is a pattern; it meets itself, whatever else it meets.
        pattern = special(name) if name == "a[b" else name
    elif kind < 0.4:
        pattern = special(name[:at]) + "*"
    elif kind < 0.5:
        pattern = "*" + special(name[at:])
    elif kind < 0.6:
        pattern = special(name[:at]) + "?" + special(name[at + 1:])
    elif kind < 0.7:
        pattern = "{" + special(name) + "," + special(dice.choice(names)) + "x*}"
    elif kind < 0.8:
        pattern = dice.choice(["[a-m]", "[!a-m]", "[sbé]"]) + "*"
    elif kind < 0.9:
        pattern = dice.choice(["*", "?*", "*a*", "*.*"])
    else:
        pattern = dice.choice(["no-such", "zzz*", "x" + special(name)])
    if dice.random() < 0.3:
        pattern = pattern.upper()
    sign = dice.choice(["", "", "!"])
    # A name that begins with the sign is written with a backslash.
    return sign + ("\\" + pattern if pattern.startswith("!") else pattern)


def some_flags(dice):
    criteria = collections.defaultdict(list)
    ids = {"actor": "aa", "app": "bb", "team": "dd", "account": "ac"}
    names = {"actor": MAILS, "app": NAMES, "team": NAMES, "account": ["acme", "acme-corp", "Other"], "event": ACTIONS}
    for filter in ("actor", "app", "team", "account", "event", "ip"):
        if dice.random() < 0.25:
            for _ in range(dice.choice((1, 1, 2, 3))):
                if filter == "ip":
                    value = dice.choice(["", "", "!"]) + dice.choice(["203.0.113.7", "203.0.113.0/24", "10.0.0.0/8", "2001:db8::/32", "0.0.0.0/0", "::/0", "192.0.2.1"])
                elif filter in ids and dice.random() < 0.2:
                    value = dice.choice(["", "!"]) + in_some_case(dice, uuid(ids[filter], dice.randrange(5)))
                else:
                    value = some_pattern(dice, names[filter])
                    if filter == "event" and "." not in value and not set(value) & set("*?[{\\"):
                        value += ".*"
                criteria[filter].append(value)
    if dice.random() < 0.15:
        criteria["from"].append(dice.choice(["2018-05", "2018-05-15", "2024-04-01T00:00:00.5+02:00", "2026-01"]))
    if dice.random() < 0.15:
        criteria["to"].append(dice.choice(["2026-02", "2026-12", "2026-11-15T12:00:00Z"]))
    catalog = dice.choice(["auto", "auto", "auto", "2019-09", "2024-04", "2026-02"])
    return criteria, catalog


# ---- what a report must say ------------------------------------------------------------------------


def instant(text):
    """Seconds since 1970 and nanoseconds, which pass a thousand million in a leap second."""
    found = isinstance(text, str) and not isinstance(text, Text) and TIME.fullmatch(text)
    if not found:
        return None
    *clock, fraction, offset = found.groups()
    year, month, day, hour, minute, second = map(int, clock)
    leap = second == 60
    try:
        at = datetime(year, month, day, hour, minute, 59 if leap else second, tzinfo=timezone.utc)
    except ValueError:
        return None
    seconds = int(at.timestamp())
    if offset not in "Zz":
        hours, minutes = int(offset[1:3]), int(offset[4:])
        if hours > 23 or minutes > 59:
            return None
        seconds -= (hours * 3600 + minutes * 60) * (1 if offset[0] == "+" else -1)
    if leap and seconds % 86400 != 86399:
        return None
    return seconds, int((fraction or "0")[:9].ljust(9, "0")) + leap * 10**9


def shown(at):
    seconds, nanos = at
    return (datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:")
            + f"{seconds % 60 + nanos // 10**9:02}.{nanos % 10**9 // 10**6:03}Z")


def is_text(value):
    return isinstance(value, str) and not isinstance(value, Text)


def refusal(record):
    if not isinstance(record, dict):
        return "S02"
    if not all(is_text(record.get(name)) for name in ("id", "created_at", "type", "action")):
        return "S03"
    if not UUID.fullmatch(record["id"]):
        return "S06"
    return None if instant(record["created_at"]) else "S07"


def content(value):
    """What makes two values the same."""
    if isinstance(value, Text):
        return "number", decimal.Decimal(value) + 0
    if isinstance(value, dict):
        return "object", tuple(sorted((name, content(of)) for name, of in value.items()))
    if isinstance(value, list):
        return "array", tuple(map(content, value))
    return type(value).__name__, str(value)


def fold_ascii(text):
    return "".join(c.lower() if c.isascii() else c for c in text)


class Event:
    def __init__(self, record):
        self.name = f'{record["type"]}.{record["action"]}'
        self.at = instant(record["created_at"])
        self.day = EPOCH + timedelta(days=self.at[0] // 86400)
        for dimension, member, label in (("actor", "actor", "email"), ("app", "app", "name"), ("team", "team", "name"), ("account", "enterprise_account", "name")):
            of = record.get(member)
            of = of if isinstance(of, dict) else {}
            who, label = [of.get(name) if is_text(of.get(name)) and of.get(name) != "" else None for name in ("id", label)]
            if who and UUID.fullmatch(who):
                who = who.lower()
            key = ("id", who) if who else ("label", fold_ascii(label) if dimension == "actor" else label) if label else None
            setattr(self, dimension, (key, who, label))
        request = record.get("request")
        ip = request.get("ip_address") if isinstance(request, dict) else None
        self.ip = ip if is_text(ip) and ip else None


def expanded(pattern):
    """The patterns without braces that a pattern stands for."""
    depth, start, escaped, commas = 0, None, False, []
    for at, c in enumerate(pattern):
        if escaped:
            escaped = False
        elif c == "\\":
            escaped = True
        elif c == "{":
            depth += 1
            if depth == 1:
                start, commas = at, []
        elif c == "," and depth == 1:
            commas.append(at)
        elif c == "}" and depth:
            depth -= 1
            if depth == 0:
                cuts = [start, *commas, at]
                parts = [pattern[a + 1:b] for a, b in zip(cuts, cuts[1:])]
                return [one for part in parts for one in expanded(pattern[:start] + part + pattern[at + 1:])]
    return [pattern]


def fits(pattern, name):
    if pattern == name:
        return True
    for one in expanded(pattern):
        # Python escapes a special character by a class of its own.
        one = re.sub(r"\\(.)", lambda found: f"[{found[1]}]" if found[1] in "*?[" else found[1], one, flags=re.DOTALL)
        if fnmatch.fnmatchcase(name, one):
            return True
    return False


def meets(filter, value, names):
    if filter != "ip":
        return any(fits(value, name.lower()) for name in names)
    network = ipaddress.ip_network(value, strict=False)
    for name in names:
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            continue
        mapped = getattr(address, "ipv4_mapped", None)
        if any(one is not None and one.version == network.version and one in network for one in (address, mapped)):
            return True
    return False


def names_of(event, filter):
    if filter in ("event", "ip"):
        name = event.name if filter == "event" else event.ip
        return [name] if name is not None else []
    return [name for name in getattr(event, filter)[1:] if name is not None]


def passes(event, criteria):
    for filter, values in criteria.items():
        if filter in ("from", "to"):
            moments = [moment(value) for value in values]
            if filter == "from" and event.at < min(moments) or filter == "to" and event.at >= max(moments):
                return False
            continue
        names = names_of(event, filter)
        taken = [value for value in values if not value.startswith("!")]
        left_out = [value[1:] for value in values if value.startswith("!")]
        if taken and not any(meets(filter, value.lower(), names) for value in taken):
            return False
        if any(meets(filter, value.lower(), names) for value in left_out):
            return False
    return True


def moment(text):
    if len(text) == 7:
        text += "-01"
    return instant(text + "T00:00:00Z" if len(text) == 10 else text)


def supports(catalog, event):
    if catalog != "auto":
        return event.name in CATALOGS[catalog]["events"]
    month = event.day.strftime("%Y-%m")
    dated = [name for name in sorted(CATALOGS) if name <= month] or [min(CATALOGS)]
    events = set(CATALOGS[dated[-1]]["events"])
    if not CATALOGS[dated[-1]].get("complete", True):
        for name in dated:
            events |= set(CATALOGS[name]["events"])
    return event.name in events


def span(events):
    times = sorted(event.at for event in events)
    return {"count": len(times), "first_at": shown(times[0]), "last_at": shown(times[-1])}


def grouped(events, key):
    groups = collections.defaultdict(list)
    for event in events:
        groups[key(event)].append(event)
    return groups


def known(events, dimension):
    return len({getattr(event, dimension)[0] for event in events} - {None})


def rows_of(events, dimension):
    rows = []
    for its in grouped(events, lambda event: getattr(event, dimension)[0]).values():
        who = getattr(its[0], dimension)[1]
        last = {}
        for label, at in sorted((getattr(event, dimension)[2], event.at) for event in its if getattr(event, dimension)[2] is not None):
            same = fold_ascii(label) if dimension == "actor" else label
            last[same] = max(last.get(same, ((0, -1),)), (at, label)) if same in last else (at, label)
        labels = sorted(last.values())
        label = labels[-1][1] if labels else None
        row = {dimension: label, "id": who, "also_known_as": sorted(other for _, other in labels[:-1]), **span(its)}
        if dimension == "actor":
            row |= {"apps": known(its, "app"), "event_types": len({e.name for e in its}), "ip_addresses": len({e.ip for e in its} - {None})}
        elif dimension == "app":
            row |= {"actors": known(its, "actor"), "event_types": len({e.name for e in its})}
        elif dimension == "team":
            del row["also_known_as"]
        rows.append(row)
    return sorted(rows, key=lambda row: (-row["count"], row[dimension] is not None, row[dimension] or "", row["id"] is not None, row["id"] or ""))


def expected(documents, criteria, catalog):
    ledger = dict.fromkeys(("read", "accepted", "filtered", "duplicate", "rejected"), 0)
    findings, seen, events, met, archives = collections.Counter(), {}, [], [], []
    for _, records in documents:
        refused = 0
        for record in records:
            ledger["read"] += 1
            code = refusal(record)
            if code:
                refused += 1
            else:
                event = Event(record)
                if not passes(event, criteria):
                    ledger["filtered"] += 1
                    met.append(event)
                    continue
                same = content({**record, "id": record["id"].lower()})
                first = seen.setdefault(record["id"].lower(), same)
                code = None if first is same else "U01" if first == same else "U02"
                refused += code == "U02"
            if code:
                findings[code] += 1
                ledger["duplicate" if code == "U01" else "rejected"] += 1
            else:
                ledger["accepted"] += 1
                events.append(event)
                met.append(event)
        archives.append({"records": len(records), "events": len(records) - refused})
    unsupported = [event for event in events if not supports(catalog, event)]
    if unsupported:
        findings["S10"] = len(unsupported)
    times = sorted(event.at for event in events)
    days = sorted(event.day for event in events)
    counted_days = collections.Counter(days)
    every_day = [days[0] + timedelta(days=n) for n in range((days[-1] - days[0]).days + 1)] if days else []
    hours = collections.Counter((event.day.isoweekday(), event.at[0] % 86400 // 3600) for event in events)
    by_name = grouped(events, lambda event: event.name)
    by_ip = grouped(events, lambda event: event.ip)
    unmatched = []
    for filter, values in sorted(criteria.items()):
        if filter not in ("from", "to"):
            for value in sorted({value.lower() for value in values}):
                if not any(meets(filter, value.removeprefix("!"), names_of(event, filter)) for event in met):
                    unmatched.append({"filter": filter, "value": value})
    return {
        "catalog": catalog,
        "ledger": ledger,
        "archives": archives,
        "period": {"from": shown(times[0]) if times else None, "to": shown(times[-1]) if times else None},
        "totals": {
            "events": len(events), "event_types": len(by_name), "actors": known(events, "actor"), "apps": known(events, "app"),
            "teams": known(events, "team"), "ip_addresses": len(by_ip.keys() - {None}), "unsupported_events": len(unsupported),
        },
        "by_event": sorted(
            ({"event": name, "supported": all(supports(catalog, event) for event in its), **span(its)} for name, its in by_name.items()),
            key=lambda row: (-row["count"], row["event"])),
        "by_actor": rows_of(events, "actor"),
        "by_app": rows_of(events, "app"),
        "by_team": rows_of(events, "team"),
        "by_account": rows_of(events, "account"),
        "by_day": [{"day": str(day), "count": counted_days[day]} for day in every_day],
        "by_hour": [{"weekday": weekday, "hour": hour, "count": n} for (weekday, hour), n in sorted(hours.items())],
        "by_ip": sorted(
            ({"ip": ip, "actors": known(its, "actor"), **span(its)} for ip, its in by_ip.items()),
            key=lambda row: (-row["count"], row["ip"] is not None, row["ip"] or "")),
        "findings": dict(findings),
        "filters_unmatched": unmatched,
    }


# ---- the comparison --------------------------------------------------------------------------------


def differences(want, have, place=""):
    """Where what was said differs from what must be; members that nothing is expected of are let be."""
    if isinstance(want, dict) and isinstance(have, dict):
        for name in want:
            yield from differences(want[name], have.get(name), f"{place}.{name}")
        if place == ".findings" and have.keys() - want.keys():
            yield f"{place}: also {have}"
    elif isinstance(want, list) and isinstance(have, list):
        if len(want) != len(have):
            yield f"{place}: {len(want)} rows must be {want}, are {have}"
        else:
            for n, (one, other) in enumerate(zip(want, have)):
                yield from differences(one, other, f"{place}[{n}]")
    elif want != have:
        yield f"{place}: must be {want!r}, is {have!r}"


def one_round(program, seed):
    dice = random.Random(seed)
    folder = tempfile.mkdtemp(prefix="second-opinion-")
    documents = some_documents(dice, folder)
    criteria, catalog = some_flags(dice)
    words = [program, "report", "--isolated", "-q", "-f", "json", *(path for path, _ in documents)]
    for filter, values in criteria.items():
        words += [f"--{filter}={value}" for value in values]
    if catalog != "auto" or dice.random() < 0.5:
        words += ["--catalog", catalog]
    words += ["-j", str(dice.choice((1, 2, 3)))]
    want = expected(documents, criteria, catalog)
    ran = subprocess.run(words, capture_output=True, timeout=120)
    if ran.returncode != 0:
        told = [f"exit code {ran.returncode}: {ran.stderr.decode()}"]
    else:
        have = json.loads(ran.stdout)
        have.setdefault("filters_unmatched", [])
        told = list(differences(want, have))
    if told:
        print(f"round {seed}: {words}", *(one[:1500] for one in told[:10]), sep="\n  ")
        return False
    shutil.rmtree(folder)
    return True


def main(program, rounds="200", seed="0"):
    here = os.path.dirname(os.path.abspath(__file__))
    for name in ("2019-09", "2024-04", "2026-02"):
        with open(os.path.join(here, "../../src/catalog", f"{name}.json"), encoding="utf-8") as file:
            CATALOGS[name] = json.load(file)
    first = int(seed)
    for n in range(first, first + int(rounds)):
        if not one_round(program, n):
            sys.exit(1)
    print(f"{rounds} rounds, no difference")


decimal.getcontext().prec = 2000
main(*sys.argv[1:])
