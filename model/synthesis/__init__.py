"""From a roster to villages, households, people, posts and ties, true to scale and keyed like everything else.

A village is a pure function of its specification, the seed, the parameters and the start: one village more, or another
order, changes no other village.
"""

from model.synthesis.county import Synthetic, synthesise
from model.synthesis.inert import insert_inert

__all__ = ["Synthetic", "insert_inert", "synthesise"]
