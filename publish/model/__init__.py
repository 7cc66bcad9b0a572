"""The document model: a closed set of nodes, the publication around them, and ways through them. It imports nothing."""
