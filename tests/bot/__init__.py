"""The counter, tried."""
