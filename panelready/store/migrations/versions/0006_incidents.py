"""What we told somebody that was wrong, and what was put right."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "incident",
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reply_key", sa.String(length=80), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("said_edition", sa.String(length=80), nullable=True),
        sa.Column("edition", sa.String(length=80), nullable=True),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_incident_request_id")),
        sa.PrimaryKeyConstraint("request_id", "number", name=op.f("pk_incident")),
    )
