"""Random Sigma rules and correlations over random events: their verdicts by the definition, in three values.

Usage: sigma_rules.py TRAILPROOF FOLDER FIRST_SEED SEEDS. Prints {"checked": N, "differences": [...]} as JSON.
Shares nothing with the program. A condition is true, false or not known (Kleene); a correlation is tried on every
window that begins with an event, and what could not be read may be any value and of any group.
"""

import datetime
import json
import os
import random
import subprocess
import sys
import uuid

NAMES = ["app.create", "app.destroy", "config_change.set", "collaborator.create", "domain.create"]
VALUES = {
    "event": NAMES,
    "type": ["app", "config_change", "domain"],
    "action": ["create", "set", "destroy"],
    "actor.email": ["a@acme.com", "b@other.com"],
    "actor.domain": ["acme.com", "other.com"],
    "app.name": ["shop", "pay"],
    "owner.email": ["o@acme.com", "t@herokumanager.com"],
    "team.name": ["red", "blue"],
    "subject": ["x@acme.com", "y@other.com"],
    "subject.domain": ["acme.com", "other.com"],
    "data.kind": ["k1", "k2"],
    "data.note": ["n1", "n2"],
}
LOGSOURCE = {"product": "heroku", "service": "audit_trail"}
UNKNOWN = object()


def every(values):
    values = list(values)
    return False if False in values else None if None in values else True


def some(values):
    values = list(values)
    return True if True in values else None if None in values else False


def member(event, path):
    for key in path.split("."):
        event = event.get(key) if isinstance(event, dict) else None
    return event


def domain(email):
    return email.rsplit("@", 1)[1] if email and "@" in email else None


def said(event, field, policy):
    """What a field says, None for nothing, UNKNOWN where it could not be read."""
    if field == "event":
        return event["type"] + "." + event["action"]
    if field == "actor.domain":
        return domain(member(event, "actor.email"))
    if field in ("subject", "subject.domain"):
        who = member(event, "data.who") if "subject" in policy else None
        return UNKNOWN if not who else who if field == "subject" else domain(who)
    value = member(event, field)
    return UNKNOWN if value is None and field.startswith("data.") else value


# Rules


def item(random_):
    field = random_.choice(list(VALUES))
    values = random_.sample(VALUES[field], random_.choice([1, 1, 2]))
    how = random_.choice(["", "", "", "contains", "startswith", "endswith"])
    cut = {"": lambda v: v, "contains": lambda v: v[1:], "startswith": lambda v: v[:-1], "endswith": lambda v: v[-4:]}
    return field, how, [cut[how](value) for value in values]


def holds(an_item, event, policy):
    field, how, values = an_item
    value = said(event, field, policy)
    if value is UNKNOWN:
        return None
    if value is None:
        return False
    tests = {"": value.__eq__, "contains": value.__contains__, "startswith": value.startswith, "endswith": value.endswith}
    return any(tests[how](wanted) for wanted in values)


def condition(random_, names, depth=0):
    draw = random_.random()
    if depth > 2 or draw < 0.4:
        return ("name", random_.choice(names))
    if draw < 0.55:
        return ("not", condition(random_, names, depth + 1))
    if draw < 0.75:
        return ("of", random_.choice(["1 of s*", "all of s*", "1 of them", "all of them"]))
    return (random_.choice(["and", "or"]), condition(random_, names, depth + 1), condition(random_, names, depth + 1))


def text(node):
    if node[0] in ("name", "of"):
        return node[1]
    if node[0] == "not":
        return f"not ({text(node[1])})"
    return f"({text(node[1])}) {node[0]} ({text(node[2])})"


def value_of(node, selections):
    if node[0] == "name":
        return selections[node[1]]
    if node[0] == "of":
        return (some if node[1][0] == "1" else every)(selections.values())
    if node[0] == "not":
        inner = value_of(node[1], selections)
        return None if inner is None else not inner
    return (every if node[0] == "and" else some)(value_of(one, selections) for one in node[1:])


