"""What leaves the house: approved, released under signature, proved anywhere, withdrawn."""
