"""The ways to die, and the table of what became of the papers."""

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from panelready.faults import POINTS
from tests.kill.counting import Count, Seen, count
from tests.kill.papers import Bundle, Papers
from tests.kill.world import World

MOMENTS: dict[str, str] = {
    "being taken": "SELECT count(*) FROM intake",
    "being opened": "SELECT count(*) FROM submission WHERE state = 'received'",
    "being read": "SELECT count(*) FROM submission WHERE state = 'opened'",
    "being joined": "SELECT count(*) FROM submission WHERE state IN ('read', 'joined')",
    "being screened": "SELECT count(*) FROM request WHERE state = 'waiting' AND wake_at <= :now",
    "being answered": "SELECT count(*) FROM request WHERE state = 'screened'",
    "being sent": "SELECT count(*) FROM outbox WHERE state IN ('ready', 'sending')",
}
"""Queries that rise above what they gave before the papers came, at the moment to watch for."""


@dataclass
class Row:
    """One line of the table."""

    kills: int = 0
    lost: int = 0
    stuck: int = 0
    repeated: int = 0
    twice: int = 0
    to_a_person: int = 0


@dataclass
class Matrix:
    """Kills on one data folder. With `settle_each` what goes wrong is booked to its kill, which takes longer."""

    world: World
    random: random.Random
    settle_each: bool = False
    papers: Papers = field(default_factory=Papers)
    rows: dict[str, Row] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    counted: Count = field(default_factory=Count)
    told: Callable[[str], None] = lambda _: None

    def named_point(self, point: str) -> None:
        """Let the service end itself at a named point, while it works on fresh papers and what was left of others."""
        self._drop_some(1)
        self.world.drop(self.papers.one(0))
        process = self.world.start(point)
        self._until_it_dies(f"it reaches {point}")
        assert process.returncode == -signal.SIGKILL, f"{point}: {process.returncode}\n{self.world.said()[-2000:]}"
        self._count(point)

    def random_moment(self) -> bool:
        """Kill the service at a random moment; whether a step was being done then."""
        what = self.random.choice(list(MOMENTS))
        before = self._measure(what) if what == "being taken" else 0
        if not self.world.is_alive():
            self.world.start()
        self._drop_some(self.random.choice((1, 1, 2, 3)))
        self.world.waited(lambda: self._measure(what) > before, 0.002, 4)
        time.sleep(self.random.uniform(0, 0.12))
        was_at_work = self.world.is_at_work()
        self.world.kill()
        if was_at_work:
            self._count(f"at random, {what}")
        return was_at_work

    def pair(self, point: str) -> None:
        """Kill while two submissions of one request are on their way together."""
        first, second = self.papers.pair()
        self.world.drop(first)
        self.world.drop(second)
        self.world.start(point)
        self._until_it_dies(f"it reaches {point}")
        self._count("two submissions of one request", together=(first, second))

    def half_copied(self) -> None:
        """Kill the producer in the middle of a copy, and the service too; the producer then does it again."""
        bundle = self.papers.one(4)
        place = self.world.place(bundle)
        place.mkdir()
        (name, content), *_ = bundle.files.items()
        writer = os.fork()
        if writer == 0:
            with (place / name).open("wb", buffering=0) as file:
                file.write(content[: len(content) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(writer, 0)
        if not self.world.is_alive():
            self.world.start()
        time.sleep(1)
        self.world.kill()
        took = self.world.number("SELECT count(*) FROM submission WHERE name = :name", name=bundle.name)
        assert not took, "half a file was taken"
        for each, whole in bundle.files.items():
            (place / each).write_bytes(whole)
        self.world.dropped.append(bundle)
        self._count("a producer, half way through a file")

    def frozen(self, then: str) -> None:
        """Stop the service as it sends, for longer than its lease; then let it go on, or kill it and start another."""
        self.world.drop(self.papers.one(0))
        process = self.world.start("reply_claimed", "SIGSTOP")
        self.world.until(lambda: _is_stopped(process.pid), "it stops while sending")
        time.sleep(self.world.lease + 0.3)
        second = self.world.popen()
        assert second.wait(timeout=60) == 78, "a second service was not refused"
        assert "another PanelReady is already running" in self.world.said()
        if then == "goes on":
            os.kill(process.pid, signal.SIGCONT)
            self._settle()
            self._count("frozen beyond the lease, goes on")
        else:
            self.world.kill()
            self._count("frozen beyond the lease, killed")

    def finish(self) -> Count:
        """Let everything settle and count once more."""
        self._settle()
        self.world.stop()
        self.counted = count(self.world, self.seen)
        self.counted.repeated += children_left(self.world)
        return self.counted

    def _drop_some(self, how_many: int) -> None:
        for _ in range(how_many):
            self.world.drop(self.papers.one())
        if self.random.random() < 0.15:
            for part in self.papers.pair():
                self.world.drop(part)

    def _measure(self, what: str) -> int:
        return self.world.number(MOMENTS[what], **({"now": self.world.now()} if ":now" in MOMENTS[what] else {}))

    def _until_it_dies(self, what: str) -> None:
        self.world.until(lambda: not self.world.is_alive(), what)

    def _settle(self) -> bool:
        if not self.world.is_alive():
            self.world.start()
        return self.world.settle()

    def _count(self, label: str, together: tuple[Bundle, ...] = ()) -> None:
        """Book what this kill did; without `settle_each`, only what must hold at any moment is looked at."""
        row = self.rows.setdefault(label, Row())
        row.kills += 1
        if not self.world.is_alive():
            self.world.until(lambda: not children_left(self.world), "the reading children have ended too")
        again = self.seen.look(self.world)
        if self.settle_each or together:
            in_time = self._settle()
            counted = count(self.world, self.seen, in_time)
            counted.repeated += again
            counted.repeated += _not_one_request(self.world, together)
            lost, stuck, repeated, twice, to_a_person = counted.since(self.counted)
            row.lost, row.stuck, row.repeated = row.lost + lost, row.stuck + stuck, row.repeated + repeated
            row.twice, row.to_a_person = row.twice + twice, row.to_a_person + to_a_person
            self.counted = counted
            for fault in counted.faults():
                self.told(f"  ! {label}: {fault}")
            self.world.kill()
        assert not again or self.settle_each, again
        self.told(f"{sum(each.kills for each in self.rows.values()):4} {label}")


def play(matrix: Matrix, kills: int) -> None:
    """Every named point once, every scenario once, then kills at random moments until there are so many."""
    for point in POINTS:
        matrix.named_point(point)
    for point in ("before_join_commit", "after_join_commit", "before_answer_commit"):
        matrix.pair(point)
    matrix.half_copied()
    for then in ("goes on", "is killed"):
        matrix.frozen(then)
    done = 0
    while done < kills:
        done += matrix.random_moment()


def table(rows: dict[str, Row]) -> str:
    """The table for the closing note."""
    heading = ("killed", "kills", "lost", "stuck", "repeated", "twice", "to a person")
    lines = [[label, *(str(value) for value in vars(row).values())] for label, row in rows.items()]
    total = ["together", *(str(sum(int(line[n]) for line in lines)) for n in range(1, 7))]
    widths = [max(len(line[n]) for line in (list(heading), *lines, total)) for n in range(7)]
    made = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in (list(heading), *lines, total)
    ]
    return "\n".join([made[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *made[1:]])


def children_left(world: World) -> list[str]:
    """Reading children that outlived their service."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if b"reading_child" in words and str(world.data).encode() in words:
            found.append(f"reading child {process.name} is still there")
    return found


def _not_one_request(world: World, bundles: tuple[Bundle, ...]) -> list[str]:
    if not bundles:
        return []
    requests = {
        row[0]
        for bundle in bundles
        for row in world.ask("SELECT request_id FROM submission WHERE name = :name", name=bundle.name)
    }
    return [] if len(requests) == 1 else [f"{bundles[0].name} and its twin became {len(requests)} requests"]


def _is_stopped(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except FileNotFoundError:
        return False
