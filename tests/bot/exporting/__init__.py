"""Tests of bot.exporting."""
