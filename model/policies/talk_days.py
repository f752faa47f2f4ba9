"""Talk days (逢五说事): on the 5th, 15th and 25th of each lunar month cadres sit with whoever has something to say."""

from typing import TYPE_CHECKING

from model.policies.base import CADRE, MOBILISATION, Lever, Levers, Needs, Policy, Push
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
    group = "deliberation"
    covers = ("regular_talk_days",)
    levers = (
        Lever("days_kept", 1.0, "share of talk days", 0, 1, "case:pilot_county", "C",
              "talk days truly held (three a lunar month)", "说事日举办比例", off=0),
        Lever("hours_a_day", 4, "hours", 0.5, 8, "case:pilot_county", "D", "half a day for each cadre", "每次时长"),
        Lever("cadres_a_day", 2, "persons", 1, 7, "own judgement", "D", "cadres who sit on a talk day", "每次到场干部"),
        Lever("finding", 0.04, "chance a talk day", 0, 0.3, "F083", "D",
              "a talk day brings an unknown dispute to light", "说事日发现纠纷概率"),
        Lever("voice", 0.6, "share", 0, 1, "E21 E64", "D", "people within reach of a talk day", "说事日覆盖"),
        Lever("easing", 0.15, "log hazard", 0, 1, "F083", "D",
              "quarrels brought sooner where a day is set for them", "说事日促进提交"),
        Lever("feedback", 0.5, "share", 0, 1, "E64", "D",
              "matters reported back at the next talk day", "下次说事反馈比例"),
    )  # fmt: skip

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
