"""`python -m tests.evaluation [tuning|sealed]`: score the answers to labelled submissions, and say what was wrong.

Of the sealed half only figures are printed, not which papers they are: whoever improves the recogniser must not learn
from it.
"""

from __future__ import annotations

import sys
from typing import cast

from tests.evaluation.kept import kept
from tests.evaluation.labels import COUNCILS, SUBMISSIONS, Half, loose_papers, submissions
from tests.evaluation.scoring import Judge, Score, answered, scored, scored_alone
from tests.evaluation.tables import report
from validators.load_policy import load_policy


def main() -> None:
    """Score one half, or both."""
    which = cast(Half, sys.argv[1] if len(sys.argv) > 1 else "tuning")
    judge = Judge.of(load_policy(overlays=COUNCILS))
    chosen = submissions(which)
    scores: list[Score] = []
    for number, (name, labelled) in enumerate(chosen.items(), 1):
        print(f"{number} of {len(chosen)} {name:<40}", end="\r", file=sys.stderr)
        read = kept(SUBMISSIONS / name / "papers", judge.policy)
        scores.append(scored(name, labelled, answered(read, labelled, judge)))
    loose = loose_papers() if which == "tuning" else {}
    alone = [scored_alone(name, papers, judge) for name, papers in loose.items()]
    print("\n".join(report(scores, alone, details=which == "tuning")))


if __name__ == "__main__":
    main()
