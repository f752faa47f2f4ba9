"""A quarrel that nobody handles grows a little worse every dekad, and what was tried in vain grows worse too.

severity <- severity + g (unhandled) + f (failed attempt)
Source: no measurement exists; swept, grade D (model outline, section 4, fate).
"""

from model.columns import Mask, Reals


def severity_grows(severity: Reals, handled: Mask, failed: Mask, growth: float, sting: float) -> Reals:
    """Return severity on the logit scale after one dekad."""
    grown: Reals = severity + growth * ~handled + sting * failed
    return grown
