"""Speaks to Discord for the outbox, on the client's own HTTP session."""
