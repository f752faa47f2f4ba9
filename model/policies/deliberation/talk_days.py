"""Talk days (逢五说事): on the 5th, 15th and 25th of each lunar month cadres sit with whoever has something to say."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.talk_days import talk_days

if TYPE_CHECKING:
    from model.world import World


class TalkDays(Policy):
    """A fixed day to speak brings up quarrels and needs, and tells people what became of what they said.

    Process gains come first (E21). Talk is only as good as the answers: what is voiced and not done lowers the share
    of matters answered, and with it efficacy, trust and further talk.
    """

    id = "talk_days"
    en, zh = "Talk days", "逢五说事"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for half a day of some cadres on every talk day of the dekad."""
        days = talk_days(world.now) * levers.days_kept
        return Needs({(CADRE, MOBILISATION): days * levers.hours_a_day * levers.cadres_a_day})

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let talk find disputes on its days, and let people know between them that there is a day to speak."""
        push("talk_finding", 1.0 - (1.0 - levers.finding) ** (talk_days(world.now) * levers.days_kept))
        push("voice", levers.voice * levers.days_kept)
        push("bringing", levers.easing * levers.days_kept)
        push("feedback", levers.feedback * levers.days_kept)
