"""What several formats share in making their editions."""
