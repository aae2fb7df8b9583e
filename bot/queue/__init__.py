"""What brings nudges to handlers: PgQueuer, in this process's memory or in the database that many share."""
