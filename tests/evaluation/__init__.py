"""The evaluation's own pieces, tried."""
