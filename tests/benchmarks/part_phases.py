"""Part (g): what each phase of the dekad costs in the full model."""

from experiments.profile import Profiler
from experiments.run import run
from model.settings import Horizon
from tests.benchmarks.part import Part, figure
from tests.benchmarks.people import MORE_POLICIES, POLICIES_IN_FORCE, pilot


def measure() -> Part:
    """Run the pilot county under all policies for a year of burn-in and two years, with a clock on every phase."""
    settings = pilot(MORE_POLICIES, slice(None))
    horizon = Horizon(start=settings.horizon.start, years=2, burn_in_years=1)
    profile = Profiler(run)
    profile(settings.model_copy(update={"horizon": horizon}), 1)
    phases = sorted(profile.phases().items(), key=lambda item: -item[1])
    rows = [
        [f"`{name}`", figure(profile.pace(spent).milliseconds), f"{profile.pace(spent).share:.1%}",
         figure(profile.pace(spent).microseconds)]
        for name, spent in phases
    ]  # fmt: skip
    whole = sum(spent for _, spent in phases)
    rows.append(["all", figure(profile.pace(whole).milliseconds), "100%", figure(profile.pace(whole).microseconds)])
    text = (
        f"The whole pilot county under {POLICIES_IN_FORCE}, three years of which one is burn-in, dearest phase first. "
        "`xiangzhi run --profile` shows the same of any scenario, and what each policy costs."
    )
    header = ["phase", "ms a dekad", "share", "µs a dekad and 1,000 people"]
    return Part("What a dekad is made of", text, header, rows, data=dict(phases))
