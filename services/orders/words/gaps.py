"""What comes of each row of a list of gaps."""

from services.common.words import Text

OUTCOMES = {
    "new": Text("neu auf der Liste", "new on the list"),
    "known": Text("steht schon auf der Liste", "on the list already"),
    "ordered": Text("wird schon bestellt", "being ordered already"),
    "twice": Text("steht hier mehrmals", "stands here more than once"),
    "body_unknown": Text("Diese Stelle gibt es nicht.", "There is no such authority."),
    "profile_unknown": Text("Diesen Dienst gibt es nicht.", "There is no such service."),
}
