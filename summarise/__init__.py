"""The desk: articles in, stories and posts out."""
