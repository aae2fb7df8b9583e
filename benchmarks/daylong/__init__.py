"""A day that passes in minutes: one clock for all processes, which jumps where nothing happens."""
