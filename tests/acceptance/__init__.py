"""The real process, driven from outside: feeds in, messages out."""
