"""The wire: addresses in, articles out."""
