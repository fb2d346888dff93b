"""What we take from others: which bytes, under which licences, with which known holes."""
