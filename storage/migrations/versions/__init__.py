"""The revisions, in order; none is changed once it was released."""
