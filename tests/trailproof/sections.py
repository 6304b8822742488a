"""What the sections of a report must say, worked out another way: all events in memory, whole documents parsed by
Python's json, the policy by tomllib, clocks by zoneinfo, domains by the idna codec. Slow and short on purpose.

    python3 sections.py REQUESTS

reads a list of requests `{archives: [path…], history: [path…], policy: path, frameworks: [path…], catalogs: [path…],
from: T|null, to: T|null, actor: glob|null, app: glob|null, event: [glob…]|null}` and prints, for each of
them, the members `access`, `changes`, `register`, `controls`, `not_evidenced` and `coverage` of `report --format json`.
Standard library only; zstd is unpacked by the caller, who names files as the archives are named.
"""
import collections
import fnmatch
import functools
import json
import re
import sys
import tomllib
import zoneinfo
from datetime import datetime, timezone

from archives import ascii_lower, identity, instant, label_of, party, records, refusal, shown

NOBODY = (None, None)
KINDS = {"collaborator": ("app", "app"), "team_membership": ("team", "team"),
         "enterprise_account_membership": ("enterprise_account", "enterprise account")}
CHANGES = ("code_release.*", "app.*", "addon.*", "config_change.*", "heroku_config_change.*", "domain.*", "space.*")
REGISTER = ("*.destroy", "domain.*", "sni_endpoint.*", "ssl_endpoint.*", "trusted_ip.*", "space.*")
RETENTION = (("pci-dss-4.0.1", "10.5.1", 12), ("cis-v8", "8.10", 3), ("hipaa", "164.316(b)(2)(i)", 72))


def hits(name, patterns):
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def ledger(name):
    kind, _, action = name.partition(".")
    return kind in KINDS and action in ("create", "update", "destroy")


def glob(name, pattern):
    return name is not None and fnmatch.fnmatchcase(name.lower(), pattern.lower())


class Event:
    def __init__(self, record):
        self.id = record["id"].lower()
        self.name = f'{record["type"]}.{record["action"]}'
        self.at = instant(record["created_at"])
        self.actor = party(record, "actor", "email")
        self.app = party(record, "app", "name")
        self.team = party(record, "team", "name")
        self.enterprise_account = party(record, "enterprise_account", "name")
        self.data = record.get("data")

    @property
    def key(self):
        return self.at, self.id


def accepted(paths, known, of=Event):
    """The events that count, each id once; `known` has the ids of before."""
    events = []
    for path in paths:
        for record, content in records(path):
            if refusal(record) is None and known.setdefault(record["id"].lower(), content) is content:
                events.append(of(record))
    return events


def found(data, pointers):
    """The first text that says something, at a place that one of the JSON pointers names."""
    for pointer in pointers:
        value = data
        for token in pointer.split("/")[1:]:
            token = token.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict):
                value = value.get(token)
            elif isinstance(value, list) and re.fullmatch(r"0|[1-9][0-9]*", token) and int(token) < len(value):
                value = value[int(token)]
            else:
                value = None
        if isinstance(value, str) and value:
            return value
    return None


def domain(name):
    """A domain as the name system has it, or in lower case where it has none."""
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name.lower()


class Policy:
    def __init__(self, path):
        table = {}
        if path:
            table = toml(path)["policy"]
        self.internal = table.get("internal_domains")
        self.internal = self.internal and {domain(name) for name in self.internal}
        self.services = table.get("service_accounts", [])
        self.apps = table.get("protected_apps")
        self.pointers = {name: table.get(name, []) for name in ("subject", "role", "target")}
        self.hours = table.get("working_hours")

    def external(self, mail):
        if self.internal is None or mail is None or "@" not in mail:
            return None
        end = mail.rsplit("@", 1)[1].removesuffix(".")
        return domain(end) not in self.internal if end else None

    def kind(self, mail):
        if mail is not None and any(glob(mail, pattern) for pattern in self.services):
            return "service"
        return "external" if self.external(mail) else "person"

    def protected(self, app):
        return None if self.apps is None or app is None else any(glob(app, pattern) for pattern in self.apps)

    def outside(self, at):
        hours = self.hours
        local = datetime.fromtimestamp(at[0], timezone.utc).astimezone(zoneinfo.ZoneInfo(hours["tz"]))
        minutes = [int(text[:2]) * 60 + int(text[3:]) for text in (hours["from"], hours["to"])]
        day = "mon tue wed thu fri sat sun".split()[local.weekday()]
        holidays = [str(holiday) for holiday in hours.get("holidays", [])]
        works = (day in [name.lower() for name in hours["days"]] and str(local.date()) not in holidays
                 and minutes[0] <= local.hour * 60 + local.minute < minutes[1])
        return not works


class Labels:
    """What identities are called: by the latest label of the events that are counted, else of the others."""

    def __init__(self, *lists):
        self.lists, self.known = lists, {}

    def shown(self, event, name):
        who = getattr(event, name)
        if name not in self.known:
            groups = [collections.defaultdict(list) for _ in self.lists]
            for group, events in zip(groups, self.lists):
                for other in events:
                    group[identity(getattr(other, name))].append((other.at, getattr(other, name)[1]))
            self.known[name] = groups
        for group in self.known[name]:
            label, _ = label_of(group.get(identity(who), []), who[2])
            if label is not None:
                return label, who[0]
        return who[1], who[0]


