"""Pages about oneself: registering, one's account, terms and invitations."""
