"""Tests of the counter."""

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # discord.py imports audioop, which Python is to drop
    import discord  # noqa: F401
