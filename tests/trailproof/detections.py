"""What the rules of detection must find, worked out another way: every rule a pass of its own over all events, by the
contract's one sentence about it. For archives in which everything that rules need can be read.

    python3 detections.py POLICY FROM TO ARCHIVE…

prints, for each rule, the sets of ids that make up its matches whose last event lies in [FROM, TO). Standard library only.
"""
import collections
import ipaddress
import itertools
import json
import sys
import zoneinfo
from datetime import datetime, timezone

from archives import ascii_lower, identity, instant
from sections import Event, Policy, accepted, found, hits, toml

DAY, HOUR, MINUTE = 86_400_000, 3_600_000, 60_000
ACCESS = ("collaborator.*", "team_membership.*", "enterprise_account_membership.*")
NETWORK = ("domain.*", "sni_endpoint.*", "ssl_endpoint.*", "trusted_ip.*", "space.*")
TASKS = ("code_release.*", "config_change.*", "heroku_config_change.*")
ENDPOINTS = ("sni_endpoint", "ssl_endpoint")
LOGGING = ("papertrail", "logentries", "logdna", "coralogix", "newrelic", "datadog", "sumologic")
SECRETS = ("KEY", "SECRET", "TOKEN", "PASSWORD")


class Deed(Event):
    def __init__(self, record, policy):
        super().__init__(record)
        self.ms = self.at[0] * 1000 + self.at[1] // 1_000_000
        self.type, _, self.action = self.name.partition(".")
        self.who, self.thing = identity(self.actor), identity(self.app)
        self.mail, self.app_name = self.actor[1], self.app[1]
        self.kind = policy.kind(self.mail)
        self.subject = found(self.data, policy.pointers["subject"])
        self.target = found(self.data, policy.pointers["target"])
        self.scope = (self.type, self.thing, identity(self.team), self.subject and ascii_lower(self.subject))
        address = (record.get("request") or {}).get("ip_address")
        self.ip = address and ipaddress.ip_address(address)
        self.net = self.ip and ipaddress.ip_network(f"{self.ip}/{24 if self.ip.version == 4 else 48}", strict=False)
        zone = zoneinfo.ZoneInfo(policy.hours["tz"])
        self.day = datetime.fromtimestamp(self.at[0], timezone.utc).astimezone(zone).date()


def texts(value):
    if isinstance(value, dict):
        return [text for name, part in value.items() for text in [name, *texts(part)]]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [value] if isinstance(value, str) else []


def of(events, *patterns):
    return [event for event in events if hits(event.name, patterns)]


def grants(events):
    return [event for event in of(events, *ACCESS) if event.action == "create"]


def by(events, key):
    groups = collections.defaultdict(list)
    for event in events:
        groups[key(event)].append(event)
    return groups


def d01(events, policy, end):
    return [[e] for e in grants(events) if policy.external(e.subject)]


def d02(events, policy, end):
    return [[e] for e in grants(events) if e.mail and ascii_lower(e.subject) == ascii_lower(e.mail)]


def d03(events, policy, end):
    opened = collections.defaultdict(list)
    for event in of(events, *ACCESS):
        if event.action == "create":
            opened[event.scope].append(event)
        elif event.action == "destroy" and opened[event.scope]:
            opened[event.scope].pop(0)
    return [[e] for rows in opened.values() for e in rows if end - e.ms > 90 * DAY]


def d04(events, policy, end):
    gone = of(events, "*.destroy")
    return [[g, e] for g in grants(events) for e in gone
            if e.mail and ascii_lower(e.mail) == ascii_lower(g.subject) and g.key < e.key and e.ms - g.ms <= DAY]


def thing(event):
    return event.type, event.thing, event.target or event.subject or event.id * (event.type != "app")


def d05(events, policy, end):
    matches = []
    for its in by(of(events, "*.destroy"), lambda e: e.who).values():
        merged = []
        for place, first in enumerate(its):
            window = [e for e in its[place:] if e.ms - first.ms <= 10 * MINUTE]
            if len({thing(e) for e in window}) >= 5:
                if merged and window[0].key <= merged[-1][-1].key:
                    merged[-1] += [e for e in window if e.key > merged[-1][-1].key]
                else:
                    merged.append(window)
        matches += merged
    return matches


def d06(events, policy, end):
    return [[e] for e in of(events, "space.destroy", "team.destroy")]


def d07(events, policy, end):
    return [[e] for e in of(events, "app.destroy", "addon.destroy", "domain.destroy") if policy.protected(e.app_name)]


def d08(events, policy, end):
    its = of(events, *TASKS, "sni_endpoint.*", "ssl_endpoint.*", "trusted_ip.*")
    return list(by([e for e in its if policy.outside(e.at)], lambda e: (e.who, e.day)).values())


