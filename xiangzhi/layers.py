"""The layers of doubt of a comparison, read from its store by the names of its studies."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.draws import DRAWN, study_name
from experiments.store import FILE, Store

if TYPE_CHECKING:
    from pandas import DataFrame


def layers_of(
    store: Store | Path,
    seed: int = 1,
    *,
    scenarios: Sequence[str] | None = None,
    replications: int | None = None,
) -> "DataFrame | None":
    """Return the layers of doubt of a stored comparison as ``analysis.layers`` gives them; None if nothing was drawn.

    Parameters
    ----------
    store
        An open store, or the folder of one.
    seed
        Base seed of the comparison.
    scenarios
        Ids of those wanted, the baseline among them; all if not given.
    replications
        How many replications stand for chance; all if not given. Draws are those of the last call that made any.

    Raises
    ------
    StoreError
        There is no store, or it cannot be read.
    """
    if isinstance(store, Path):
        with Store.open(store / FILE) as opened:
            return layers_of(opened, seed, scenarios=scenarios, replications=replications)
    from analysis.layers import layers
    from model.outcomes import OUTCOMES

    studies = {row.study: row for row in store.study_rows()}
    plain = studies.get(f"seed {seed}")
    drawn = [layer for layer in DRAWN if study_name(seed, layer) in studies]
    if plain is None or not drawn:
        return None
    wanted = [row.scenario for row in store.scenarios(plain.study)] if scenarios is None else scenarios
    outcomes = store.county_frame(plain.study)
    if replications is not None:
        outcomes = outcomes[outcomes["replication"] < replications]
    draws = {layer: _ordered(_draws(store, study_name(seed, layer)), wanted) for layer in drawn}
    return layers(_ordered(outcomes, wanted), draws, plain.baseline, OUTCOMES)


def _ordered(frame: "DataFrame", scenarios: Sequence[str]) -> "DataFrame":
    """Return the rows of some scenarios in the order of these."""
    order = {name: place for place, name in enumerate(scenarios)}
    chosen = frame[frame["scenario"].isin(order)]
    return chosen.sort_values("scenario", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def _draws(store: Store, study: str) -> "DataFrame":
    """Return the outcomes of draws under the ids of their scenarios."""
    bases = {row.scenario: row.base for row in store.scenarios(study)}
    frame = store.county_frame(study)
    return frame.assign(scenario=frame["scenario"].map(bases))


def with_failed_draws(failed: "DataFrame", store: Store, seed: int) -> "DataFrame":
    """Return failed runs, one row each as a store gives them, with those of all draws."""
    import pandas as pd

    drawn = [store.failures(study_name(seed, layer)) for layer in DRAWN]
    return pd.concat([part for part in (failed, *drawn) if len(part)] or [failed], ignore_index=True)
