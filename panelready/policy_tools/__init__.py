"""The tools of the people who keep the rules: one module for each subcommand of `panelready policy`."""
