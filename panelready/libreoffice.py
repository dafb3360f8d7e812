"""LibreOffice on this machine: where it is, and how it has to behave while it converts strangers' files."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

_PLACES = (
    "/usr/lib/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    "/opt/libreoffice*/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
)
_PROGRAMS = ("soffice.bin", "soffice")
"""The program itself; on a Mac it has the name that elsewhere a shell script has, which starts more programs."""

_COMMON, _SCRIPTING = "/org.openoffice.Office.Common", "/org.openoffice.Office.Common/Security/Scripting"
_WISHES: Mapping[tuple[str, str], str] = {
    (_SCRIPTING, "DisableMacrosExecution"): "true",
    (_SCRIPTING, "MacroSecurityLevel"): "3",
    (_SCRIPTING, "DisablePythonRuntime"): "true",
    (_SCRIPTING, "BlockUntrustedRefererLinks"): "true",  # nothing a document points to is fetched
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable"): "false",
    ("/org.openoffice.Office.Writer/Content/Update", "Link"): "0",  # never
    ("/org.openoffice.Office.Calc/Content/Update", "Link"): "1",  # never
    (f"{_COMMON}/Save/Document", "GenerateThumbnail"): "false",
    (f"{_COMMON}/Misc", "CrashReport"): "false",
    (f"{_COMMON}/Misc", "FirstRun"): "false",
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled"): "false",
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled"): "false",
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted"): "true",
    # a proxy where nobody listens, for systems whose kernel does not refuse connections
    ("/org.openoffice.Inet/Settings", "ooInetProxyType"): "2",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName"): "127.0.0.1",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort"): "9",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName"): "127.0.0.1",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort"): "9",
}
"""What LibreOffice shall do otherwise than by itself, by its own names; one that a release does not know it ignores."""


def found(named: Path | None = None) -> Path | None:
    """LibreOffice's program: the one in the folder or at the path that is named, or where it usually is; or None.

    What cannot do without its shell script, as an installation by snap or flatpak, is not found.
    """
    places = _around(named) if named else _usual_places()
    programs = (place / name for place in places for name in _PROGRAMS)
    return next((path for path in programs if _is_program(path)), None)


def profile() -> str:
    """The wishes as LibreOffice's own file of them, registrymodifications.xcu."""
    items = (
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in _WISHES.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    return "\n".join((head, *items, "</oor:items>\n"))


def _around(named: Path) -> Iterator[Path]:
    """The folder that is named, that of the program that is named, or that of the program which a link leads to."""
    yield from (named, named.parent, named.resolve().parent)


def _usual_places() -> Iterator[Path]:
    on_path = (shutil.which(name) for name in ("soffice", "libreoffice"))
    yield from (Path(path).resolve().parent for path in on_path if path)
    for place in _PLACES:
        base, _, rest = place.partition("*")
        yield from sorted(Path(base).parent.glob(f"{Path(base).name}*{rest}"), reverse=True) if rest else (Path(place),)
    for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
        if folder in os.environ:
            yield Path(os.environ[folder]) / "LibreOffice" / "program"


def _is_program(path: Path) -> bool:
    if not path.is_file() or not os.access(path, os.X_OK):
        return False
    with path.open("rb") as file:
        return file.read(2) != b"#!"
