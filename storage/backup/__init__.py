"""Backups: the whole database in one checked file, taken while the bot runs, and put back."""

from storage.backup.making import Backup, back_up, back_up_file
from storage.backup.manifest import Manifest
from storage.backup.opening import manifest_of
from storage.backup.restoring import Restored, restore
from storage.backup.shelf import Shelf

__all__ = ["Backup", "Manifest", "Restored", "Shelf", "back_up", "back_up_file", "manifest_of", "restore"]
