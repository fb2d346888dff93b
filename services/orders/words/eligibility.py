"""The answers to "may this body order this?", each with its next step."""

from services.common.words import Sentence, Text

ASK_US = Text("Bitte fragen Sie BayKommun.", "Please ask BayKommun.")
OFFICE = Text(
    "Zuständig ist das Landratsamt {office}.",
    "The office of the district of {office} is competent.",
)
EACH_MEMBER = Text(
    "Bitte bestellen Sie für die einzelnen Mitgliedsgemeinden.",
    "Please order for each member municipality.",
)
NO_REASON = Text("ohne Angabe", "no reason given")

ELIGIBILITY: dict[str, Sentence] = {
    "orderable": Text(
        "Ihre Stelle kann diesen Dienst bestellen.", "Your authority may order this service."
    ),
    "not-efa": Text(
        "Diesen Dienst beziehen Sie beim Anbieter, nicht hier. Der Steckbrief führt Sie dorthin.",
        "Obtain this service from its provider, not here; the profile leads there.",
    ),
    "not-efa-partner": Text(
        "Diesen Dienst beziehen Sie bei {partner}, nicht hier. Der Steckbrief führt Sie dorthin.",
        "Obtain this service from {partner}, not here; the profile leads there.",
    ),
    "retired": Text(
        "Der Dienst wurde eingestellt. Einen Nachfolger gibt es nicht.",
        "The service was retired. There is no successor.",
    ),
    "retired-successor": Text(
        "Der Dienst wurde eingestellt. Bitte bestellen Sie den Nachfolger: {successor}.",
        "The service was retired. Please order its successor: {successor}.",
    ),
    "paused": Text(
        "Der Dienst pausiert: {why} Beobachten Sie den Steckbrief: Dort steht, sobald es"
        " weitergeht.",
        "The service is paused: {why} The profile says when it resumes.",
    ),
    "announced": Text(
        "Der Dienst ist angekündigt und noch nicht bestellbar. Beobachten Sie den Steckbrief: Dort"
        " steht die Freigabe.",
        "The service is announced, not orderable yet; the profile says when it is released.",
    ),
    "announced-day": Text(
        "Der Dienst ist für den {opens_on} angekündigt und noch nicht bestellbar. Beobachten Sie"
        " den Steckbrief: Dort steht die Freigabe.",
        "The service is announced for {opens_on}, not orderable yet; the profile says when it is"
        " released.",
    ),
    "kind-not-entitled": Text(
        "Dieser Dienst ist bestimmt für: {kinds}. {step}",
        "This service is meant for: {kinds}. {step}",
    ),
    "kind-none": Text(
        "Diesen Dienst führt der Freistaat selbst; Sie brauchen nichts zu bestellen.",
        "The state runs this service itself; there is nothing to order.",
    ),
    "capacity-missing": Text(
        "Ihre Stelle hat die nötige Aufgabe nicht ({capacities}). {step}",
        "Your authority lacks the capacity needed ({capacities}). {step}",
    ),
    "vg-competent": Text(
        "Zuständig ist: {authority}. Diese Verwaltungsgemeinschaft bestellt für ihre Mitglieder.",
        "Competent is: {authority}. This joint administration orders for its members.",
    ),
    "wave-not-open": Text(
        "Für Ihre Stelle ist der Dienst noch nicht freigegeben, ein Termin steht nicht fest."
        " Beobachten Sie den Steckbrief: Dort steht die Freigabe.",
        "The service is not released for your authority yet, and no day is set; the profile says"
        " when it is released.",
    ),
    "wave-opens": Text(
        "Für Ihre Stelle öffnet der Dienst am {opens_on}. Bitte bestellen Sie dann.",
        "The service opens for your authority on {opens_on}. Please order then.",
    ),
    "chain-broken": Text(
        "Die vorgelagerten Verträge sind nicht vollständig. BayKommun ist daran; bitte versuchen"
        " Sie es später.",
        "The upstream contracts are not complete; BayKommun is at it. Please try again later.",
    ),
    "already-ordered": Text(
        "Dieser Dienst ist schon bestellt; Sie finden ihn unter Ihren Bestellungen.",
        "This service is ordered already; you find it among your orders.",
    ),
    "already-ordered-number": Text(
        "Dieser Dienst ist schon bestellt; Sie finden ihn unter Ihren Bestellungen ({number}).",
        "This service is ordered already; you find it among your orders ({number}).",
    ),
}
