"""Who runs which job next: jobs of one group stay together, short runs are dealt out many at once, nobody idles."""

from collections import deque
from collections.abc import Hashable, Iterable, Sequence

from experiments.jobs import RAISED, Function, Job, Report, settle

Stack = tuple[Job, ...]
"""Jobs of one group that one process runs side by side."""

MOST = 256
"""Runs dealt out at once, however short they are."""


def by_group(jobs: Iterable[Job]) -> list[list[Job]]:
    """Return the jobs of each group, in the order in which groups first come."""
    groups: dict[str, list[Job]] = {}
    for job in jobs:
        groups.setdefault(job.group, []).append(job)
    return list(groups.values())


def take_together(function: Function, queue: deque[Job], most: int) -> Stack:
    """Take the next jobs from a queue of one group: as many as the function runs side by side, at most ``most``."""
    together = getattr(function, "together", None)
    if not queue or together is None:
        return (queue.popleft(),) if queue else ()
    try:
        queue[0] = settle(queue[0])
    except RAISED:  # its own run will tell
        return (queue.popleft(),)
    count = min(max(together(queue[0].point), 1), max(most, 1), len(queue))
    return tuple(queue.popleft() for _ in range(count))


class Dealer:
    """Deals jobs out to whoever asks: of the taker's own group, of a fresh group, or from another's long queue."""

    def __init__(self, function: Function, jobs: Iterable[Job], hand_seconds: float) -> None:
        """``hand_seconds`` is how long the runs dealt out at once should take together."""
        self._function, self._hand_seconds = function, hand_seconds
        self._fresh = deque(by_group(jobs))
        self._queues: dict[Hashable, deque[Job]] = {}
        self.left = sum(map(len, self._fresh))
        """Jobs not dealt out yet."""
        self._seconds: float | None = None

    def learn(self, reports: Sequence[Report]) -> None:
        """Take note of how long runs last."""
        for report in reports:
            if report.failure is None:
                before = report.seconds if self._seconds is None else self._seconds
                self._seconds = 0.8 * before + 0.2 * report.seconds

    def leave(self, taker: Hashable) -> None:
        """Let others have what waits for a taker that is gone."""
        queue = self._queues.pop(taker, None)
        if queue:
            self._fresh.appendleft(list(queue))

    def hand(self, taker: Hashable, takers: int) -> list[Stack]:
        """Return the next jobs of one of so many takers; none where none are left to take."""
        # Towards the end hands grow small, so that all takers end together.
        wanted = min(self._affordable(), max(self.left // (2 * takers), 1))
        hand: list[Stack] = []
        dealt = 0
        while dealt < wanted:
            stack = self._stack(taker, takers, steal=not hand)
            if not stack:
                break
            hand.append(stack)
            dealt += len(stack)
        self.left -= dealt
        return hand

    def _affordable(self) -> int:
        if self._seconds is None:
            return 1
        return min(max(int(self._hand_seconds / max(self._seconds, 1e-9)), 1), MOST)

    def _stack(self, taker: Hashable, takers: int, *, steal: bool) -> Stack:
        queue = self._queues.setdefault(taker, deque())
        if not queue and self._fresh:
            queue.extend(self._fresh.popleft())
        if not queue and steal:
            longest = max(self._queues.values(), key=len)
            queue.extend([longest.pop() for _ in range((len(longest) + 1) // 2)])
        # With no fresh group left, idle takers must find something to take over.
        most = len(queue) if self._fresh else -(-len(queue) // takers)
        return take_together(self._function, queue, most)
