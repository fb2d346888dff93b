"""Where orders, the lines kept beside them and the copies of other services are kept."""
