"""What a report says of its scenarios: what each runs beyond the baseline, and the numbers with their passports."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.report.evidence import LeverValue, PolicyUse, ScenarioFacts
from experiments.store import ScenarioRow
from model.errors import XiangzhiError
from model.parameters import PASSPORTS
from model.policies import POLICIES
from model.programmes import lever_values
from model.settings import Programme, Settings
from scenarios.difference import diff
from scenarios.load import load_scenario
from scenarios.scenario import Scenario

LANGS = ("zh", "en")
Texts = Mapping[str, str]


def scenario_of(row: ScenarioRow) -> Scenario | None:
    """Return a stored scenario: its words from its file as far as that can be read, its settings as they were run.

    None where the store holds no settings of it: a point of another model, or of a study file.
    """
    settings = _settings(row)
    if settings is None:
        return None
    title = {"zh": row.title_zh, "en": row.title_en}
    found = _file(row)
    if found is None:
        return Scenario(row.scenario, Path(row.path or row.scenario), title, dict.fromkeys(LANGS, ""), settings)
    words = {"question": found.question, "practices": found.practices, "overrides": found.overrides}
    return Scenario(row.scenario, found.path, title, settings=settings, **words)  # type: ignore[arg-type]


def _settings(row: ScenarioRow) -> Settings | None:
    from pydantic import ValidationError

    try:
        return None if row.settings is None else Settings.model_validate_json(json.dumps(row.settings))
    except ValidationError:
        return None


def _file(row: ScenarioRow) -> Scenario | None:
    if row.path is None or not Path(row.path).is_file():
        return None
    try:
        return load_scenario(Path(row.path), overrides=row.overrides)
    except XiangzhiError:
        return None


def scenario_facts(scenarios: Sequence[Scenario], baseline: str) -> tuple[ScenarioFacts, ...]:
    """Return what is to be said of every scenario of a study of the county."""
    base = next((scenario for scenario in scenarios if scenario.id == baseline), None)
    return tuple(_facts(scenario, base) for scenario in scenarios)


def _facts(scenario: Scenario, base: Scenario | None) -> ScenarioFacts:
    path = str(scenario.path)
    if base is None or base is scenario:
        return ScenarioFacts(scenario.id, scenario.title, path, (), ())
    known = base.settings.programmes
    programmes = [item for item in scenario.settings.programmes if item not in known]
    levers = [lever for item in programmes for lever in _levers(item, scenario.id)]
    return ScenarioFacts(
        scenario.id,
        scenario.title,
        path,
        tuple(_use(item, scenario.settings) for item in programmes),
        (*levers, *_parameters(scenario, base)),
        tuple(diff(base, scenario)),
    )


def _use(item: Programme, settings: Settings) -> PolicyUse:
    policy = POLICIES[item.policy]
    return PolicyUse(item.policy, policy.en, policy.zh, item.start or settings.horizon.start, _where(item, settings))


def _where(item: Programme, settings: Settings) -> str:
    """Return how many villages of how many a programme reaches, '14/28'; empty for all."""
    villages = len(settings.population.villages)
    mine = villages if item.where.villages is None else len(item.where.villages)
    reached = round(mine * item.where.share)
    return "" if reached >= villages else f"{reached}/{villages}"


def _levers(item: Programme, scenario: str) -> Iterator[LeverValue]:
    policy = POLICIES[item.policy]
    values = lever_values(policy, item)
    for lever in policy.levers:
        choice = lever.kind == "choice"
        yield LeverValue(
            key=f"{item.policy}.{lever.name}",
            en=lever.en,
            zh=lever.zh,
            value=values[lever.name],
            default=lever.default,
            unit=lever.unit,
            low=None if choice else lever.low,
            high=None if choice else lever.high,
            source=lever.source,
            grade=lever.grade,
            scenario=scenario,
            policy=item.policy,
            changed=values[lever.name] != lever.default,
        )


def _parameters(scenario: Scenario, base: Scenario) -> Iterator[LeverValue]:
    for key, value in scenario.settings.behaviour.items():
        if base.settings.behaviour.get(key) == value:
            continue
        passport = PASSPORTS[key]
        yield LeverValue(
            key=key,
            en=passport.en,
            zh=passport.zh,
            value=value,
            default=passport.value,
            unit=passport.unit,
            low=passport.low,
            high=passport.high,
            source=passport.source,
            grade=passport.grade,
            scenario=scenario.id,
            policy="",
            changed=value != passport.value,
        )


def plain_facts(rows: Sequence[ScenarioRow]) -> tuple[ScenarioFacts, ...]:
    """Return what is to be said of scenarios of which nothing is known but their names."""
    return tuple(
        ScenarioFacts(
            row.scenario,
            {"zh": row.title_zh or row.scenario, "en": row.title_en or row.scenario},
            row.path or "",
            (),
            (),
        )
        for row in rows
    )


def study_title(scenarios: Sequence[Scenario], baseline: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return title and question of the report of a comparison, made from its scenarios."""
    from analysis.labels import text

    base = next((scenario for scenario in scenarios if scenario.id == baseline), scenarios[0])
    others = [scenario for scenario in scenarios if scenario is not base]
    title, question = {}, {}
    for lang in LANGS:
        names = {"place": base.title[lang], "n": len(others), "other": others[0].title[lang] if others else ""}
        code = "back_title_many" if len(others) > 1 else "back_title_two" if others else "back_title_one"
        title[lang] = text(code, lang, **names)
        asked = "" if len(others) > 1 else (others or [base])[0].question.get(lang, "")
        question[lang] = asked or text(f"{code}_question", lang, **names)
    return title, question


def whole_county(settings: Settings) -> dict[str, Any]:
    """Return the size and the time of a study of the county, as evidence names them."""
    villages, horizon = settings.population.villages, settings.horizon
    return {
        "start": horizon.start,
        "years": float(horizon.years),
        "burn_in_years": float(horizon.burn_in_years),
        "villages": len(villages),
        "people": sum(village.population for village in villages),
    }
