"""What is kept: our tables, which are the truth, and the originals as they came."""
