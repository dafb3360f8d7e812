"""The settings file `panelready.yaml`: typed, documented, checked at start; no secrets in it.

```yaml
service:
  quiet: 30            # seconds without new papers before a request is screened (300 for a network folder)
  settle: 10           # seconds a file must stay unchanged before it is taken (30 for a network folder)
  poll: 5              # seconds between two looks at each drop
  team: the panel administrators
  sender: panels@council.example
drops:
  - name: legal-gateway
    authority: anyshire   # the id of a folder of policy/authorities
    folder: /srv/panels/legal-gateway
    reply_to: team-inbox@council.example
    reply_mode: draft  # where replies.mode is auto, and a person is to send those about this drop's papers
    leave: false       # true: papers stay where they are and are remembered instead of moved
    network: false     # true: a share or a synced folder; looked at by polling, with a longer wait
  - name: panels-mail
    authority: anyshire
    channel: imap
    imap:
      server: mail.council.example
      user: panels@council.example
      secret: env:PANELREADY_PANELS_MAIL   # or file:/run/secrets/panels-mail
  - name: panels-library
    authority: anyshire
    channel: sharepoint    # or graph, for a mailbox; both need the section microsoft365
    sharepoint: {drive: b!the-id-of-the-library, folder: Panel papers}
```
"""

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator

from casework.errors import SettingsError
from panelready.drop_settings import Drop, Imap
from panelready.reply_settings import Replies
from panelready.secret import HOW, LOOKS_SECRET
from panelready.strict import Mode, Strict
from panelready.tenant_settings import GraphFolder, Microsoft365, SharePointFolder, beside

FILE_NAME = "panelready.yaml"
CAREFUL = ("off", "draft", "auto")
"""Modes of replies, the most careful first."""


class Service(Strict):
    """How the service behaves. Times are in seconds, sizes in megabytes."""

    quiet: float = Field(30, ge=0, description="Seconds without new papers before a request is screened.")
    quiet_network: float = Field(
        300, ge=0, description="The same for a network or synced folder, which shows papers late."
    )
    settle: float = Field(10, ge=0, description="Seconds a local file must stay unchanged before it is taken.")
    settle_network: float = Field(30, ge=0, description="The same for a network or synced folder.")
    poll: float = Field(5, gt=0, description="Seconds between two looks at each drop.")
    workers: int = Field(2, ge=1, le=32, description="How many files are read at the same time.")
    read_seconds: float = Field(60, gt=0, description="Longest time that reading one file may take.")
    read_memory: int = Field(1024, ge=256, description="Most memory that reading one file may take, in megabytes.")
    read_output: int = Field(64, ge=8, description="Most that may be read from one file, in megabytes.")
    convert_seconds: float = Field(60, gt=0, description="Longest time that LibreOffice may take over one old file.")
    libreoffice: Path | None = Field(None, description="LibreOffice's program, where it is not found by itself.")
    scan_seconds: float = Field(60, gt=0, description="Longest time that reading one page that is a picture may take.")
    scan_memory: int = Field(
        1536, ge=1024, description="Most memory that reading one page that is a picture may take, in megabytes."
    )
    scan_pages: int = Field(
        100, ge=0, description="How many pages that are pictures are read in one file; the others go to a person."
    )
    attempts: int = Field(5, ge=1, description="How often a step is tried before it counts as stuck.")
    lease: float = Field(120, gt=0, description="Seconds after which a reply that was being sent is looked into.")
    team: str = Field("the panel administrators", description="On whose behalf replies are sent.")
    sender: str = Field("panels@council.example", description="The address that replies come from.")
    mail_domain: str = Field("panelready.invalid", description="The right side of the message ids we make.")


