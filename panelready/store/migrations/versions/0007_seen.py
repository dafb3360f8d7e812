"""The words that a person is asked to read, with their places, where no report shows them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the column."""
    op.add_column("task", sa.Column("seen", sa.JSON(), nullable=True))
