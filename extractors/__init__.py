"""Reads: a submitted file becomes documents."""