class Settings(Strict):
    """Everything that can be set, with what it is when nobody sets it."""

    service: Service = Service()
    replies: Replies = Replies()
    microsoft365: Microsoft365 | None = None
    drops: tuple[Drop, ...] = ()

    @model_validator(mode="after")
    def _drops_are_apart(self) -> "Settings":
        names = [drop.name for drop in self.drops]
        folders = [folder.resolve() for _, folder in self.folders()]
        if len(set(names)) < len(names):
            raise ValueError("two drops have the same name")
        if any(one != other and one in other.parents for one in folders for other in folders):
            raise ValueError("one drop's folder lies inside another's")
        if len(set(folders)) < len(folders):
            raise ValueError("two drops have the same folder")
        mailboxes = [(imap.server, imap.port_used, imap.user, imap.folder) for imap in self._mailboxes()]
        if len(set(mailboxes)) < len(mailboxes):
            raise ValueError("two drops have the same folder of the same mailbox")
        return self

    @model_validator(mode="after")
    def _tenant_is_known(self) -> "Settings":
        in_tenant = [drop.graph or drop.sharepoint for drop in self.drops if drop.graph or drop.sharepoint]
        by_tenant = "microsoft365" in (self.replies.smtp_sign_in, *(imap.sign_in for imap in self._mailboxes()))
        if (in_tenant or by_tenant or self.replies.mailbox) and self.microsoft365 is None:
            raise ValueError(
                "drops of channel graph or sharepoint, replies.mailbox, and a sign_in of microsoft365 need the section "
                "microsoft365"
            )
        places = [
            place.model_dump_json(include={"mailbox", "drive", "folder"}).casefold() for place in in_tenant if place
        ]
        if len(set(places)) < len(places):
            raise ValueError("two drops have the same folder of the same mailbox or library")
        return self

    @model_validator(mode="after")
    def _drops_are_no_less_careful(self) -> "Settings":
        for drop in self.drops:
            if CAREFUL.index(self.reply_mode(drop)) > CAREFUL.index(self.replies.mode):
                raise ValueError(
                    f"drop {drop.name}: its reply_mode {drop.reply_mode} is less careful than replies.mode, which is "
                    f"{self.replies.mode}"
                )
        return self

    def reply_mode(self, drop: Drop | None) -> Mode:
        """The mode for what came by that drop, or by one that the settings no longer have."""
        return (drop and drop.reply_mode) or self.replies.mode

    def folders(self) -> Iterator[tuple[Drop, Path]]:
        """The drops that are folders, with their folder."""
        return ((drop, drop.folder) for drop in self.drops if drop.folder is not None)

    def _mailboxes(self) -> Iterator[Imap]:
        return (drop.imap for drop in self.drops if drop.imap is not None)


def load_settings(path: Path) -> Settings:
    """The settings in that file; relative folders are taken from where the file lies.

    Raises SettingsError naming the file, the setting and what is allowed.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        settings = Settings.model_validate(data)
    except FileNotFoundError:
        raise SettingsError(f"{path}: there is no settings file here. The README shows one to start from.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{path}: this is not a YAML file we can read: {_first_line(problem)}") from None
    except ValidationError as problem:
        raise SettingsError(f"{path}: {_faults(problem)}") from None
    changes: dict[str, object] = {"drops": tuple(_beside(path.parent, drop) for drop in settings.drops)}
    if settings.microsoft365 is not None:
        told = settings.microsoft365
        places = {name: beside(path.parent, getattr(told, name)) for name in ("secret", "certificate")}
        changes["microsoft365"] = told.model_copy(update=places)
    smtp_secret = beside(path.parent, settings.replies.smtp_secret)
    changes["replies"] = settings.replies.model_copy(update={"smtp_secret": smtp_secret})
    return settings.model_copy(update=changes)


def _beside(base: Path, drop: Drop) -> Drop:
    """The drop, its relative paths taken from that folder."""
    if drop.folder is not None:
        return drop.model_copy(update={"folder": base / drop.folder})
    if drop.imap is not None:
        return drop.model_copy(update={"imap": drop.imap.model_copy(update={"secret": beside(base, drop.imap.secret)})})
    return drop


def _faults(problem: ValidationError) -> str:
    faults = []
    for fault in problem.errors(include_input=False, include_url=False):
        where = ".".join(str(part) for part in fault["loc"]) or "the file as a whole"
        allowed = f" (allowed here: {', '.join(_keys_at(fault['loc']))})" if fault["type"] == "extra_forbidden" else ""
        if allowed and LOOKS_SECRET.search(str(fault["loc"][-1])):
            faults.append(f"{where}: no secret stands in the settings. Under `secret`, {HOW}")
            continue
        faults.append(f"{where}: {fault['msg']}{allowed}")
    return "; ".join(faults)


def _keys_at(place: tuple[int | str, ...]) -> list[str]:
    sections = [part for part in place[:-1] if isinstance(part, str)]
    models: dict[str, type[BaseModel]] = {"service": Service, "replies": Replies, "drops": Drop, "imap": Imap}
    models |= {"microsoft365": Microsoft365, "graph": GraphFolder, "sharepoint": SharePointFolder}
    model = models.get(sections[-1], Settings) if sections else Settings
    return sorted(model.model_fields)


def _first_line(problem: Exception) -> str:
    mark = getattr(problem, "problem_mark", None)
    what = getattr(problem, "problem", None) or str(problem).splitlines()[0]
    return f"line {mark.line + 1}: {what}" if mark is not None else what
