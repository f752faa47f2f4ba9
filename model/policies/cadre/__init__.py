"""Cadres and members."""
