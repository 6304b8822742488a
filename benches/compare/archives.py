"""What is read: generated archives, and their conversion to one event a line."""
import subprocess
from pathlib import Path

MILLION = 1_000_000


class Archives:
    """Makes each input when it is first asked for, and keeps it."""

    def __init__(self, work, generate, trailproof):
        self.work = Path(work)
        self.generate = generate
        self.trailproof = trailproof

    def generated(self, name, events, months=1, start="2018-05", compression="gzip"):
        """Archives of that many events over that many months."""
        folder = self.work / name
        if not folder.exists():
            words = f"--events {events} --months {months} --start {start} --compression {compression}"
            with_part(folder, lambda part: run([*self.generate, *words.split(), "--out", part]))
        return sorted(map(str, folder.iterdir()))

    def month(self, events=MILLION):
        return self.generated(f"month-{events}", events, compression="none")

    def month_gzip(self, events=MILLION):
        return self.generated(f"month-{events}-gzip", events)

    def year(self):
        """Twelve gzip months of 100,000 events each."""
        return self.generated("year-gzip", 1_200_000, months=12, start="2018-01")

    def two_months(self, events):
        """As many events, half of them in each of two gzip months."""
        return self.generated(f"two-months-{events}", events, months=2)

    def ndjson(self, archives):
        """One event a line, as the peers like it best; the conversion is not counted."""
        return self.converted(archives, "ndjson", "")

    def ndjson_gzip(self, archives):
        return self.converted(archives, "ndjson-gzip", "| gzip -6")

    def converted(self, archives, name, filter):
        folder = Path(archives[0]).parent
        folder = folder.with_name(f"{folder.name}-as-{name}")

        def convert(part):
            part.mkdir()
            for archive in archives:
                target = part / Path(archive).name.replace(".json", ".ndjson").removesuffix(".gz")
                suffix = ".gz" if filter else ""
                export = f'"$0" --isolated -q export -f ndjson "$1" {filter} > "$2"'
                run(["bash", "-c", f"set -o pipefail; {export}", self.trailproof, archive, f"{target}{suffix}"])

        if not folder.exists():
            with_part(folder, convert)
        return sorted(map(str, folder.iterdir()))


def with_part(folder, make):
    """A folder appears when it is whole."""
    print(f"making {folder.name} …", flush=True)
    part = folder.with_name(folder.name + ".part")
    run(["rm", "-rf", part])
    make(part)
    part.rename(folder)


def run(words):
    subprocess.run(list(map(str, words)), check=True, stdout=subprocess.DEVNULL)
