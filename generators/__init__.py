"""Says: turns a screening into the answer, the report, the reply and the agenda."""
