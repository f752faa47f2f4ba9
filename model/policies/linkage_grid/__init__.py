"""Linkage and grids."""
