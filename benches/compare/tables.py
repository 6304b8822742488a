"""What was found, as Markdown."""

# Of JSON, before compression; for rates.
MEGABYTES = {"month": 797, "month-gzip": 797, "year": 956, "small": 80}


def all_of(results):
    parts = [heading(results)]
    if "month" in results and "year" in results:
        parts.append(asked(results["month"], results["year"]))
    for step in ("peers", "slow"):
        if step in results:
            parts.append(peers(results[step]))
    sizes = results.get("growth", {}) | results.get("ten_million", {})
    if sizes:
        parts.append(growth(sizes))
    return "\n\n".join(parts)


def heading(results):
    """The machine, and how busy it was before each step: figures of a busy one are worth little."""
    machine = results.get("machine", {})
    busy = ", ".join(f"{step} {load:.1f}" for step, load in results.get("load", {}).items() if step not in ("prepare", "check"))
    return f"{machine.get('what')}; {machine.get('date')}; {', '.join(machine.get('peers', []))}. Load before: {busy}."


def table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def asked(month, year):
    """The ratios to hold. The first columns of them are between whole processes; the last leaves
    out the start of Python and of the library, which no peer would need if it were not for Python."""
    lines = []

    def ratio(what, limit, ours, theirs):
        pairs = [a / b for a, b in zip(ours["walls"], theirs["walls"])]
        whole, query = ours["wall"] / theirs["wall"], ours["wall"] / theirs["inner"]
        spread = f"{min(pairs):.2f}–{max(pairs):.2f}"
        least = min(ours["walls"]) / min(theirs["walls"])
        seconds = f"{ours['wall']:.2f} ÷ {theirs['wall']:.2f} ({theirs['inner']:.2f})"
        lines.append([what, limit, f"**{whole:.2f}**", spread, f"{least:.2f}", f"{query:.2f}", seconds])

    def amount(what, limit, found):
        lines.append([what, limit, f"**{found}**", "", "", "", ""])

    inflating = month["inflate/zlib-ng"]
    ratio("report, one plain month ÷ DuckDB on NDJSON", "0.60 (0.45)", month["report plain"], month["duckdb/ndjson"])
    ratio("report, one gzip month ÷ DuckDB on NDJSON.gz", "0.55", month["report gzip"], month["duckdb/ndjson gzip"])
    ratio("report, one gzip month ÷ zlib-ng merely inflating", "1.20 (1.05)", month["report gzip"], inflating)
    ratio("the same ÷ ISA-L merely inflating", "–", month["report gzip"], month["inflate/isal"])
    ratio("report, twelve gzip months ÷ DuckDB on NDJSON.gz", "0.43 (0.32)", year["report"], year["duckdb/ndjson"])
    ratio("validate, one gzip month ÷ zlib-ng merely inflating", "3.0 (1.5)", month["validate gzip"], inflating)
    plain, packed = month["report plain"]["peak"], month["report gzip"]["peak"]
    amount("peak memory, one month, plain / gzip", "96 MB", f"{plain:.0f} / {packed:.0f} MB")
    amount("peak memory, twelve months", "128 MB", f"{year['report']['peak']:.0f} MB")
    grown = [month[f"report {kind}"]["peak"] - month[f"report {kind} 100,000"]["peak"] for kind in ("plain", "gzip")]
    amount("growth from 100,000 to 1,000,000 events, plain / gzip", "32 MB", f"{grown[0]:.0f} / {grown[1]:.0f} MB")
    threads = year["report, one thread"]["wall"] / year["report"]["wall"]
    amount("two threads ÷ one, twelve months", "1.7 times as fast", f"{threads:.2f} times")
    return table(["what", "at most (stretch)", "measured", "pairs", "least", "÷ work alone", "seconds"], lines)


def peers(found):
    lines = []
    for name, figures in found.items():
        program, _, on = name.partition(" on ")
        rate = MEGABYTES[on] / figures["wall"]
        lines.append([program, on, f"{figures['wall']:.2f}", f"{rate:,.0f}", f"{figures['peak']:,.0f}"])
    return table(["program", "input", "wall s", "MB/s of JSON", "peak MB"], lines)


def growth(sizes):
    lines = []
    commands = ["report", "validate", "diff", "export"]
    for size, found in sizes.items():
        cells = [f"{found[c]['wall']:.2f} s, {found[c]['peak']:,.0f} MB" for c in commands]
        lines.append([f"{int(size):,}", *cells])
    return table(["events, two gzip months", *commands], lines)
