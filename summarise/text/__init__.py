"""Text as it comes: what is news in it, its language, its sentences and their rank."""
