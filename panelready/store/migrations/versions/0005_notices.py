"""Notices of what was expected and has not come, whose mails and tasks belong to no request."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table, and let mails and decisions be about no request."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=80), nullable=False),
        sa.Column("panel", sa.String(length=80), nullable=False),
        sa.Column("sitting", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("authority", "panel", "sitting", name=op.f("uq_notice_authority")),
    )
    for table in ("outbox", "review"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("request_id", existing_type=sa.String(length=40), nullable=True)
