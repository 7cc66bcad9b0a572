"""The built-in formats: plugins, registered as any other."""
