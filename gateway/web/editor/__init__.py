"""The pages of editors: profiles from draft to end, their lists, the directory."""
