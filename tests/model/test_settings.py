"""Settings are values: frozen all the way down, strict about names, equal when they say the same."""

import pytest
from pydantic import ValidationError
from strategies import EVERYTHING, three_villages, village

from model.settings import Horizon, Programme, Rollout


@pytest.mark.parametrize(
    ("held", "name"),
    [
        (three_villages(), "programmes"),
        (three_villages().population, "villages"),
        (village("甲"), "population"),
        (Horizon(), "years"),
        (Rollout(), "share"),
        (EVERYTHING[0], "policy"),
    ],
)
def test_settings_cannot_be_changed(held, name):
    with pytest.raises(ValidationError, match="frozen"):
        setattr(held, name, getattr(held, name))


@pytest.mark.parametrize("make", [Horizon, Rollout, lambda **more: Programme(policy="points", **more)])
def test_an_unknown_name_is_refused(make):
    with pytest.raises(ValidationError, match="Extra inputs"):
        make(yeers=3)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Horizon(years=0),
        lambda: Horizon(burn_in_years=-1),
        lambda: Rollout(share=1.1),
        lambda: Rollout(order="alphabetical"),
        lambda: Rollout(copying_per_year=-0.1),
    ],
)
def test_values_out_of_bounds_are_refused(wrong):
    with pytest.raises(ValidationError):
        wrong()


def test_settings_that_say_the_same_are_equal_and_survive_the_journey_to_json():
    one, same = three_villages(programmes=EVERYTHING), three_villages(programmes=EVERYTHING)
    assert one == same
    assert type(one).model_validate_json(one.model_dump_json()) == one
    assert one != three_villages()