def access(events, inside, end, policy, people, labels):
    def known_by(text):
        ids = people.get(ascii_lower(text), set())
        return next(iter(ids)).lower() if len(ids) == 1 else ascii_lower(text)

    def acting(event):
        who, mail = event.actor[:2]
        return who.lower() if who else mail and known_by(mail)

    rows, opened, unmatched, unreadable = [], collections.defaultdict(collections.deque), 0, 0
    for event in sorted(events, key=lambda e: e.key):
        kind, _, action = event.name.partition(".")
        if not ledger(event.name) or (end and event.at >= end):
            continue
        subject, role = (found(event.data, policy.pointers[name]) for name in ("subject", "role"))
        pair = (kind, identity(getattr(event, KINDS[kind][0])), subject and known_by(subject))
        row = {"kind": kind, "grant": None, "revoke": None, "subject": subject, "role": role, "of": event}
        if action == "create":
            row["grant"] = event
            rows.append(row)
            unreadable += inside(event) and subject is None
            if subject:
                opened[pair].append(row)
        elif action == "destroy":
            if subject and opened[pair]:
                opened[pair].popleft()["revoke"] = event
            elif inside(event):
                row["revoke"] = event
                rows.append(row)
                unmatched += 1
        elif subject and role:
            for other in opened[pair]:
                other["role"] = role
    rows = [r for r in rows if not (r["grant"] and not inside(r["grant"]) and r["revoke"] and not inside(r["revoke"]))]
    grants = [r for r in rows if r["grant"]]

    def shown_row(r):
        field, kind = KINDS[r["kind"]]
        scope, scope_id = labels.shown(r["of"], field)
        said = {"scope": scope, "scope_id": scope_id, "scope_kind": kind, "subject": r["subject"], "role": r["role"]}
        for verb, event in (("granted", r["grant"]), ("revoked", r["revoke"])):
            by, by_id = labels.shown(event, "actor") if event else (None, None)
            said |= {f"{verb}_by": by, f"{verb}_by_id": by_id, f"{verb}_at": event and shown(event.at),
                     f"{verb}_event": event and event.id}
        itself = None
        if r["grant"] and r["subject"] and acting(r["grant"]):
            itself = acting(r["grant"]) == known_by(r["subject"])
        return said | {"open": bool(r["grant"] and not r["revoke"]), "external": policy.external(r["subject"]),
                       "self_granted": itself}

    return {
        "opening": sum(not inside(r["grant"]) for r in grants),
        "granted": sum(inside(r["grant"]) for r in grants),
        "revoked": sum(r["revoke"] is not None for r in grants),
        "closing": sum(r["revoke"] is None for r in grants),
        "unmatched_revocations": unmatched,
        "unreadable_subjects": int(unreadable),
        "grants": [shown_row(r) for r in sorted(rows, key=lambda r: r["of"].key)],
    }


def ordered(rows, label):
    given = lambda text: (text is not None, text or "")
    return sorted(rows, key=lambda r: (-r["count"], given(r[label]), given(r["id"])))


def changes(events, policy, labels):
    its = [event for event in events if hits(event.name, CHANGES)]
    outside = lambda some: sum(policy.outside(e.at) for e in some) if policy.hours else None
    kinds = {id(event): policy.kind(labels.shown(event, "actor")[0]) for event in its}
    by = {name: collections.defaultdict(list) for name in ("app", "actor")}
    for event in its:
        for name in by:
            by[name][identity(getattr(event, name))].append(event)
    apps, actors = [], []
    for some in by["app"].values():
        app, app_id = labels.shown(some[0], "app")
        count = collections.Counter(kinds[id(event)] for event in some)
        apps.append({"app": app, "id": app_id, "protected": policy.protected(app), "count": len(some),
                     "people": count["person"], "services": count["service"], "external": count["external"],
                     "outside_hours": outside(some)})
    for some in by["actor"].values():
        actor, actor_id = labels.shown(some[0], "actor")
        actors.append({"actor": actor, "id": actor_id, "kind": kinds[id(some[0])], "count": len(some),
                       "outside_hours": outside(some)})
    return {"population": len(its), "outside_hours": outside(its), "by_app": ordered(apps, "app"),
            "by_actor": ordered(actors, "actor")}


def register(events, policy, labels):
    rows = []
    for event in sorted((e for e in events if hits(e.name, REGISTER)), key=lambda e: e.key):
        (actor, actor_id), (app, app_id) = labels.shown(event, "actor"), labels.shown(event, "app")
        rows.append({"event_id": event.id, "event": event.name, "at": shown(event.at), "actor": actor,
                     "actor_id": actor_id, "app": app, "app_id": app_id,
                     "target": found(event.data, policy.pointers["target"])})
    return rows


def once(lists):
    return list(dict.fromkeys(value for values in lists for value in values))


