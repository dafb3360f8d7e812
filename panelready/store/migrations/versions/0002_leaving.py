"""How a reply leaves and when, and by which Message-ID a submission is known."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what sending by itself needs, and look up the Message-IDs of mails that came before."""
    op.add_column("outbox", sa.Column("way", sa.String(length=20), nullable=True))
    op.add_column("outbox", sa.Column("not_before", sa.DateTime(), nullable=True))
    op.add_column("outbox", sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("outbox", sa.Column("by_hand", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("submission", sa.Column("message_id", sa.String(length=1000), nullable=True))
    op.create_index(op.f("ix_submission_message_id"), "submission", ["message_id"], unique=False)
    submission = sa.table("submission", sa.column("id"), sa.column("message", sa.JSON()), sa.column("message_id"))
    db = op.get_bind()
    for identity, message in db.execute(sa.select(submission.c.id, submission.c.message)).all():
        known = (message or {}).get("message_id")
        if known:
            db.execute(submission.update().where(submission.c.id == identity).values(message_id=known[:1000]))
