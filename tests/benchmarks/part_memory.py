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


def probe_stream(counties: int) -> dict[str, int]:
    """Return the most this process ever held while a county without coupling was lived block after block."""
    from experiments.run import run, streams
    from tests.benchmarks.part_growth import ALL, county

    settings = county(ALL, counties)
    apart = settings.population.model_copy(update={"county_coupling": False})
    horizon = settings.horizon.model_copy(update={"years": 1})
    chosen = settings.model_copy(update={"population": apart, "horizon": horizon})
    assert streams(chosen)
    run(chosen, 1)
    return {"people": sum(village.population for village in apart.villages), "peak": status("VmHWM")}


def fresh(*arguments: str) -> dict[str, int]:
    """Return what a fresh process finds."""
    command = [sys.executable, "-m", "tests.benchmarks.part_memory", *arguments]
    found: dict[str, int] = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return found


def measure_stream() -> Part:
    """Measure the peak of counties whose townships share nothing, of about 100,000 people and of a million."""
    found = [fresh(str(counties), "stream") for counties in COUNTIES]
    rows = [
        [f"{each['people']:,}", figure(each["peak"] / 2**20), figure(each["peak"] / found[0]["peak"])] for each in found
    ]
    text = (
        "Where townships share no county mediators, funds and rankings, a large county is lived block after block and "
        "each is forgotten in turn: the most that a fresh process ever held (VmHWM) over a year of the full model, its "
        "building and measuring included."
    )
    data = {"ratio": found[-1]["peak"] / found[0]["peak"]}
    return Part("Memory, block after block", text, ["people", "MB at the peak", "times the first"], rows, data=data)


def measure() -> Part:
    """Measure counties of about 100,000 people and of a million, each in a process of its own."""
    rows, data = [], {}
    for counties in COUNTIES:
        found = fresh(str(counties))
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
    look = probe_stream if sys.argv[2:] == ["stream"] else probe
    sys.stdout.write(json.dumps(look(int(sys.argv[1]))))
