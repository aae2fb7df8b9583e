"""The benchmarks' own pieces, tried."""
