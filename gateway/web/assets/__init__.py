"""What pages take from others: style sheet, fonts and htmx, by `npm ci` from a lock file."""
