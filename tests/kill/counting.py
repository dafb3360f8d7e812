"""What the books, the disk and the outbox folder say after a crash, counted without any of the program's code."""

import email
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.kill.papers import Bundle
from tests.kill.world import World

ONCE_PER_SUBMISSION = ("received", "opened", "joined", "opened_request")
ONCE_PER_SCREENING = ("screened", "slot", "confirmation", "reply", "task")
OWED = {"ready": {"slot", "confirmation"}, "incomplete": {"reply"}, "referred": {"task"}}


@dataclass
class Count:
    """What went wrong, each as a sentence; and what a person was given to decide, which is not wrong."""

    lost: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    to_a_person: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Everything that must not be."""
        return [*self.lost, *self.stuck, *self.repeated, *self.twice]

    def since(self, earlier: "Count") -> tuple[int, int, int, int, int]:
        """How much was added to each list."""
        names = ("lost", "stuck", "repeated", "twice", "to_a_person")
        one, two, three, four, five = (len(set(getattr(self, n)) - set(getattr(earlier, n))) for n in names)
        return one, two, three, four, five


@dataclass
class Seen:
    """Every reply that was ever in the outbox folder: which file it was, and its bytes."""

    replies: dict[str, tuple[int, str]] = field(default_factory=dict)

    def look(self, world: World) -> list[str]:
        """Look at the folder; the replies that were written again, or have gone, since the last look."""
        now = {mail.name: (mail.stat().st_ino, _hash(mail)) for mail in (world.data / "outbox").glob("*.eml")}
        again = [f"{name} was written again" for name, was in self.replies.items() if now.get(name) != was]
        self.replies |= now
        return again


def count(world: World, seen: Seen, in_time: bool = True) -> Count:
    """Count everything; `in_time` says whether the work had settled."""
    counted = Count()
    for bundle in world.dropped:
        counted.lost += _lost(world, bundle)
    counted.lost += _effects_owed(world) + _reports_lacking(world)
    counted.lost += [f"database: {row[0]}" for row in world.ask("PRAGMA integrity_check") if row[0] != "ok"]
    counted.lost += [f"database: broken link in {row[0]}" for row in world.ask("PRAGMA foreign_key_check")]
    counted.stuck += _stuck(world, in_time)
    counted.repeated += _taken_twice(world) + _repeated_events(world) + _repeated_effects(world) + _odd_reports(world)
    counted.repeated += seen.look(world)
    counted.twice += _replies_twice(world)
    held = world.ask("SELECT key FROM outbox WHERE state = 'held'")
    counted.to_a_person += [f"{key} may have left" for (key,) in held]
    return counted


def _lost(world: World, bundle: Bundle) -> list[str]:
    """Where a submission that was left whole in a drop is not in our hands, whole, and out of the drop."""
    rows = world.ask("SELECT id, state, request_id FROM submission WHERE name = :name", name=bundle.name)
    if not rows:
        return [] if world.place(bundle).exists() else [f"{bundle.name} has left its drop and is not in the books"]
    lost = []
    kept = {row[0] for row in world.ask("SELECT content FROM arrived_file WHERE submission_id = :id", id=rows[0][0])}
    for name, content in bundle.files.items():
        digest = hashlib.sha256(content).hexdigest()
        if digest not in kept:
            lost.append(f"{bundle.name}: {name} is not in the books")
        elif _hash(world.data / "originals" / digest[:2] / digest) != digest:
            lost.append(f"{bundle.name}: the original of {name} is not on the disk, or not as it came")
        if not world.place(bundle).exists() and not (world.taken(bundle) / name).is_file():
            lost.append(f"{bundle.name}: {name} is neither in the drop nor among what was taken")
    return lost


def _effects_owed(world: World) -> list[str]:
    """Answered requests without what their last answered verdict calls for."""
    lacking = []
    newest = "SELECT request_id, max(number) FROM effect GROUP BY request_id"
    answered = dict(world.ask(newest))
    for (request,) in world.ask("SELECT id FROM request WHERE state IN ('answered', 'awaited')"):
        number = answered.get(request)
        if number is None:
            lacking.append(f"request {request} was answered with nothing")
            continue
        which = {"request": request, "number": number}
        one = "request_id = :request AND number = :number"
        verdict = world.ask(f"SELECT verdict FROM screening WHERE {one}", **which)[0][0]
        had = {row[0] for row in world.ask(f"SELECT kind FROM effect WHERE {one}", **which)}
        if not OWED[verdict] <= had:
            lacking.append(f"request {request} is {verdict} and had only {sorted(had)}")
        if "slot" in had and not world.ask(f"SELECT 1 FROM slot WHERE {one} AND current", **which):
            lacking.append(f"request {request} has lost its slot")
        if "task" in had and not world.ask(f"SELECT 1 FROM task WHERE {one} AND state = 'open'", **which):
            lacking.append(f"request {request} has lost its task")
        if had & {"reply", "confirmation"}:
            states = {row[0] for row in world.ask(f"SELECT state FROM outbox WHERE {one}", **which)}
            if not states & {"sent", "held", "ready", "sending"}:
                lacking.append(f"request {request} has lost its reply")
    return lacking


def _stuck(world: World, in_time: bool) -> list[str]:
    stuck = [f"submission {row[0]} is stuck" for row in world.ask("SELECT id FROM submission WHERE state = 'stuck'")]
    stuck += [f"request {row[0]} is stuck" for row in world.ask("SELECT id FROM request WHERE state = 'stuck'")]
    if not in_time:
        open_ones = world.ask("SELECT id, state FROM submission WHERE state NOT IN ('joined', 'stuck')")
        open_ones += world.ask("SELECT id, state FROM request WHERE state NOT IN ('answered', 'awaited', 'stuck')")
        open_ones += world.ask("SELECT key, state FROM outbox WHERE state IN ('ready', 'sending')")
        stuck += [f"{identity} is still {state}" for identity, state in open_ones]
        stuck += [f"{bundle.name} is still in its drop" for bundle in world.dropped if world.place(bundle).exists()]
    return stuck


def _taken_twice(world: World) -> list[str]:
    rows = world.ask("SELECT name, count(*) FROM submission GROUP BY name HAVING count(*) > 1")
    return [f"{name} was taken {times} times" for name, times in rows]


def _repeated_events(world: World) -> list[str]:
    """Things the trail says happened more often than they may."""
    told: Counter[tuple[str, ...]] = Counter()
    for event, submission, request, detail in world.ask(
        "SELECT event, submission_id, request_id, json_extract(detail, '$.number') FROM audit"
    ):
        if event in ONCE_PER_SUBMISSION:
            told[event, submission] += 1
        elif event in ONCE_PER_SCREENING:
            told[event, request, str(detail)] += 1
    return [f"{' of '.join(what)} happened {times} times" for what, times in told.items() if times > 1]


def _repeated_effects(world: World) -> list[str]:
    """Two answers that say the same, and more than one place or open task of one kind for one request."""
    same = (
        "SELECT effect.request_id, kind, count(*) FROM effect JOIN screening USING (request_id, number)"
        " GROUP BY effect.request_id, kind, basis HAVING count(*) > 1"
    )
    repeated = [f"request {request} had its {kind} {times} times" for request, kind, times in world.ask(same)]
    places = "SELECT request_id, count(*) FROM slot WHERE current GROUP BY request_id HAVING count(*) > 1"
    repeated += [f"request {request} stands {times} times on agendas" for request, times in world.ask(places)]
    tasks = "SELECT request_id, count(*) FROM task WHERE state = 'open' GROUP BY request_id, kind HAVING count(*) > 1"
    return repeated + [f"request {request} has {times} open tasks" for request, times in world.ask(tasks)]


def _reports(world: World) -> set[tuple[str, int]]:
    return {(page.parent.name, int(page.stem)) for page in (world.data / "reports").glob("*/*.html")}


def _odd_reports(world: World) -> list[str]:
    odd = _reports(world) - set(world.ask("SELECT request_id, number FROM screening"))
    return [f"report {number} of {request} belongs to no screening" for request, number in odd]


def _reports_lacking(world: World) -> list[str]:
    lacking = set(world.ask("SELECT DISTINCT request_id, number FROM effect")) - _reports(world)
    return [f"screening {number} of {request} has no report" for request, number in lacking]


def _replies_twice(world: World) -> list[str]:
    """Replies in the folder that no row sent, that differ from their row, or that say one thing a second time."""
    rows = {
        key.replace(":", "-") + ".eml": (state, bytes(message))
        for key, state, message in world.ask("SELECT key, state, message FROM outbox")
    }
    faults, ids = [], Counter[str]()
    for mail in sorted((world.data / "outbox").glob("*.eml")):
        state, message = rows.get(mail.name, ("unknown", b""))
        content = mail.read_bytes()
        ids[str(email.message_from_bytes(content)["Message-ID"])] += 1
        if state not in ("sent", "sending"):
            faults.append(f"{mail.name} has left, and the books call it {state}")
        if content != message:
            faults.append(f"{mail.name} is not what the books say was sent")
    missing = [
        name for name, (state, _) in rows.items() if state == "sent" and not (world.data / "outbox" / name).exists()
    ]
    faults += [f"{name} is sent in the books and not in the folder" for name in missing]
    return faults + [f"{identity} left {times} times" for identity, times in ids.items() if times > 1]


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "nothing"
