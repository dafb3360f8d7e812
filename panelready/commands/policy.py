"""`panelready policy`: the tools of the people who keep the rules and edit only YAML."""

import argparse
from importlib import import_module

TOOLS: dict[str, tuple[str, str]] = {
    "list": ("listing", "list the councils, their editions, panels and request types, with counts"),
    "show": ("showing", "print what a panel asks for, with the council's own words"),
    "check": ("checking", "check quotations, names, editions and worked examples"),
    "explain": ("explaining", "tell all there is to know of one requirement, rule, fact, document type or topic"),
    "whatif": ("sitting", "say what a panel would need, and by when, for a sitting on a day"),
    "replay": ("replaying", "say which past answers a changed policy would change, before it goes live"),
    "docs": ("site", "write the policy as pages to browse"),
    "schema": ("schemas", "write JSON Schemas, so that an editor completes and checks the YAML files"),
    "coverage": ("covering", "say which lines of the councils' documents the policy covers"),
}
"""Each subcommand: the module of `panelready.policy_tools` that does it, and what it does in a few words."""


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The subcommands, each with its own options."""
    tools = parser.add_subparsers(dest="tool", metavar="WHAT", required=True)
    for name, (module, summary) in TOOLS.items():
        described = f"{summary[0].upper()}{summary[1:]}."
        tool = tools.add_parser(name, help=summary, description=described)
        import_module(f"panelready.policy_tools.{module}").add_arguments(tool)


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    status: int = import_module(f"panelready.policy_tools.{TOOLS[options.tool][0]}").run(options)
    return status
