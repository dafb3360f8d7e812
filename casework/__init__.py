"""The words everybody shares: submissions, documents, checklists, findings, verdicts.

Standard library only; no I/O, no clock, no settings. Dates and times are passed in.
"""
