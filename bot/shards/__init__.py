"""Which part of Discord's gateway this process holds, and holding it."""
