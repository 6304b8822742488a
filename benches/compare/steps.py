"""The steps of a sitting: which programs run on what."""
import datetime
import json
import platform
import shutil
import subprocess
from pathlib import Path

from answers import answer_of_report, differences
from measure import Program, in_turn

ALL = ["prepare", "check", "month", "year", "peers", "growth", "slow", "ten_million"]
SLOW = ["slow", "ten_million"]
SIZES = [10_000, 100_000, 1_000_000]


class Sitting:
    def __init__(self, binary, python, here, archives, rounds):
        self.binary, self.python, self.here = binary, python, here
        self.archives, self.rounds = archives, rounds

    def machine(self):
        cpu = next(line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name"))
        cores = subprocess.run(["nproc"], capture_output=True, text=True, check=True).stdout.strip()
        memory = Path("/proc/meminfo").read_text().split()[1]
        return {
            "what": f"{cores} cores of {cpu.split(': ')[1]}, {int(memory) / 2**20:.0f} GiB, {platform.system()} {platform.release()}",
            "date": datetime.date.today().isoformat(),
            "peers": [line for line in (self.here / "requirements.txt").read_text().splitlines() if "==" in line],
        }

    def trailproof(self, name, *words):
        """The words that name files are what it reads."""
        reads = [word for word in words if Path(word).is_file()]
        return Program(name, [self.binary, "--isolated", "-q", *words], reads)

    def report(self, name, archives, *words):
        return self.trailproof(name, "report", "-f", "json", *words, *archives)

    def peer(self, name, paths):
        return Program(name, [self.python, self.here / "peer.py", name.split(" ")[0], *paths], paths, tells=True)

    def inputs(self):
        """By name: the archives, and their conversion for the peers."""
        a = self.archives
        return {
            "month": (a.month(), a.ndjson(a.month())),
            "month-gzip": (a.month_gzip(), a.ndjson_gzip(a.month_gzip())),
            "year": (a.year(), a.ndjson_gzip(a.year())),
            "small": (a.month(100_000), a.ndjson(a.month(100_000))),
        }

    def prepare(self):
        """Everything that is read, so that measuring is all that later steps do."""
        self.inputs()
        self.archives.month_gzip(100_000)
        for size in SIZES:
            self.archives.two_months(size)

    def check(self):
        """Nobody is measured who finds something else."""
        checked = []
        for name, (archives, converted) in self.inputs().items():
            report = self.report(name, archives)
            out = subprocess.run(report.words, capture_output=True, check=True).stdout
            right = answer_of_report(json.loads(out))
            peers = [("duckdb/ndjson", converted), ("polars/ndjson", converted), ("clickhouse/archive", archives)]
            if name == "small":
                peers += [("duckdb/archive", archives), ("polars/archive", archives)]
            programs = [self.peer(peer, paths) for peer, paths in peers]
            if name == "small":
                programs += self.jq(archives)
            for program in programs:
                done = subprocess.run(program.words, stdout=subprocess.PIPE, check=True)
                found = json.loads(done.stdout)
                self.same(f"{program.name} on {name}", found["answer"] if program.tells else found, right)
                checked.append(f"{program.name} on {name}")
        return checked

    def jq(self, archives):
        """jq, and jaq, which is the same in Rust, as far as they are installed."""
        for program in ("jq", "jaq"):
            if shutil.which(program):
                yield Program(program, [program, "-c", "-f", self.here / "report.jq", *archives], archives)
            else:
                print(f"  {program} is not installed, and left out", flush=True)

    @staticmethod
    def same(what, found, right):
        wrong = differences(found, right)
        if wrong:
            raise SystemExit(f"{what} finds something else than trailproof:\n{wrong}")
        print(f"  {what}: the same answer", flush=True)

    def month(self):
        (plain, lines), (packed, packed_lines) = self.inputs()["month"], self.inputs()["month-gzip"]
        return in_turn(
            [
                self.report("report plain", plain),
                self.peer("duckdb/ndjson", lines),
                self.report("report gzip", packed),
                self.peer("duckdb/ndjson gzip", packed_lines),
                self.peer("inflate/zlib-ng", packed),
                self.peer("inflate/isal", packed),
                self.trailproof("validate gzip", "validate", "-f", "json", *packed),
                self.report("report plain 100,000", self.archives.month(100_000)),
                self.report("report gzip 100,000", self.archives.month_gzip(100_000)),
            ],
            self.rounds,
        )

    def year(self):
        archives, lines = self.inputs()["year"]
        return in_turn(
            [
                self.report("report", archives),
                self.report("report, one thread", archives, "--threads", "1"),
                self.peer("duckdb/ndjson", lines),
                self.peer("inflate/isal", archives),
            ],
            self.rounds,
        )

    def peers(self):
        """The peers that need no patience, beside the report again."""
        inputs = self.inputs()
        programs = []
        for name in ("month", "month-gzip", "year"):
            archives, lines = inputs[name]
            programs.append(self.report(f"trailproof on {name}", archives))
            programs.append(self.peer(f"clickhouse/archive on {name}", archives))
            programs.append(self.peer(f"polars/ndjson on {name}", lines))
        return in_turn(programs, min(self.rounds, 3))

    def growth(self):
        return {str(size): self.grown(size, min(self.rounds, 3)) for size in SIZES}

    def ten_million(self):
        return {"10000000": self.grown(10_000_000, 1)}

    def grown(self, events, rounds):
        both = self.archives.two_months(events)
        return in_turn(
            [
                self.report("report", both),
                self.trailproof("validate", "validate", "-f", "json", *both),
                self.trailproof("diff", "diff", "-f", "json", *both),
                self.trailproof("export", "export", *both),
            ],
            rounds,
        )

    def slow(self):
        """Peers that read a whole document into memory: once, on 100,000 events and on the month."""
        found = {}
        for name in ("small", "month"):
            archives, _ = self.inputs()[name]
            programs = [self.report("trailproof", archives), *self.jq(archives)]
            programs += [self.peer(f"{peer}/archive", archives) for peer in ("duckdb", "polars")]
            for program in programs:
                program.name += f" on {name}"
                found |= in_turn([program], 1)
        return found
