"""Takes custody: an arrival becomes a submission, or is quarantined with the reason."""
