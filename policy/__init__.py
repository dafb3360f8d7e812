"""What councils ask for, as data. No logic lives here."""
