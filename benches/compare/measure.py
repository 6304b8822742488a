"""Runs processes: time, peak memory, medians, one beside the other."""
import json
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


@dataclass
class Program:
    """Something to run."""

    name: str
    words: list
    # The files that it reads.
    reads: list = field(default_factory=list)
    # Whether it prints JSON with the seconds that it took without its own start.
    tells: bool = False
    walls: list = field(default_factory=list)
    inner: list = field(default_factory=list)
    peaks: list = field(default_factory=list)

    def warm(self):
        """Brings its files into the page cache: a system that is short of memory, or believes so, may
        have dropped them since the last round."""
        room = bytearray(1 << 20)
        for path in self.reads:
            with open(path, "rb", buffering=0) as file:
                while file.readinto(room):
                    pass

    def run(self):
        """Once. GNU time stands between, because a child's peak counts what its parent had."""
        self.warm()
        with tempfile.NamedTemporaryFile("r") as said:
            words = ["/usr/bin/time", "-q", "-f", "%M", "-o", said.name, *map(str, self.words)]
            out = subprocess.PIPE if self.tells else subprocess.DEVNULL
            start = time.perf_counter()
            done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE)
            wall = time.perf_counter() - start
            # 1 is the answer "no" of trailproof.
            if done.returncode not in ((0,) if self.tells else (0, 1)):
                raise SystemExit(f"{self.name}: {done.stderr.decode()[-2000:]}")
            self.walls.append(wall)
            self.inner.append(json.loads(done.stdout)["seconds"] if self.tells else wall)
            self.peaks.append(int(said.read().split()[-1]) / 1024)

    def figures(self):
        return {
            "wall": statistics.median(self.walls),
            "walls": self.walls,
            "inner": statistics.median(self.inner),
            "inners": self.inner,
            "peak": max(self.peaks),
            "rounds": len(self.walls),
        }


def in_turn(programs, rounds):
    """Figures by name. All run in turn in each round, so that what slows the machine down slows them
    all; a round before does not count."""
    for program in programs:
        if rounds > 1:
            program.run()
            program.walls.clear(), program.inner.clear(), program.peaks.clear()
    for _ in range(rounds):
        for program in programs:
            program.run()
    return {program.name: program.figures() for program in programs}
