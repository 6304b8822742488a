"""The answer that everybody must give, and where two of them differ."""


def answer_of_report(report):
    """What the JSON report has of the report work."""
    def counts(section, *keys):
        return {
            next((row[key] for key in keys if row[key] is not None), "null"): row["count"]
            for row in report[section]
            if row["count"]
        }

    return {
        "by_event": counts("by_event", "event"),
        "by_actor": counts("by_actor", "id", "actor"),
        "by_app": counts("by_app", "id", "app"),
        "by_day": counts("by_day", "day"),
        "ip_addresses": report["totals"]["ip_addresses"],
        "period": [report["period"]["from"], report["period"]["to"]],
    }


def differences(found, right):
    """The first few, as text; empty if there are none."""
    lines = []
    for section, value in right.items():
        other = found.get(section)
        if value == other:
            continue
        if isinstance(value, dict) and isinstance(other, dict):
            keys = [key for key in value.keys() | other.keys() if value.get(key) != other.get(key)]
            lines += [f"{section} {key}: {other.get(key)}, not {value.get(key)}" for key in sorted(keys)[:3]]
        else:
            lines.append(f"{section}: {other}, not {value}")
    return "\n".join(lines)
