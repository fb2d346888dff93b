"""What catalog says to the world; ``profile.changed`` carries the whole profile."""

SAYS = {
    "profile.changed": "the whole profile, after any change",
    "profile.published": "a paused profile can be had again",
    "profile.paused": "a profile cannot be had for a while, with reason",
}

SNAPSHOTS = ("profile", "vendor")
