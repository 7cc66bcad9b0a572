"""What lies in the outputs folder: the manifest of one document, and how it changes without ever being half changed."""
