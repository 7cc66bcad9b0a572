"""What people do with editions that are built: they listen, and settle what is in doubt."""
