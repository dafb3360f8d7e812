"""`panelready doctor`: what is wrong with the set-up, or stuck."""

import argparse
from pathlib import Path

from panelready.exits import Exit


def add_arguments(parser: argparse.ArgumentParser, _command: str) -> None:
    """The options of `doctor`."""
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the service's data folder")
    tenant = parser.add_argument_group("in a Microsoft 365 tenant, for its administrator")
    tenant.add_argument("--tenant", action="store_true", help="try what only the tenant itself can show")
    tenant.add_argument("--other", metavar="MAILBOX", help="a mailbox that the application must not get into")
    tenant.add_argument("--trial", metavar="MAILBOX", help="a throw-away mailbox to write test mails in")


def run(options: argparse.Namespace) -> int:
    """Print what needs a person; exit status 1 where anything does."""
    from panelready.doctor import examine, notes
    from panelready.running import beside

    if options.tenant:
        return _in_tenant(options)
    with beside(options.data) as app:
        faults = list(examine(app))
        for fault in faults:
            print(f"! {fault}")
        for note in notes(app):
            print(f"  {note}")
    print("All is well." if not faults else f"{len(faults)} thing{'s' if len(faults) > 1 else ''} to see to.")
    return Exit.INCOMPLETE if faults else Exit.READY


def _in_tenant(options: argparse.Namespace) -> int:
    """Print how each trial came out; exit status 1 where one is not as it should be."""
    from panelready.settings import FILE_NAME, load_settings
    from panelready.tenant import Tenant
    from panelready.tenant_doctor import examine_tenant
    from panelready.tenant_doctor_words import Came

    settings = load_settings(options.data / FILE_NAME)
    tenant, wrong = Tenant(settings.microsoft365), 0
    for check in examine_tenant(settings, tenant, options.other, options.trial):
        print(f"{check.came} {check.text}", flush=True)
        wrong += check.came is Came.WRONG
    tenant.close()
    print("All is as it should be." if not wrong else f"{wrong} thing{'s' if wrong > 1 else ''} to see to.")
    return Exit.INCOMPLETE if wrong else Exit.READY
