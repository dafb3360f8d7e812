"""A stand-in for Microsoft Graph on the loopback, with the habits of the real one that programs trip over.

`python -m tests.graph_server` runs it as a program of its own; tests start it in a thread and arrange its world.
"""
