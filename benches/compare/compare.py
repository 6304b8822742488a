#!/usr/bin/env python3
"""Measures trailproof beside its peers on this machine. See README.md."""
import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import steps
import tables
from archives import Archives

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    target = Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target"))
    parser.add_argument("--binary", type=Path, default=target / "release/trailproof", help="the program to measure")
    parser.add_argument("--generate", help="a built generator of archives, instead of cargo run")
    parser.add_argument("--work", type=Path, default=target / "compare", help="folder for archives and peers, made if missing")
    parser.add_argument("--only", metavar="STEPS", help=f"of {','.join(steps.ALL)}, default all but {','.join(steps.SLOW)}")
    parser.add_argument("--all", action="store_true", help="the slow steps as well")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--table", action="store_true", help="measure nothing, print what the last run found")
    return parser.parse_args()


def peers(work):
    """A Python of its own with the peers in it."""
    python = work / "venv/bin/python"
    if not python.exists():
        print("installing peers …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", work / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
    return python


def main():
    wanted = arguments()
    wanted.work.mkdir(parents=True, exist_ok=True)
    record = wanted.work / "results.json"
    results = json.loads(record.read_text()) if record.exists() else {}
    if not wanted.table:
        if not wanted.binary.exists():
            sys.exit(f"{wanted.binary} is missing: cargo build --release, or name another with --binary")
        cargo = ["cargo", "run", "-q", "--release", "--manifest-path", PROJECT / "Cargo.toml", "--example", "generate", "--"]
        archives = Archives(wanted.work, [wanted.generate] if wanted.generate else cargo, wanted.binary)
        sitting = steps.Sitting(wanted.binary, peers(wanted.work), HERE, archives, wanted.rounds)
        chosen = wanted.only.split(",") if wanted.only else [s for s in steps.ALL if wanted.all or s not in steps.SLOW]
        for step in chosen:
            print(f"{step} …", flush=True)
            busy = os.getloadavg()[0]
            results[step] = getattr(sitting, step)()
            results["machine"] = sitting.machine()
            results.setdefault("load", {})[step] = busy
            record.write_text(json.dumps(results, indent=1))
    print(tables.all_of(results))


main()
