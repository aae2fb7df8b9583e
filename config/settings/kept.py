"""The settings of what is kept: for how long, and the backups."""

from pathlib import Path

from pydantic import BaseModel, Field, field_validator

from config.values import Daily


class Kept(BaseModel):
    """The part of `Settings` that says when what is stored goes, and when and where it is backed up."""

    keep_days: int | None = Field(
        default=None, ge=7, le=36500, description="Stories older than so many days go. Default: all are kept."
    )
    keep_posts_days: int | None = Field(
        default=None,
        ge=30,
        le=36500,
        description="What was posted is known for so many days: its text, why, and every try. Messages whose "
        "story is still kept stay known. Default: for ever.",
    )
    keep_left_days: int = Field(
        default=30,
        ge=0,
        le=3650,
        description="So many days after a server removed the bot all that is kept of it goes, unless the bot "
        "came back.",
    )
    backup_folder: Path | None = Field(
        default=None, description="Folder of the backups. Default: backups in `data`."
    )
    backup_at: Daily | None = Field(
        default=None,
        description="When the database is backed up each day, in UTC, such as 03:30; or never. Default: "
        "03:30 on SQLite, never on PostgreSQL.",
    )
    backup_keep: int = Field(
        default=7,
        ge=1,
        le=1000,
        description="How many backups are kept; older ones go after the bot has made its daily one.",
    )

    @field_validator("backup_folder")
    @classmethod
    def _backups_at_home(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser()
