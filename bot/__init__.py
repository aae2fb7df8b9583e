"""The counter: posts in, Discord out; people's questions in, answers out."""
