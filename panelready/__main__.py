"""`python -m panelready` is the same as `panelready`."""

import sys

from panelready.cli import main

sys.exit(main())
