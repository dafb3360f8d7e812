"""Which numbered questions a reply asked, so that an answer by number is understood."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column. Of replies written before, nobody can say by number what they asked."""
    op.add_column("outbox", sa.Column("questions", sa.JSON(), nullable=True))
