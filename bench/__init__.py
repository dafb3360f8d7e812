"""What is measured: `python -m bench` prints every figure; ratios are taken within one run."""
