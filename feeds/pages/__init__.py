"""Article pages: which are wanted, who allows it, and what they say."""