def used(node, selections):
    if node[0] == "of":
        return set(selections)
    return {node[1]} if node[0] == "name" else set().union(*(used(one, selections) for one in node[1:]))


def rules(random_, seed, policy, events):
    """Rules, and for each its verdict with the ids of its events."""
    made = []
    for number in range(3):
        selections = {}
        for name in ["s1", "s2", "s3"][: random_.randint(1, 3)]:
            choices = [[item(random_) for _ in range(random_.randint(1, 2))] for _ in range(random_.choice([1, 1, 2]))]
            # A mapping names a field with its modifier once.
            selections[name] = [list({one[:2]: one for one in choice}.values()) for choice in choices]
        node = condition(random_, list(selections))
        as_map = lambda choice: {f"{field}|{how}".rstrip("|"): values for field, how, values in choice}
        detection = {name: [as_map(choice) for choice in choices] for name, choices in selections.items()}
        detection["condition"] = text(node)
        rule = str(uuid.UUID(int=seed * 100 + number + 1))
        came = [
            value_of(node, {name: some(every(holds(one, event, policy) for one in choice) for choice in choices)
                            for name, choices in selections.items()})
            for event in events
        ]
        found = sorted(event["id"] for event, value in zip(events, came) if value is True)
        needs = any(one[0].startswith("subject") for name in used(node, selections)
                    for choice in selections[name] for one in choice)
        lacking = None in came or (needs and "subject" not in policy)
        verdict = "fired" if found else "indeterminate" if lacking else "clear"
        document = {"title": "Rule", "id": rule, "logsource": LOGSOURCE, "detection": detection, "level": "low"}
        made.append((rule, [document], verdict, found))
    return made


# Correlations


def instant(event):
    return round(datetime.datetime.fromisoformat(event["created_at"].replace("Z", "+00:00")).timestamp() * 1000)


def comes_about(kind, names, number, field, window, may):
    if kind == "event_count":
        return len(window) >= number
    if kind == "value_count":
        values = [said(event, field, {}) for event in window]
        known = {value for value in values if value is not None and value is not UNKNOWN}
        return len(known) + (values.count(UNKNOWN) if may else 0) >= number
    seen = [said(event, "event", {}) for event in window]
    if kind == "temporal":
        return set(seen) >= set(names)
    rest = iter(seen)
    return all(name in rest for name in names)


def correlation(random_, seed, events):
    kind = random_.choice(["event_count", "value_count", "temporal", "temporal_ordered"])
    names = random_.sample(NAMES[:3], random_.choice([2, 3])) if kind.startswith("temporal") else [random_.choice(NAMES[:3])]
    seconds = random_.choice([60, 300, 1800, 3600])
    group_by = random_.choice([["actor.id"], ["actor.email", "app.name"], ["owner.email"], ["data.kind"], ["app.name", "data.kind"], []])
    number = random_.choice([2, 3, 4])
    field = random_.choice(["app.name", "data.kind", "owner.email", "id", "request.ip_address"])
    rule = str(uuid.UUID(int=seed * 100 + 50))
    bases = [
        {"title": "Base", "name": f"b{place}", "id": str(uuid.UUID(int=seed * 100 + 10 + place)), "logsource": LOGSOURCE,
         "detection": {"s": {"event": name}, "condition": "s"}, "level": "low"}
        for place, name in enumerate(names)
    ]
    how = {"type": kind, "rules": [base["name"] for base in bases], "timespan": f"{seconds}s"}
    if group_by:
        how["group-by"] = group_by
    if kind == "event_count":
        how["condition"] = {"gte": number}
    if kind == "value_count":
        how["condition"] = {"gte": number, "field": field}
    groups, unread = {(): []} if not group_by else {}, []
    for event in events:
        key = tuple(said(event, one, {}) for one in group_by)
        if said(event, "event", {}) not in names or None in key:
            continue
        (unread if UNKNOWN in key else groups.setdefault(key, [])).append(event)

    def in_some_window(group, may):
        group = sorted(group, key=lambda event: (instant(event), event["id"]))
        windows = ([other for other in group[first:] if instant(other) - instant(event) <= seconds * 1000]
                   for first, event in enumerate(group))
        return any(comes_about(kind, names, number, field, window, may) for window in windows)

    fired = any(in_some_window(group, False) for group in groups.values())
    may = any(in_some_window(group + unread, True) for group in [*groups.values(), []])
    verdict = "fired" if fired else "indeterminate" if may else "clear"
    return rule, [*bases, {"title": "Correlation", "id": rule, "correlation": how, "level": "medium"}], verdict, None


