"""The kill matrix: the real program, killed at named and at random points, restarted, and its books counted.

`python -m tests.kill --kills 60` prints the table; `test_kill_matrix.py` runs a smaller one.
"""
