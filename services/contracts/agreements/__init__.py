"""The upstream agreements, levels 1 to 3, as a committed table and its reader."""
