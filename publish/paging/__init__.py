"""What formats with running text on pages share in checking: what such an edition must hold, and its contents list."""
