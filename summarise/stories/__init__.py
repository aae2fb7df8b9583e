"""Which story an article belongs to, what the story says and what will happen."""
