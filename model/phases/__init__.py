"""The phases of the dekad: each gathers columns, calls rules and writes what it declared in `model.schedule`."""
