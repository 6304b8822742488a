"""Holds workbooks against what the same reading says in JSON and in CSV, cell by cell.

Usage: xlsx.py KIND BOOK [JSON] [CSV]: kind is report, diff, validate, list or export. Prints what was compared; ends
with an error at the first difference.
"""

import csv
import datetime
import json
import re
import sys

import openpyxl

EPOCH = datetime.datetime(1900, 3, 1)
CONCEALED = [
    (0x00, 0x1F), (0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]
compared = 0


def fail(*words):
    sys.exit(" ".join(str(word) for word in words))


def visible(text):
    """A text as a workbook shows it: nothing acts without being seen."""
    hidden = lambda c: any(first <= ord(c) <= last for first, last in CONCEALED)
    shown = "".join(f"\\u{{{ord(c):x}}}" if hidden(c) else c for c in text)
    # openpyxl leaves the escape of a workbook's own escapes where a string stands in its cell.
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", shown)


def instant(text):
    """A date-time of RFC 3339 in UTC to the millisecond; None for what a spreadsheet has no date for."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)", text)
    if not found or found[2].endswith(":60") or found[1] < "0001-01-02":
        return None
    zone = "+00:00" if found[4] in "Zz" else found[4]
    at = datetime.datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}")
    try:
        at = at.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    except OverflowError:
        return None
    millis = int(((found[3] or ".") + "000")[1:4])
    at += datetime.timedelta(milliseconds=millis)
    return at if at >= EPOCH else None


def day(text):
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None
    at = datetime.datetime.fromisoformat(text)
    return at if at >= EPOCH else None


def listed(value, between="; "):
    if isinstance(value, list):
        return between.join(listed(item, " ") for item in value)
    if isinstance(value, dict):
        names = [v for v in value.values() if isinstance(v, str)]
        return between.join(listed(v, " ") for v in names + [v for v in value.values() if not isinstance(v, str)])
    return value if isinstance(value, str) else json.dumps(value)


def same(where, cell, value, head):
    """Whether a cell holds the value, in its own type."""
    global compared
    compared += 1
    have = cell.value
    if cell.data_type == "f" or cell.hyperlink:
        fail(where, "is alive:", repr(have))
    if isinstance(value, (list, dict)):
        value = listed(value)
    if value is None or value == "":
        want = None
    elif isinstance(value, bool):
        if cell.data_type != "b":
            fail(where, "is no truth:", repr(have))
        want = value
    elif isinstance(value, (int, float)):
        if cell.data_type != "n":
            fail(where, "is no number:", repr(have))
        want = value
    else:
        last = head.split(".")[-1]
        at = instant(value) if last == "at" or last.endswith("_at") or last in ("from", "to", "generated_at") else None
        at = at or (day(value) if last in ("day", "until", "through") else None)
        if at is None:
            want = visible(value)
            if len(value.encode("utf-16-le")) // 2 > 32767:
                if not have.endswith(f"[cut; {len(value)} characters in all]") or not value.startswith(have[:20000]):
                    fail(where, "is not cut as it should be")
                want = have
            if cell.data_type not in ("s", "inlineStr"):
                fail(where, "is no text:", repr(have))
        else:
            want = at
            if not cell.is_date:
                fail(where, "is no date:", repr(have))
    if have != want:
        fail(where, "has", repr(have), "instead of", repr(want))


class Book:
    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)
        self.unseen = list(self.book.sheetnames)
        for sheet in self.book:
            if sheet.freeze_panes != "A2" or not sheet.auto_filter.ref.startswith("A1:"):
                fail(sheet.title, "has no head:", sheet.freeze_panes, sheet.auto_filter.ref)
            rows = int(re.sub(r".*\D", "", sheet.auto_filter.ref.split(":")[1]))
            if rows != sheet.max_row:
                fail(sheet.title, "is filtered over", sheet.auto_filter.ref, "and has", sheet.max_row)
            if not all(8 <= d.width <= 70 for d in sheet.column_dimensions.values()):
                fail(sheet.title, "has columns without a width")
        made = self.book.properties
        if made.created != datetime.datetime(2000, 1, 1) or made.modified != made.created:
            fail("made at", made.created)

    def sheet(self, name):
        if name not in self.unseen:
            fail("no sheet", name, "in", self.book.sheetnames)
        self.unseen.remove(name)
        return self.book[name]

    def rows(self, name, rows, without=(), heads=None):
        """A sheet against rows of JSON: every member has a column, every column is a member."""
        sheet = self.sheet(name)
        have = [cell.value for cell in sheet[1]]
        if heads and have != heads:
            fail(name, "has the heads", have)
        if sheet.max_row - 1 != len(rows):
            fail(name, "has", sheet.max_row - 1, "rows instead of", len(rows))
        for number, row in enumerate(rows, 2):
            flat = {}
            for key, value in row.items():
                if isinstance(value, dict):
                    flat.update({f"{key}.{inner}": of for inner, of in value.items()})
                else:
                    flat[key] = value
            lacking = [key for key, value in flat.items() if key not in have and key not in without and value is not None]
            if lacking:
                fail(name, "has no column for", lacking)
            for cell, head in zip(sheet[number], have):
                same(f"{name}!{cell.coordinate}", cell, flat.get(head), head)

    def overview(self, wanted):
        sheet = self.sheet("Overview")
        facts = {}
        for part, name, value in sheet.iter_rows(min_row=2):
            facts.setdefault((part.value, name.value), []).append(value)
        for (part, name), value in wanted.items():
            cells = facts.get((part, name))
            if not cells:
                fail("Overview has no", part, name)
            same(f"Overview {part} {name}", cells[0], value, name)
        return facts

    def done(self):
        if self.unseen:
            fail("not compared:", self.unseen)


def counts(members):
    return [{"name": name, "count": n} for name, n in members.items()]


def codes(members):
    return [{"code": code, "count": n} for code, n in members.items()]


def report(book, of, table):
    wanted = {("document", "schema"): of["schema"], ("document", "catalog"): of["catalog"], ("document", "tz"): of["tz"]}
    wanted |= {("period", name): of["period"][name] for name in ("from", "to")}
    wanted |= {("totals", name): n for name, n in of["totals"].items()}
    wanted |= {("ledger", name): n for name, n in of["ledger"].items()}
    wanted |= {("validation", "verdict"): of["validation"]["verdict"]}
    if "access" in of:
        wanted |= {("access", name): n for name, n in of["access"].items() if name != "grants"}
    if "changes" in of:
        wanted |= {("changes", name): of["changes"][name] for name in ("population", "outside_hours")}
    book.overview(wanted)
    book.rows("Ledger", counts(of["ledger"]), heads=["name", "count"])
    book.rows("Archives", of["archives"])
    if "previous" in of:
        book.rows("Previous archives", of["previous"]["archives"])
    if of["validation"]["summary"]:
        book.rows("Validation", of["validation"]["by_code"])
    if "by" in of:
        book.rows("By " + ", ".join(of["by"]), of["rows"])
        return book.done()
    for name in ("event", "category", "actor", "app", "team", "account", "day", "hour", "ip"):
        if f"by_{name}" in of:
            book.rows(f"By {name}", of[f"by_{name}"])
    if "findings" in of:
        book.rows("Findings", codes(of["findings"]))
    if "controls" in of:
        book.rows("Controls", of["controls"])
        book.rows("Not evidenced", of["not_evidenced"])
    if "access" in of:
        book.rows("Access", of["access"]["grants"])
    if "register" in of:
        book.rows("Register", of["register"])
    if "changes" in of:
        book.rows("Changes by app", of["changes"]["by_app"])
        book.rows("Changes by actor", of["changes"]["by_actor"])
        if of["changes"]["protected"] is not None:
            book.rows("Changes of protected apps", of["changes"]["protected"])
    if "exceptions" in of:
        book.rows("Suppressions", of["exceptions"]["suppressions"])
        book.rows("Dispositions", of["exceptions"]["dispositions"])
    if "detections" in of:
        book.rows("Detections", of["detections"], without=["matches"])
        matches = [{"rule": rule["rule"], **one} for rule in of["detections"] for one in rule["matches"]]
        book.rows("Matches", matches, without=["events"])
        events = [
            {"rule": one["rule"], "fingerprint": one["fingerprint"], "event_id": event}
            for one in matches
            for event in one["events"]
        ]
        book.rows("Match events", events)
    if "coverage" in of:
        rows = [{"of": "recorded", "name": row["event"], "count": row["count"]} for row in of["coverage"]["recorded"]]
        rows += [
            {"of": "not_recorded", "name": row["what"], "instead": row["instead"]}
            for row in of["coverage"]["not_recorded"]
        ]
        rows += [{"of": "month", "name": month} for month in of["coverage"]["months"]]
        rows += [{"of": "missing_month", "name": month} for month in of["coverage"]["missing"]]
        book.rows("Coverage", rows)
        book.rows("Retention", of["coverage"]["retention"])
    book.done()
    against_csv(book.book, table)


def against_csv(book, table):
    """The tidy table has the same counts under the same labels."""
    names = {"event": "event", "actor": "actor", "app": "app", "team": "team", "account": "account", "ip": "ip"}
    for dimension, head in names.items():
        if f"By {dimension}" not in book.sheetnames:
            continue
        sheet = book[f"By {dimension}"]
        heads = [cell.value for cell in sheet[1]]
        rows = [row for row in table if row["dimension"] == dimension]
        if len(rows) != sheet.max_row - 1:
            fail(dimension, "has", len(rows), "rows in CSV")
        for number, row in enumerate(rows, 2):
            cells = dict(zip(heads, sheet[number]))
            label = row["label"]
            # A formula has an apostrophe in CSV alone.
            if label.startswith("'") and cells[head].value != visible(label):
                label = label[1:]
            same(f"{dimension} {number}", cells[head], label, head)
            same(f"{dimension} {number}", cells["count"], int(row["count"]), "count")
            for time in ("first_at", "last_at"):
                same(f"{dimension} {number}", cells[time], row[time], time)


def diff(book, of, _):
    wanted = {("document", "aligned"): of["aligned"], ("document", "differs"): of["differs"]}
    for side in ("before", "after"):
        wanted |= {(side, "days"): of[side]["days"], (side, "from"): of[side]["period"]["from"]}
    book.overview(wanted)
    book.rows("Totals", [{"name": name, **total} for name, total in of["totals"].items()])
    before, after = of["before"]["ledger"], of["after"]["ledger"]
    ledger = [{"name": n, "before": before[n], "after": after[n], "change": after[n] - before[n]} for n in before]
    book.rows("Ledger", ledger)
    for name in ("event", "category", "actor", "app", "team", "ip"):
        if f"by_{name}" in of:
            book.rows(f"By {name}", of[f"by_{name}"])
    book.rows("New pairs", of["new_pairs"])
    book.rows("Names taken over", of["names_taken_over"])
    if "access" in of:
        figures = {name: total for name, total in of["access"].items() if isinstance(total, dict)}
        book.rows("Access", [{"name": name, **total} for name, total in figures.items()])
        book.rows("Open grants", of["access"]["open_grants"])
    if "detections" in of:
        book.rows("Detections", of["detections"])
    days = [{"of": side, **day} for side in ("before", "after") for day in of[side].get("by_day", [])]
    book.rows("By day", days)
    sides = [{"of": side, **archive} for side in ("before", "after") for archive in of[side]["archives"]]
    book.rows("Archives", sides)
    book.rows("Archives of both", of["overlap"]["archives"])
    book.done()


def validate(book, of, table):
    wanted = {("verdict", name): n for name, n in of["summary"].items()}
    wanted |= {("verdict", "fail_on"): of["fail_on"]}
    book.overview(wanted)
    book.rows("Findings", of["findings"])
    book.rows("Set aside", of["ignored"])
    book.rows("Not evaluated", of["rules"]["not_evaluated"])
    book.rows("Archives", of["archives"])
    book.rows("Ledger", counts(of["ledger"]))
    codes = {}
    for finding in of["findings"]:
        row = codes.setdefault((finding["severity"], finding["code"]), [0, 0])
        row["suppressed" in finding] += finding["count"]
    sheet = book.sheet("By code")
    have = {(row[0].value, row[1].value): [row[3].value, row[4].value] for row in sheet.iter_rows(min_row=2)}
    if have != codes:
        fail("By code has", have, "instead of", codes)
    book.done()
    findings = [row for row in table if row["code"] and row["severity"] in ("error", "warning", "note")]
    if len(findings) != len(of["findings"]):
        fail("CSV has", len(findings), "findings")


def list_(book, of, _):
    # What one archive says of itself elsewhere in JSON.
    book.rows("Archives", of["archives"], without=["accounts"])
    book.rows("Missing months", of["missing_months"])
    book.rows("Repeated months", of["repeated_months"], without=["account_id", "through"])
    book.rows("Same files", of["same_files"])
    if "listing" in of:
        book.rows("Listed and not here", [{"month": month} for month in of["listing"]["not_here"]])
    book.rows("Ledger", counts(of["ledger"]))
    book.rows("Findings", codes(of["findings"]))
    book.done()


def export(book, _, table):
    book.rows("Events", table, heads=list(table[0]) if table else None)
    book.done()


def main():
    kind, path, *beside = sys.argv[1:]
    of, table = None, None
    csv.field_size_limit(sys.maxsize)
    for name in beside:
        with open(name, encoding="utf-8", newline="") as file:
            if name.endswith(".json"):
                of = json.load(file)
            else:
                table = list(csv.DictReader(file))
    kinds = {"report": report, "diff": diff, "validate": validate, "list": list_, "export": export}
    kinds[kind](Book(path), of, table)
    print(f"{compared} cells are the same")


main()
