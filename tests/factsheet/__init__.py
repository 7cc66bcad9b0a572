"""The factsheet itself: that its source says what the page says, and that each edition says each section."""
