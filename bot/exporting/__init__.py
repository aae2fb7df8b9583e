"""A server's settings as a file that a person can read and keep, and back."""
