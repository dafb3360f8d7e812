"""To come."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None yet."""


def run(options: argparse.Namespace) -> int:
    """Nothing yet."""
    return 0
