"""What carries the work: it knows ids and states, and nothing of panels."""
