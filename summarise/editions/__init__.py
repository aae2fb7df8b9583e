"""What is worth saying to whom: stories become posts."""
