"""`panelready policy schema`: JSON Schemas for editors."""

import argparse
import json
from pathlib import Path

from panelready.exits import Exit
from panelready.policy_tools.options import add_root, policy_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `policy schema`."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to write them; made where it is not there")
    add_root(parser)


def run(options: argparse.Namespace) -> int:
    """Write one schema for each kind of file, and the editor's settings that switch them on."""
    from validators.policy_schema import KINDS, schemas

    options.folder.mkdir(parents=True, exist_ok=True)
    for kind, schema in schemas(policy_of(options)).items():
        _write(options.folder / f"{kind}.json", schema)
    lies = {f"{kind}.json": [f"**/policy/{each}" for each in file.lies] for kind, file in KINDS.items()}
    lies["overlay.json"] = ["**/councils/*.yaml"]
    place = options.folder.resolve()
    settings = {"yaml.schemas": {(place / name).as_uri(): globs for name, globs in lies.items()}}
    _write(options.folder / "vscode-settings.json", settings)
    print(f"{len(KINDS)} schemas are in {options.folder}. Begin a file with the line that names its schema, such as")
    print(f"  # yaml-language-server: $schema={(place / 'checklist.json').as_uri()}")
    print(f"or copy {options.folder / 'vscode-settings.json'} into your editor's settings, for every file at once.")
    return Exit.READY


def _write(file: Path, data: object) -> None:
    file.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
