"""One village, one product (一村一品): the village settles on what fits it, and all live by its price."""

from typing import TYPE_CHECKING

from model.columns import Reals
from model.policies.base import CADRE, MOBILISATION, Levers, Needs, Policy, Push
from model.policies.peers import officials

if TYPE_CHECKING:
    from model.world import World


class OneVillageOneProduct(Policy):
    """A product that fits pays those who hold land; one copied without fit costs them. One product is one price.

    Several projects in reserve and guidance by the township make a fitting choice more likely, each further one less
    than the one before. What the market does then moves incomes more than before.
    """

    id = "one_village_one_product"
    en, zh = "One village, one product", "一村一品"

    def needs(self, world: "World", levers: Levers) -> Needs:
        """Ask for planning by cadres and for days of township officials."""
        days = levers.projects * levers.days_per_project
        hours = levers.projects * levers.planning_hours
        return Needs({(CADRE, MOBILISATION): hours}, county_fen=officials(days, levers.day_cost))

    def effects(self, world: "World", levers: Levers, push: Push) -> None:
        """Let farms gain as far as the product fits, and more exposed to the market."""
        missed = 1.0 - self.fit(world, levers)
        gain = levers.gain * (1.0 - missed / (1.0 - levers.fit_needed))
        exposed = levers.exposure * (world.villages.market - 1.0)
        push("product_lift", (levers.projects > 0) * (gain + exposed))

    @staticmethod
    def fit(world: "World", levers: Levers) -> Reals:
        """Return how well the product fits: the best of the projects in reserve, and what guidance adds."""
        villages = world.villages
        unfit = (1.0 - levers.project_fit) ** levers.projects
        fits: Reals = 1.0 - unfit * (1.0 - levers.guided * world.townships.guidance[villages.township])
        return fits