# Events


def archive(random_):
    events = []
    for number in range(random_.randint(1, 30)):
        second, name = random_.randint(0, 7200), random_.choice(NAMES)
        at = datetime.datetime(2024, 5, 3, 10) + datetime.timedelta(seconds=second)
        actor = random_.randint(0, 1)
        event = {
            "id": str(uuid.UUID(int=random_.getrandbits(128), version=4)),
            "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.") + random_.choice(["000Z", "001Z", "500Z"]),
            "type": name.split(".")[0],
            "action": name.split(".")[1],
            "actor": {"id": str(uuid.UUID(int=1 + actor)), "email": VALUES["actor.email"][actor]},
            "enterprise_account": {"id": str(uuid.UUID(int=9)), "name": "acme"},
            "request": {"ip_address": f"10.0.{random_.randint(0, 3)}.1"},
        }
        for party, label, first in [("app", "name", 50), ("owner", "email", 60), ("team", "name", 70)]:
            if random_.random() < 0.7:
                which = random_.randint(0, 1)
                event[party] = {"id": str(uuid.UUID(int=first + which)), label: VALUES[f"{party}.{label}"][which]}
        if random_.random() < 0.7:
            known = {"who": VALUES["subject"], "kind": VALUES["data.kind"], "note": VALUES["data.note"]}
            event["data"] = {key: random_.choice(values) for key, values in known.items() if random_.random() < 0.7}
        events.append(event)
    return events


def main(program, folder, first, seeds):
    checked, differences = 0, []
    for seed in range(first, first + seeds):
        random_ = random.Random(seed)
        here = os.path.join(folder, str(seed))
        os.makedirs(os.path.join(here, "rules"))
        events = archive(random_)
        policy = {"subject": ["/who"]} if random_.random() < 0.6 else {}
        place = lambda *parts: os.path.join(here, *parts)
        with open(place("enterprise-audit-log-acme-202405.json"), "w") as file:
            json.dump({"entries": events}, file)
        with open(place("policy.toml"), "w") as file:
            file.write("[policy]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in policy.items()))
        made = [*rules(random_, seed, policy, events), correlation(random_, seed, events)]
        for rule, documents, *_ in made:
            with open(place("rules", f"{rule}.yml"), "w") as file:
                file.write("---\n".join(json.dumps(document) + "\n" for document in documents))
        # Alone, together, and with the rules that are built in: a rule's answer is its own.
        runs = [(made, [place("rules"), "--no-builtin-rules"]), (made, [place("rules")])]
        runs += [([one], [place("rules", f"{one[0]}.yml"), "--no-builtin-rules"]) for one in made]
        for asked, given in runs:
            words = [program, "report", "-q", "-f", "json", "--sections", "detections", "--policy", place("policy.toml")]
            words += ["--rules", *given, place("enterprise-audit-log-acme-202405.json")]
            report = subprocess.run(words, capture_output=True, check=True).stdout
            answers = {answer["rule"]: answer for answer in json.loads(report)["detections"]}
            for rule, documents, verdict, found in asked:
                checked += 1
                answer = answers[rule]
                ids = sorted(event for match in answer["matches"] for event in match["events"])
                if answer["verdict"] != verdict or found is not None and ids != found:
                    differences.append({"seed": seed, "given": given, "documents": documents, "policy": policy,
                                        "expected": [verdict, found], "got": [answer["verdict"], answer["reason"], ids]})
    print(json.dumps({"checked": checked, "differences": differences}))


main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