def d09(events, policy, end):
    gaps = []
    for gone in [e for e in events if e.type in ENDPOINTS and e.action == "destroy"]:
        same = [e for e in events if e.thing == gone.thing]
        other = [e for e in same if e.type in ENDPOINTS and e.action in ("create", "update") and -DAY <= e.ms - gone.ms <= HOUR]
        dead = [e for e in same if e.name == "app.destroy" and 0 <= e.ms - gone.ms <= HOUR]
        gaps += [[gone]] if not other and not dead else []
    return gaps


def d10(events, policy, end):
    return [[e] for e in of(events, "app_transfer.*")]


def d11(events, policy, end):
    known = [ipaddress.ip_network(text) for text in policy.networks]
    seen, fresh = {}, []
    for event in events:
        pair = event.who, event.net
        if event.net and event.who != (None, None):
            new = event.ms - seen.get(pair, -90 * DAY * 1000) > 90 * DAY
            if new and not any(event.ip in net for net in known if net.version == event.ip.version):
                fresh.append([event])
            seen[pair] = event.ms
    return fresh


def d12(events, policy, end):
    matches = []
    for its in by([e for e in events if e.net], lambda e: e.who).values():
        place = 0
        while place < len(its):
            window = [e for e in its[place:] if e.ms - its[place].ms <= HOUR]
            if len({e.net for e in window}) >= 4:
                matches.append(window)
                place += len(window)
            else:
                place += 1
    return matches


def d13(events, policy, end):
    pairs = [pair for its in by(events, lambda e: e.who).values() for pair in itertools.pairwise(its)]
    return [[back] for last, back in pairs if back.who != (None, None) and back.ms - last.ms >= 90 * DAY]


def d14(events, policy, end):
    matches = []
    for patterns in (ACCESS, NETWORK, ("*.destroy",)):
        for its in by(of(events, *patterns), lambda e: e.who).values():
            befores = [None, *its]
            matches += [[e] for before, e in zip(befores, its) if before is None or e.ms - before.ms > 92 * DAY]
    return matches


def d15(events, policy, end):
    return [[e] for e in events if e.kind == "service" and not hits(e.name, TASKS)]


def d16(events, policy, end):
    pairs = []
    for born in of(events, "app.create", "addon.create", "collaborator.create"):
        for dead in of(events, f"{born.type}.destroy"):
            same = (dead.thing, dead.target, dead.subject) == (born.thing, born.target, born.subject)
            if same and born.key < dead.key and dead.ms - born.ms <= HOUR:
                pairs.append([born, dead])
    return pairs


def d17(events, policy, end):
    return [[e] for e in of(events, "trusted_ip.*") if {"0.0.0.0/0", "::/0"} & set(texts(e.data))]


def d18(events, policy, end):
    return [[e] for e in events if e.who == (None, None)]


def d19(events, policy, end):
    matches = []
    for its in by(of(events, "addon.*"), lambda e: e.thing).values():
        there = set()
        for event in its:
            if event.target and event.target.startswith(LOGGING):
                if event.action == "create":
                    there.add(event.target)
                elif event.action == "destroy":
                    there.discard(event.target)
                    matches += [] if there else [[event]]
    return matches


def d20(events, policy, end):
    keys = lambda e: [text for text in texts(e.data) if set(text.split("_")) & set(SECRETS)]
    return [[e] for e in of(events, "config_change.*") if e.kind == "person" and policy.protected(e.app_name) and keys(e)]


def d21(events, policy, end):
    matches = []
    for its in by(of(events, "domain.*", "app.destroy"), lambda e: e.thing).values():
        names = set()
        for event in its:
            if event.name == "app.destroy":
                matches += [[event]] if names else []
            elif event.action == "create":
                names.add(event.target)
            elif event.action == "destroy":
                names.discard(event.target)
    return matches


def d22(events, policy, end):
    matches = []
    for its in by(of(events, "code_release.*"), lambda e: e.thing).values():
        if any(e.kind == "service" for e in its) and policy.protected(its[0].app_name):
            matches += [[e] for e in its if e.kind == "person" and e.who != (None, None)]
    return matches


def d23(events, policy, end):
    return [[e] for e in of(events, "applink_*.create", "*_connection.create")]


def main(policy_path, start, end, *paths):
    policy = Policy(policy_path)
    policy.networks = toml(policy_path)["policy"]["known_networks"]
    start, end = (instant(text)[0] * 1000 for text in (start, end))
    events = sorted((Deed(record, policy) for record in accepted(paths, {}, lambda record: record)), key=lambda e: e.key)
    events = [event for event in events if event.ms < end]
    said = {}
    for number in range(1, 24):
        matches = globals()[f"d{number:02}"](events, policy, end)
        # What is still open at the end is found in every period.
        said[f"TP-D{number:02}"] = [sorted(e.id for e in match) for match in matches
                                    if number == 3 or match[-1].ms >= start]
    json.dump(said, sys.stdout)


main(*sys.argv[1:])
