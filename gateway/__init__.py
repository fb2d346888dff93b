"""The only public door: JSON API, sign-in and pages, in front of the services."""

VERSION = "0.1.0"
