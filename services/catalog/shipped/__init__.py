"""What ships with catalog: profiles, vendors, guides."""
