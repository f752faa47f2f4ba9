"""What one run spends its processor time on: each phase of the dekad, and each call into a policy.

Plain clocks stand around the calls while the run lasts and are gone after it: a run that is not profiled pays nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING, Any

from model.calendar import DEKADS_A_YEAR
from model.policies import POLICIES
from model.schedule import SCHEDULE

if TYPE_CHECKING:
    from experiments.result import RunResult
    from model.settings import Settings

CALLS = ("eligible", "install", "remove", "needs", "county", "effects")
"""What a policy is called for."""


@dataclass(frozen=True)
class Pace:
    """Processor time of a part of the step, put so that runs of any length and size compare."""

    milliseconds: float
    """A dekad."""
    share: float
    """Of all phases."""
    microseconds: float
    """A dekad and 1,000 registered villagers."""


class Profiler:
    """A run that keeps the time of its parts; its result is that of the run itself."""

    def __init__(self, run: "Callable[[Settings, int], RunResult]") -> None:
        self._run = run

    def __call__(self, settings: "Settings", seed: int) -> "RunResult":
        """Run once and keep the times, in seconds of processor time."""
        self._spent: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._dekads = DEKADS_A_YEAR * (settings.horizon.burn_in_years + settings.horizon.years)
        self._villagers = sum(village.population for village in settings.population.villages)
        with self._clocks():
            begun = process_time()
            result = self._run(settings, seed)
            self.whole = process_time() - begun
        return result

    def phases(self) -> dict[str, float]:
        """Return seconds by phase, in the order of the schedule, the calls into policies included."""
        return {phase.name: self._spent["", phase.name] for phase in SCHEDULE}

    def policies(self) -> dict[str, dict[str, float]]:
        """Return seconds by policy and call, for the policies that were called."""
        called = {owner for owner, _ in self._spent}
        return {name: {call: self._spent[name, call] for call in CALLS} for name in POLICIES if name in called}

    def pace(self, seconds: float) -> Pace:
        """Return seconds of the whole run as a pace."""
        a_dekad = seconds / self._dekads
        return Pace(1e3 * a_dekad, seconds / sum(self.phases().values()), 1e9 * a_dekad / self._villagers)

    @contextmanager
    def _clocks(self) -> Iterator[None]:
        with ExitStack() as clocks:
            for phase in SCHEDULE:
                clocks.enter_context(_in_place_of(phase, "act", self._timed("", phase.name, phase.act)))
            for name, policy in POLICIES.items():
                for call in CALLS:
                    timed = self._timed(name, call, getattr(policy, call))
                    clocks.enter_context(_in_place_of(policy, call, timed))
            yield

    def _timed(self, owner: str, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any) -> Any:
            begun = process_time()
            try:
                return call(*args)
            finally:
                self._spent[owner, name] += process_time() - begun

        return timed


@contextmanager
def _in_place_of(owner: object, name: str, substitute: Callable[..., Any]) -> Iterator[None]:
    """Let an attribute of one object, frozen or not, be another one for a while."""
    own = vars(owner).get(name)
    object.__setattr__(owner, name, substitute)
    try:
        yield
    finally:
        if own is None:
            object.__delattr__(owner, name)
        else:
            object.__setattr__(owner, name, own)
