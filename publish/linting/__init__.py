"""What lint looks for, a module for each group of rules. A rule gives findings; `publish.lint` runs them all."""
