"""The archive: rows are the truth, jobs are only nudges."""