def controls(events, frameworks):
    names = collections.Counter(event.name for event in events)
    rows, without = [], []
    for framework in frameworks:
        for control in framework.get("control", []):
            evidence = control["evidence"]
            patterns = [pattern.lower() for one in evidence for pattern in one.get("events", [])]
            its = {name: n for name, n in names.items() if hits(name.lower(), patterns)}
            strengths = {one["strength"] for one in evidence}
            rows.append({
                "framework": framework["id"], "id": control["id"], "title": control["title"],
                "strength": "supports" if "supports" in strengths else "partial", "events": sum(its.values()),
                "evidence": [{"event": e, "count": n} for e, n in sorted(its.items(), key=lambda x: (-x[1], x[0]))],
                "sections": once(one.get("sections", []) for one in evidence),
                "detections": once(one.get("detections", []) for one in evidence),
                "note": " ".join(once([one["note"]] for one in evidence if "note" in one)),
            })
        for entry in framework.get("not_evidenced", []):
            without.append({"framework": framework["id"], "id": entry["id"], "why": entry["why"]})
    return rows, without


def months_between(first, last):
    year, month = map(int, first.split("-"))
    while f"{year:04}-{month:02}" <= last:
        yield f"{year:04}-{month:02}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def era(catalogs, month):
    """The events that count as supported in a month: the newest list dated at or before it, else the oldest."""
    of_age = [c for c in catalogs if c["published"][:7] <= month] or catalogs[:1]
    chosen = of_age[-1:] if of_age[-1]["complete"] else of_age
    return {name for c in chosen for name in c["events"]}


def coverage(events, archives, catalogs, frameworks):
    """`archives` are the path and the events of each, before any filter, those that were in another one too."""
    names = collections.Counter(event.name for event in events)
    months = set()
    for path, its in archives:
        counted = collections.Counter(shown(event.at)[:7] for event in its)
        fullest = max(counted.values(), default=0)
        named = re.search(r"enterprise-audit-log-.*-(\d{4})(\d\d?)\.(json|ndjson|jsonl)(\.gz|\.zst)?$", path)
        own = f"{named[1]}-{int(named[2]):02}" if named else min((m for m in counted if counted[m] == fullest), default=None)
        months |= {own} - {None}
        # A few events of another month are strays.
        months |= {month for month, n in counted.items() if n >= 2 and n * 10 >= fullest}
    months = sorted(months)
    missing = []
    for one, other in zip(months, months[1:]):
        between = list(months_between(one, other))[1:-1]
        missing += between if len(between) <= 60 else [f"{between[0]} to {between[-1]}"]
    period = sorted(shown(event.at)[:7] for event in events) or months or ["1970-01"]
    supported = set().union(*(era(catalogs, month) for month in months_between(period[0], period[-1])))
    ids = {framework["id"] for framework in frameworks}
    return {
        "recorded": [{"event": name, "count": names[name]} for name in sorted(supported)],
        "months": months,
        "missing": missing,
        "retention": [{"framework": f, "control": c, "months": n} for f, c, n in RETENTION if f in ids],
    }


@functools.cache
def toml(path):
    with open(path, "rb") as file:
        return tomllib.load(file)


@functools.cache
def catalog(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def sections(asked):
    policy = Policy(asked.get("policy"))
    frameworks = [toml(path) for path in asked["frameworks"]]
    catalogs = [catalog(path) for path in asked["catalogs"]]
    catalogs.sort(key=lambda catalog: catalog["published"])
    start, end = (asked.get(name) and instant(asked[name]) for name in ("from", "to"))
    known = {}
    own = accepted(asked["archives"], known)
    archives = [(path, accepted([path], {})) for path in asked["archives"]]
    earlier = [event for event in accepted(asked.get("history", []), {}) if event.id not in known]
    in_time = lambda event: (not start or event.at >= start) and (not end or event.at < end)
    ours = {event.id for event in own}
    inside = lambda event: event.id in ours and in_time(event)

    def counts(event):
        for name in ("actor", "app"):
            pattern = asked.get(name)
            if pattern and not any(glob(text, pattern) for text in getattr(event, name)[:2]):
                return False
        return inside(event) and (not asked.get("event") or hits(event.name.lower(), asked["event"]))

    counted = [event for event in own if counts(event)]
    people = collections.defaultdict(set)
    for event in own + earlier:
        who, mail = event.actor[:2]
        if who and mail:
            people[ascii_lower(mail)].add(who)
    noted = [e for e in own + earlier if ledger(e.name) and (not end or e.at < end)]
    rows, without = controls(counted, frameworks)
    return {
        "access": access(own + earlier, inside, end, policy, people, Labels(counted, noted)),
        "changes": changes(counted, policy, Labels(counted)),
        "register": register(counted, policy, Labels(counted)),
        "controls": rows,
        "not_evidenced": without,
        "coverage": coverage(counted, archives, catalogs, frameworks),
    }


def main(path):
    with open(path, encoding="utf-8") as requests:
        json.dump([sections(request) for request in json.load(requests)], sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
