"""`python -m tests.evaluation [tuning|sealed]`: score the answers to labelled submissions, and say what was wrong.

Of the sealed half only figures are printed, not which papers they are: whoever improves the recogniser must not learn
from it.
"""

from __future__ import annotations

import sys
from typing import cast

from tests.evaluation.labels import Half, submissions
from tests.evaluation.scoring import Score, answered, scored
from tests.evaluation.tables import report


def main() -> None:
    """Score one half, or both."""
    which = sys.argv[1] if len(sys.argv) > 1 else "tuning"
    chosen = submissions(cast(Half, which))
    scores: list[Score] = []
    for number, (name, labelled) in enumerate(chosen.items(), 1):
        print(f"{number} of {len(chosen)} {name}", end="\r", file=sys.stderr)
        scores.append(scored(name, labelled, answered(name, labelled)))
    print("\n".join(report(scores, details=which == "tuning")))


if __name__ == "__main__":
    main()
