"""Beyond one process: PostgreSQL with its CPU, roles as processes, and many feeds at once."""
