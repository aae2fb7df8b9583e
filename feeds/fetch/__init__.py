"""Reaching out: one address, asked once, bounded in time and bytes; whatever happens is a value."""
