"""What both ends of a wire share, or three services need; it knows no business noun."""
