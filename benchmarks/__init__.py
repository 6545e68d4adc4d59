"""What is measured, against what: each module is a command."""
