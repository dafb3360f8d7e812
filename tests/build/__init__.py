"""Makers of real Word, PDF and mail files in memory, so that tests read what the program will meet."""
