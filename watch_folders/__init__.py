"""Notices arrivals. Never opens a file."""
