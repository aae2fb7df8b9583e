"""Two transactions on the same rows at once (PostgreSQL)."""
