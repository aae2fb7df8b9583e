"""The contract of the archive, on both databases."""
