"""What lint looks for, a module for each group of rules. A rule gives findings; `runner` runs them all."""
