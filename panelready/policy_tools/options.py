"""Options that the tools share: where the policy is, and which part of it is meant."""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casework.errors import NoSuchPath, WrongUse

if TYPE_CHECKING:
    from casework.citation import PolicyEdition
    from casework.panel import Authority, Panel, RequestType
    from generators.policy_words import Names
    from validators.load_policy import Policy


@dataclass(frozen=True, slots=True)
class Spot:
    """One request type, under its panel, edition and council."""

    authority: "Authority"
    edition: "PolicyEdition"
    panel: "Panel"
    kind: "RequestType"

    @property
    def path(self) -> str:
        """Where its files lie: `council/edition/panel/request_type`."""
        return "/".join((self.authority.id, self.edition.id, self.panel.id, self.kind.id))

    @property
    def ids(self) -> tuple[str, str, str, str]:
        """The four ids by which its checklist is found."""
        return self.authority.id, self.edition.id, self.panel.id, self.kind.id


def add_root(parser: argparse.ArgumentParser) -> None:
    """Where the policy is, and what councils set."""
    parser.add_argument("--root", metavar="DIR", type=Path, help="the policy folder; by default the one installed")
    parser.add_argument(
        "--overlays",
        "--councils",
        dest="overlays",
        metavar="DIR",
        type=Path,
        help="a folder of what councils set, <council>.yaml",
    )


def add_part(parser: argparse.ArgumentParser) -> None:
    """Which part of the policy is meant; by default all of it."""
    parser.add_argument("--authority", metavar="ID", help="the council; by default every one")
    parser.add_argument("--edition", metavar="ID", help="the policy edition; by default every one")
    parser.add_argument("--panel", metavar="ID", help="the panel; by default every one")
    parser.add_argument("--request-type", metavar="ID", help="the request type; by default every one")


def add_json(parser: argparse.ArgumentParser) -> None:
    """For programs instead of people."""
    parser.add_argument("--json", action="store_true", help="print it for programs")


def existing(path: Path | None) -> Path | None:
    """The folder, if one was named; NoSuchPath where it is not there."""
    if path is not None and not path.is_dir():
        raise NoSuchPath(f"{path}: there is no such folder.")
    return path


def policy_of(options: argparse.Namespace) -> "Policy":
    """The policy the options mean."""
    from validators.load_policy import load_policy

    return load_policy(existing(options.root), overlays=existing(options.overlays))


def names_for(policy: "Policy") -> "Names":
    """The names behind the policy's ids."""
    from generators.policy_words import Names
    from generators.terms import terms_of

    terms = terms_of(policy.authorities.values(), policy.document_types.values())
    return Names(terms, policy.groups, policy.document_types)


def spots(policy: "Policy", options: argparse.Namespace) -> list[Spot]:
    """Every request type the options mean, in the order of the files; WrongUse for an id that is not there."""
    found = list(_spots(policy))
    for place, option in enumerate(("authority", "edition", "panel", "request_type")):
        said = getattr(options, option)
        if said is not None:
            known = {spot.ids[place] for spot in found}
            found = [spot for spot in found if spot.ids[place] == said]
            _known(f"--{option.replace('_', '-')}", said, known)
    return found


def print_json(data: Any) -> None:
    """Print it for programs."""
    print(json.dumps(data, indent=2, ensure_ascii=False))


def _spots(policy: "Policy") -> Iterator[Spot]:
    for authority in policy.authorities.values():
        editions = {edition.id: edition for edition in authority.editions}
        for panel in authority.panels:
            for kind in panel.request_types:
                yield Spot(authority, editions[panel.edition], panel, kind)


def _known(option: str, said: str, known: Iterable[str]) -> None:
    if said not in known:
        raise WrongUse(f"{option} {said}: not known here. There are: {', '.join(sorted(known))}.")
