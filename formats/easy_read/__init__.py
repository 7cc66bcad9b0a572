"""Easy read: pictures with short sentences, for people with a learning disability."""
