"""What a tried release comes to, by code."""

from services.common.words import Text

TRIALS: dict[str, Text] = {
    "orderable": Text("Ja, diese Stelle kann bestellen.", "Yes, this authority can order."),
    "not-efa": Text(
        "Nein, der Dienst wird nicht hier bestellt.", "No, the service is not ordered here."
    ),
    "off-sale": Text("Nein, der Dienst ist eingestellt.", "No, the service has ended."),
    "kind-not-entitled": Text(
        "Nein, der Dienst ist für diese Art von Stelle nicht gedacht.",
        "No, the service is not meant for this kind of authority.",
    ),
    "capacity-missing": Text(
        "Nein, die Stelle hat die nötige Aufgabe an diesem Tag nicht.",
        "No, the authority does not have the task it needs on that day.",
    ),
    "not-open": Text(
        "Nein, der Dienst ist für diese Stelle an diesem Tag noch nicht freigegeben.",
        "No, the service is not yet released for this authority on that day.",
    ),
    "joint-administration": Text(
        "Nein, für diese Gemeinde bestellt ihre Verwaltungsgemeinschaft.",
        "No, the joint administration orders for this municipality.",
    ),
}
