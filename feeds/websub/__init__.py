"""Feeds that are pushed (WebSub)."""
