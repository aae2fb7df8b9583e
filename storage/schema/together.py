"""What processes that work on one database tell each other."""

import sqlalchemy as sa

from storage.schema.parts import count, flag, moment, table, text

# a running process: roles are its roles with commas between, heard_at is the database's own time; settings
# are those that all processes should share, as JSON
process = table(
    "process",
    text("id", primary_key=True),
    text("roles"),
    text("host"),
    count("number"),
    text("version"),
    text("settings", server_default="{}"),
    moment("started_at"),
    moment("heard_at", index=True),
)

# a part of the gateway, of `total` parts, and the process that holds it; held_until is the database's time
shard = table(
    "shard",
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    count("total"),
    text("holder", nullable=True),
    moment("held_until", nullable=True),
)

# when one of the shards that share a turn signed in last: Discord lets one of each do so in five seconds
signed_in = table(
    "signed_in",
    sa.Column("turn", sa.Integer, primary_key=True, autoincrement=False),
    moment("at"),
)

# how far a move into this database has come: rows of a table up to the key `last`, as JSON
moving = table(
    "moving",
    text("name", primary_key=True),
    text("last", nullable=True),
    count("rows"),
    flag("done"),
)
