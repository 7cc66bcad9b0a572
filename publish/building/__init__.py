"""From sources to checked editions: one document, many documents, what is still right, checking again."""
