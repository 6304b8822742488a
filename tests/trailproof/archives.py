"""Archives as Python reads them: what counts as an event, who is who, and when. For the scripts beside it, which share
nothing with the program that they check.
"""
import gzip
import json
import re
from datetime import datetime, timedelta, timezone

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
RFC3339 = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d):(\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def records(path):
    """The records of one archive, each as a value and as that which makes two of them the same: a
    member that is there twice counts twice."""
    values, contents = parsed(path, dict), parsed(path, Content)
    return zip(values, contents, strict=True)


class Content(dict):
    """An object for comparison: all of its members, in no order."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.pairs = sorted(pairs, key=repr)

    def __eq__(self, other):
        return isinstance(other, Content) and self.pairs == other.pairs

    def __repr__(self):
        return repr(self.pairs)


def parsed(path, of_pairs):
    with open(path, "rb") as file:
        raw = file.read()
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    text = raw.decode("utf-8-sig")
    try:
        whole = json.loads(text, object_pairs_hook=of_pairs)
    except json.JSONDecodeError:
        return [json.loads(line, object_pairs_hook=of_pairs) for line in text.split("\n") if line.strip()]
    if isinstance(whole, list):
        return whole
    return whole["entries"] if isinstance(whole.get("entries"), list) else [whole]


def instant(text):
    """Seconds since 1970 and nanoseconds, which pass a thousand million in a leap second."""
    found = isinstance(text, str) and RFC3339.fullmatch(text)
    if not found:
        return None
    day, clock, second, fraction, offset = found.groups()
    leap = second == "60"
    try:
        at = datetime.fromisoformat(f"{day}T{clock}:{'59' if leap else second}")
        if offset not in "Zz":
            hours, minutes = int(offset[1:3]), int(offset[4:6])
            if hours > 23 or minutes > 59:
                return None
            away = timedelta(hours=hours, minutes=minutes)
            at = at - away if offset[0] == "+" else at + away
    except (ValueError, OverflowError):
        return None
    seconds = int(at.replace(tzinfo=timezone.utc).timestamp())
    if leap and seconds % 86400 != 86399:
        return None
    nanos = int((fraction or "0")[:9].ljust(9, "0"))
    return seconds, nanos + (1_000_000_000 if leap else 0)


def shown(at):
    seconds, nanos = at
    text = datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:")
    second = seconds % 60 + nanos // 1_000_000_000
    return f"{text}{second:02}.{nanos % 1_000_000_000 // 1_000_000:03}Z"


def member(value, *path):
    """The string at that place, None where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None


def refusal(record):
    """The code for which a record is no event, or None."""
    if not isinstance(record, dict):
        return "S02"
    if any(not isinstance(record.get(name), str) for name in ("id", "created_at", "type", "action")):
        return "S03"
    if not UUID.fullmatch(record["id"]):
        return "S06"
    return None if instant(record["created_at"]) else "S07"


def identity(party):
    """The id, and without one the label; e-mails without regard to ASCII case."""
    who, label, fold = party
    return (who, None) if who is not None else (None, fold(label))


def party(record, name, label):
    """Id and label, and how labels are compared. What is empty is absent; a UUID has one case."""
    who = member(record, name, "id") or None
    if who and UUID.fullmatch(who):
        who = who.lower()
    return who, member(record, name, label) or None, ascii_lower if label == "email" else lambda text: text


def ascii_lower(text):
    return text and "".join(c.lower() if c.isascii() else c for c in text)


def label_of(parties, fold):
    """Of (time, label) the label of the latest; of labels at one instant the greatest. Of labels that
    are the same but for case the last written stands for all."""
    last = {fold(label): label for _, label in sorted((at, label) for at, label in parties if label is not None)}
    *others, label = sorted(last.values(), key=lambda label: max(p for p in parties if p[1] == label)) or [None]
    return label, sorted(others)
