"""A scenario with other values of levers and behaviour parameters: what it runs, and how its file gives the same."""

from collections.abc import Mapping

from experiments.factors import Value
from experiments.study_document import word
from model.settings import Programme, Rollout, Settings
from scenarios.scenario import Scenario

Levers = Mapping[str, Mapping[str, Value]]
"""Values by policy and name of the lever."""


def varied_settings(settings: Settings, levers: Levers, behaviour: Mapping[str, Value]) -> Settings:
    """Return settings with other values of some levers, of policies that run there, and of behaviour parameters."""
    given = {name: float(value) for name, value in behaviour.items()}
    programmes = tuple(
        programme.model_copy(update={"levers": {**programme.levers, **levers[programme.policy]}})
        if programme.policy in levers
        else programme
        for programme in settings.programmes
    )
    held = dict(sorted({**settings.behaviour, **given}.items()))
    return settings.model_copy(update={"behaviour": held, "programmes": programmes})


def varied_changes(scenario: Scenario, levers: Levers, behaviour: Mapping[str, Value]) -> tuple[str, ...]:
    """Return the changes ``key=value`` that give the same from the scenario's own file, to the last bit."""
    whole = _written_out(scenario, levers)
    rest = {policy: values for policy, values in levers.items() if f"policies.{policy}" not in whole}
    return (
        *scenario.overrides,
        *(f"{key}={value}" for key, value in whole.items()),
        *(_change(f"policies.{policy}.levers", values) for policy, values in rest.items()),
        *([_change("behaviour", behaviour)] if behaviour else []),
    )


def _change(key: str, values: Mapping[str, Value]) -> str:
    """Return the change that gives values to names below a key: one by its name, several as a map."""
    if len(values) == 1:
        return next(f"{key}.{name}={word(value)}" for name, value in values.items())
    return f"{key}={word(dict(values))}"


def _written_out(scenario: Scenario, levers: Levers) -> dict[str, str]:
    """Return the changes that write practices out as their policies, where levers of these policies are to change.

    A lever of a policy is not always one lever of a practice: practices share policies, and one name may stand for
    levers of several policies.
    """
    touched, practices = set(levers), set[str]()
    while True:
        more = {name for name, parts in scenario.practices.items() if touched.intersection(parts)}
        if more == practices:
            break
        practices = more
        touched.update(part for name in practices for part in scenario.practices[name])
    wanted = {part for name in practices for part in scenario.practices[name]}
    held = [programme for programme in scenario.settings.programmes if programme.policy in wanted]
    written = {f"policies.{item.policy}": _programme(item, levers.get(item.policy, {})) for item in held}
    return {**{f"practices.{name}": "off" for name in sorted(practices)}, **written}


def _programme(programme: Programme, levers: Mapping[str, Value]) -> str:
    """Write a programme with other levers as an entry of a scenario file, without what is as usual."""
    entry: dict[str, object] = {"levers": {**programme.levers, **levers}}
    dates = {"start": programme.start, "end": programme.end}
    entry |= {name: day.isoformat() for name, day in dates.items() if day is not None}
    usual = Rollout()
    where = {name: value for name, value in programme.where if value != getattr(usual, name)}
    return word({**entry, **({"where": where} if where else {})})
