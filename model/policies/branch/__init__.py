"""Branches, federation and diffusion."""
