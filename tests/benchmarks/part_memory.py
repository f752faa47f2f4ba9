"""Part (d): memory a villager, in a fresh process; `python -m tests.benchmarks.part_memory 36` is that process."""

import json
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.part import ROOT, Part, figure
from tests.benchmarks.people import POLICIES_IN_FORCE

COUNTIES = (4, 36)
"""How many pilot counties of 27,790 people; about 100,000 people and a million."""


def status(name: str) -> int:
    """Return a figure of this process in bytes (VmRSS: resident now, VmHWM: most so far)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise KeyError(name)


def probe(counties: int) -> dict[str, int]:
    """Return what this process holds before there is a county, when it is built, and after its second quarter."""
    from tests.benchmarks.part_growth import ALL, TIMED, county, live_through, people_of, started

    settings = county(ALL, counties)
    found = {"imports": status("VmRSS")}
    blocks = started(settings)
    found["started"] = status("VmRSS")
    live_through(blocks, TIMED)
    return {**found, "people": people_of(blocks), "resident": status("VmRSS"), "peak": status("VmHWM")}


def measure() -> Part:
    """Measure counties of about 100,000 people and of a million, each in a process of its own."""
    rows, data = [], {}
    for counties in COUNTIES:
        command = [sys.executable, "-m", "tests.benchmarks.part_memory", str(counties)]
        found = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
        people, base = found["people"], found["imports"]
        resident, peak = (found["resident"] - base) / people, (found["peak"] - base) / people
        rows.append([f"{people:,}", figure(base / 2**20), figure(found["resident"] / 2**20), figure(resident),
                     figure(peak)])  # fmt: skip
        data[str(counties)] = {"people": people, "resident": resident, "peak": peak}
    text = (
        f"Resident memory of a fresh process that holds the county under {POLICIES_IN_FORCE} after half a year, less "
        "what the interpreter holds with all packages imported and the scenario read (VmRSS); and the most it ever "
        "held (VmHWM)."
    )
    header = ["people", "MB before", "MB with the county", "bytes a person", "bytes a person at the peak"]
    return Part("Memory", text, header, rows, data=data)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(int(sys.argv[1]))))
