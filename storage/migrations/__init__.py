"""How the schema came to be what it is, one revision a change; run by storage/migrate.py."""
