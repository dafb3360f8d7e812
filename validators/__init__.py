"""Checks: documents and a checklist become findings."""
