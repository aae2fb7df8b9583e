"""A PostgreSQL database made as new in milliseconds; copying a template costs half a second of two cores."""

import asyncpg
from sqlalchemy.engine import make_url

_NO_NEW_TABLES = """
CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE 'tests that change tables need a database of their own: empty_postgresql'; END $$;
CREATE EVENT TRIGGER unchanged ON ddl_command_start EXECUTE FUNCTION refuse();
"""

_RENEWAL = """
SELECT concat_ws(E';\n',
    'BEGIN; SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
            AND (application_name <> ''lasting'' OR state <> ''idle'')',
    'SET LOCAL session_replication_role = replica',
    (SELECT string_agg(format('DELETE FROM %I', tablename), '; ') FROM pg_tables WHERE schemaname = 'public'),
    (SELECT string_agg(format('SELECT setval(%L, %s, false)', sequencename, start_value), '; ')
        FROM pg_sequences WHERE schemaname = 'public'),
    (SELECT string_agg(format('INSERT INTO %I SELECT * FROM seed.%I', tablename, tablename), '; ')
        FROM pg_tables WHERE schemaname = 'seed'),
    'COMMIT')
"""


async def administration(address: str, database: str) -> asyncpg.Connection:
    """A connection to a database of the server, as the one who may do anything."""
    url = make_url(address)
    return await asyncpg.connect(user=url.username, host=url.query["host"], database=database)


async def renewal(connection: asyncpg.Connection) -> str:
    """The statements after which a database holds what it holds now, numbers its rows from one again, and has
    no other connections but lasting ones at rest.
    """
    await connection.execute("CREATE SCHEMA seed")
    tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    for (table,) in tables:
        if await connection.fetchval(f'SELECT EXISTS (SELECT FROM "{table}")'):
            await connection.execute(f'CREATE TABLE seed."{table}" AS TABLE "{table}"')
    statements: str = await connection.fetchval(_RENEWAL)
    return statements


async def freeze(connection: asyncpg.Connection) -> None:
    """Let the database's tables be neither made nor changed from now on."""
    await connection.execute(_NO_NEW_TABLES)
