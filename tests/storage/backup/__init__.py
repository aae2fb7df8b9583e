"""Tests of storage.backup."""
