"""Says: a screening becomes words."""
