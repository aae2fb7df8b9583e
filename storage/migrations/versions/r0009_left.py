"""Since when the bot is no longer in a guild."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; whoever left before is noticed when the guilds are compared next."""
    op.add_column("guild", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))
