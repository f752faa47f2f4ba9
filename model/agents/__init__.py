"""Mesa agents as light views of rows: a villager, a member, a secretary, a grid worker, and cohorts of them.

State lives in columns; a view is made when first asked for and kept only while somebody holds it.
"""

from model.agents.cohort import Cohort
from model.agents.grid_worker import GridWorker
from model.agents.member import Member
from model.agents.secretary import Secretary
from model.agents.villager import Villager

__all__ = ["Cohort", "GridWorker", "Member", "Secretary", "Villager"]
