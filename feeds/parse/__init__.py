"""Bytes in, entries out: what a document says, and what of it is new."""
