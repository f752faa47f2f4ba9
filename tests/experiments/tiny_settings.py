"""Settings of one village, for tests that need no world."""

from model.settings import Population, Programme, Settings, VillageSpec

VILLAGE = VillageSpec(
    id="t/v", name="v", township="t", households=10, population=30, members=2, committee=1, representatives=1,
    grid_workers=1, resident_share=0.5, resident_member_share=0.5, collective_income=1.0, clans=1,
    largest_clan_share=1.0, remoteness=0.5, land_mu=10.0, income_level=1.0,
)  # fmt: skip
POINTS = Programme(policy="points", levers={"value": 5})
LINKAGE = Programme(policy="linkage", levers={"ratio": 10.0, "by": "place"})
SETTINGS = Settings(population=Population(villages=(VILLAGE,)), programmes=(POINTS, LINKAGE))
