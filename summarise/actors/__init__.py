"""Who is in it, what part they play and what they said."""
