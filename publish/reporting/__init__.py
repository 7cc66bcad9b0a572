"""What people look at: a report on each document, an index of all, a table of states, a calendar of reviews."""
