"""`python -m tests.evaluation [tuning|sealed|texts|faults|harmless]`: score answers to labelled papers, name errors.

`texts [WRITER …]` scores the texts written to learn from: their days and children, for their types are learned.
`faults [KIND …]` puts one fault after another into every complete submission of both halves; none may be called ready.
`harmless [KIND …]` calls everybody in the tuning submissions by other names, or writes the children's names otherwise
in one paper; no answer may change.

Of the sealed half only figures are printed, not which papers they are: whoever improves the recogniser must not learn
from it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import cast

from casework.finding import Verdict
from generators.contract import Answer
from tests.evaluation.complete import Submission
from tests.evaluation.faults import faults
from tests.evaluation.harmless import common_words, differences, harmless
from tests.evaluation.kept import Kept, judged, kept
from tests.evaluation.labels import COUNCILS, SUBMISSIONS, Half, Labelled, halves, loose_papers, submissions
from tests.evaluation.scoring import Judge, answered, scored, scored_alone, scored_text
from tests.evaluation.tables import Changed, fault_table, harmless_table, report
from tests.evaluation.texts import texts
from validators.load_policy import load_policy


def main() -> None:
    """Score one half, or put faults into both."""
    which = sys.argv[1] if len(sys.argv) > 1 else "tuning"
    judge = Judge.of(load_policy(overlays=COUNCILS))
    if which == "faults":
        print("\n".join(fault_table(_with_faults(judge), known=halves()["tuning"])))
        return
    if which == "harmless":
        print("\n".join(harmless_table(_with_other_names(judge))))
        return
    if which == "texts":
        told = [scored_text(each, judge) for each in texts() if each.writer in sys.argv[2:] or len(sys.argv) == 2]
        print("\n".join(report([], told, details=True)))
        return
    half = cast(Half, which)
    scores = [scored(name, labelled, answer) for name, labelled, _, answer in _answers(half, judge)]
    loose = loose_papers() if half == "tuning" else {}
    alone = [scored_alone(name, papers, judge) for name, papers in loose.items()]
    print("\n".join(report(scores, alone, details=half == "tuning")))


def _answers(half: Half | None, judge: Judge) -> Iterator[tuple[str, Labelled, Kept, Answer]]:
    chosen = submissions(half)
    for number, (name, labelled) in enumerate(chosen.items(), 1):
        print(f"{number} of {len(chosen)}", end="\r", file=sys.stderr)
        read = kept(SUBMISSIONS / name / "papers", judge.policy)
        yield name, labelled, read, answered(read, labelled, judge)


def _with_faults(judge: Judge) -> Iterator[tuple[str, str, str, Verdict]]:
    """Each complete submission as it is, under "none", and with each fault.

    Papers of others come from the tuning half alone: what the sealed half says stays there.
    """
    strangers = _tuning(judge)
    for name, labelled, read, answer in _answers(None, judge):
        if labelled.verdict is not Verdict.READY:
            continue
        yield name, "none", "", answer.verdict
        one = Submission(name, read, labelled)
        known = judged(read.files, judge.catalogue)
        for fault in faults(one, judge.policy, answer.edition or "", seed=len(name), strangers=strangers):
            if sys.argv[2:] and fault.kind not in sys.argv[2:]:
                continue
            yield name, fault.kind, fault.what, answered(fault.papers, labelled, judge, known).verdict


def _tuning(judge: Judge) -> list[Submission]:
    return [
        Submission(name, kept(SUBMISSIONS / name / "papers", judge.policy), labelled)
        for name, labelled in submissions("tuning").items()
    ]


def _with_other_names(judge: Judge) -> Iterator[Changed]:
    """What became of the answer to each tuning submission when names were changed that matter to nobody."""
    every = _tuning(judge)
    common = common_words(every, judge.policy)
    for one in every:
        before: dict[int, tuple[Submission, Answer]] = {}
        for each in harmless(one, common, sys.argv[2:]):
            if id(each.before) not in before:
                before[id(each.before)] = each.before, answered(each.before.papers, each.before.labelled, judge)
            was = before[id(each.before)][1]
            now = answered(each.after.papers, each.after.labelled, judge)
            yield Changed(one.name, each.kind, each.what, tuple(differences(was, now, each.rewrite)))


if __name__ == "__main__":
    main()
