"""Rules, one a file: a pure function from columns, parameters and uniform draws to new columns.

The first line of each is the rule as a sentence; then the equation; then the source. No rule reads a file, draws its
own chance or keeps state, so the same function serves a county, a cohort and one person.
"""
