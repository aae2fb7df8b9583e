"""The crash test: a stream of stories to many channels while the process is killed and Discord misbehaves."""
