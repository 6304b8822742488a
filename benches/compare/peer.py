"""One peer does the report work on some files, and says how long that took and what it found.

    python peer.py duckdb/ndjson FILE…    also clickhouse, polars; /archive; inflate/zlib-ng, inflate/isal

Timed is from the first look at the files to the last count, without the start of Python and of the
library; the caller times the whole process. Each peer has its fastest way of those tried.
"""
import json
import sys
import time

PARTY = "STRUCT(id VARCHAR, {} VARCHAR)"
MEMBERS = {
    "created_at": "VARCHAR",
    "type": "VARCHAR",
    "action": "VARCHAR",
    "actor": PARTY.format("email"),
    "app": PARTY.format("name"),
    "request": "STRUCT(ip_address VARCHAR)",
}
SECTIONS = ["event", "actor", "app", "day", "ip"]
COLUMNS = """{e}type || '.' || {e}action AS event, coalesce({e}actor.id, {e}actor.email) AS who,
    coalesce({e}app.id, {e}app.name) AS place, substring({e}created_at, 1, 10) AS "day",
    {e}request.ip_address AS ip, {e}created_at AS instant"""
# One pass over the input, all counts side by side. `grouping` tells which section a row is of.
COUNTS = """SELECT grouping(event, who, place, "day", ip) AS section, event, who, place, "day", ip,
    count(*), min(instant), max(instant) FROM ({}) AS events
    GROUP BY GROUPING SETS ((event), (who), (place), ("day"), (ip))"""


def answer_of(rows):
    """The rows of COUNTS as the answer that all give."""
    found = {section: {} for section in SECTIONS}
    first, last = [], []
    for section, *keys, count, earliest, latest in rows:
        at = [0b01111, 0b10111, 0b11011, 0b11101, 0b11110].index(int(section))
        found[SECTIONS[at]][keys[at]] = int(count)
        first.append(earliest)
        last.append(latest)
    *counts, addresses = (found[section] for section in SECTIONS)
    return answer(*counts, set(addresses) - {None}, min(first), max(last))


def answer(event, actor, app, day, addresses, first, last):
    return {
        "by_event": event,
        "by_actor": {who or "null": count for who, count in actor.items()},
        "by_app": {place or "null": count for place, count in app.items()},
        "by_day": day,
        "ip_addresses": len(addresses),
        "period": [first, last],
    }


def duckdb(paths, documents):
    import duckdb

    start = time.perf_counter()
    if documents:
        record = ", ".join(f'"{name}" {kind}' for name, kind in MEMBERS.items())
        columns = f"{{entries: 'STRUCT({record})[]'}}"
        source = f"read_json({paths}, columns = {columns}, maximum_object_size = 2000000000)"
        source = f"(SELECT unnest(entries) AS e FROM {source})"
    else:
        columns = ", ".join(f"{name}: '{kind}'" for name, kind in MEMBERS.items())
        source = f"read_json({paths}, format = 'newline_delimited', columns = {{{columns}}})"
    select = f"SELECT {COLUMNS.format(e='e.' if documents else '')} FROM {source}"
    connection = duckdb.connect()
    return start, answer_of(connection.execute(COUNTS.format(select)).fetchall())


def clickhouse(paths, documents):
    from chdb import session

    start = time.perf_counter()
    record = ", ".join(f"{name} {kind}" for name, kind in MEMBERS.items())
    record = record.replace("STRUCT", "Tuple").replace("VARCHAR", "Nullable(String)")
    schema = f"entries Array(Tuple({record}))" if documents else record
    # Its way to name several, whose end must tell the compression: the folder has nothing else in it.
    files = paths[0] if len(paths) == 1 else paths[0].rpartition("/")[0] + "/*.gz"
    source = f"file('{files}', 'JSONEachRow', '{schema}')"
    if documents:
        source += " ARRAY JOIN entries AS e"
    settings = {
        "input_format_json_ignore_unknown_keys_in_named_tuple": 1,
        "input_format_json_defaults_for_missing_elements_in_named_tuple": 1,
        # One object is never parsed in parallel, and this lifts the limit of 512 MiB on it.
        "input_format_parallel_parsing": 0 if documents else 1,
    }
    query = COUNTS.format(f"SELECT {COLUMNS.format(e='e.' if documents else '')} FROM {source}")
    query += " SETTINGS " + ", ".join(f"{name} = {value}" for name, value in settings.items())
    rows = session.Session().query(query, "JSONCompactEachRow").bytes().splitlines()
    return start, answer_of(map(json.loads, rows))


def polars(paths, documents):
    import polars as pl

    start = time.perf_counter()
    text = pl.String
    schema = {name: text for name in ("created_at", "type", "action")}
    schema |= {"actor": pl.Struct({"id": text, "email": text}), "app": pl.Struct({"id": text, "name": text})}
    schema["request"] = pl.Struct({"ip_address": text})
    if documents:
        whole = pl.concat([pl.read_json(path, schema={"entries": pl.List(pl.Struct(schema))}) for path in paths])
        source = whole.lazy().explode("entries").unnest("entries")
    else:
        source = pl.scan_ndjson(paths, schema=schema)
    part = lambda party, name: pl.col(party).struct.field(name)
    events = source.select(
        event=pl.col("type") + "." + pl.col("action"),
        actor=pl.coalesce(part("actor", "id"), part("actor", "email")),
        app=pl.coalesce(part("app", "id"), part("app", "name")),
        day=pl.col("created_at").str.slice(0, 10),
        ip=part("request", "ip_address"),
        instant="created_at",
    ).collect(engine="streaming")
    counts = [dict(events.group_by(name).len().iter_rows()) for name in SECTIONS[:4]]
    addresses = set(events["ip"].unique()) - {None}
    return start, answer(*counts, addresses, events["instant"].min(), events["instant"].max())


def inflate(library, paths):
    """Merely inflates, with the checksum, into a buffer that is used again."""
    if library == "zlib-ng":
        from zlib_ng.gzip_ng import GzipNGFile as File
    else:
        from isal.igzip import IGzipFile as File
    start = time.perf_counter()
    room = bytearray(1 << 20)
    size = 0
    for path in paths:
        with File(path) as file:
            while got := file.readinto(room):
                size += got
    return start, size


def main(name, *paths):
    program, _, kind = name.partition("/")
    if program == "inflate":
        start, found = inflate(kind, list(paths))
    else:
        work = {"duckdb": duckdb, "clickhouse": clickhouse, "polars": polars}[program]
        start, found = work(list(paths), kind == "archive")
    json.dump({"seconds": time.perf_counter() - start, "answer": found}, sys.stdout)


main(*sys.argv[1:])
