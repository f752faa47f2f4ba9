"""The simulation: a county as columns, the dekad as a list of phases, rules one a file, policies one a file.

Here live state, chance, rules, policies, parameters and outcomes. Nothing here reads a user's file, draws a chart or
knows the command line; nothing here imports scenarios, experiments or analysis.
"""
