"""What an ordering service reads and writes: the catalogue, as JSON and ONIX, and job tickets for a printer."""
