"""What each of the five people of the main job does, in a browser of their own."""
