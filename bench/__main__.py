"""`python -m bench`: every figure of bench/README.md, measured anew."""

from pathlib import Path

from bench.against_the_floor import measure
from bench.cold import cold_starts

SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    """Measure and print."""
    print("Fresh processes, wall-clock seconds (least, median, greatest of 7):")
    for what, least, median, greatest in cold_starts(SAMPLES):
        print(f"  {what:<34} {least:.2f}  {median:.2f}  {greatest:.2f}")
    figures = measure(SAMPLES)
    print(
        f"\nAll samples, reading in one process, warm, CPU ({figures.submissions} submissions, {figures.files} files):"
    )
    print(f"  floor (unzip and parse, raw PDF text)  {figures.floor * 1000:.0f} ms")
    reading = f"{figures.reading * 1000:.0f} ms = {figures.reading_ratio:.1f} x floor"
    print(f"  reading and recognising                {reading}")
    print(f"  the whole check                        {figures.whole * 1000:.0f} ms = {figures.whole_ratio:.1f} x floor")
    print(f"  submissions per second                 {figures.submissions / figures.whole:.1f}")


if __name__ == "__main__":
    main()
