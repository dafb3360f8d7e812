"""A whole journey on real servers, told as it happens: `python -m tests.journey`, or `make journey`."""
