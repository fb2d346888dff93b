"""The words of what became of the service of an order before it is released."""

from services.common.words import Sentence, Text

PROFILE_CHANGE_PAGES: dict[str, Sentence] = {
    "change-title-newer": Text("Der Steckbrief hat sich geändert", "The profile has changed"),
    "change-title-paused": Text("Der Dienst pausiert", "The service is paused"),
    "change-title-retired": Text("Der Dienst wurde eingestellt", "The service was retired"),
    "change-what-newer": Text(
        "Sie können die neue Version übernehmen oder es bei der bestellten belassen. Ob die"
        " bestellte Version noch freigegeben wird, entscheidet BayKommun.",
        "You can take over the new version or keep the one that was ordered. Whether that one is"
        " still released, BayKommun decides.",
    ),
    "change-what-paused": Text(
        "Sie brauchen nichts zu tun: Sobald es weitergeht, geht auch Ihre Bestellung weiter. Oder"
        " Sie ziehen sie zurück.",
        "There is nothing you need to do: once it goes on, so does your order. Or you withdraw it.",
    ),
    "change-what-retired": Text(
        "Bitte ziehen Sie die Bestellung zurück.", "Please withdraw the order."
    ),
    "change-what-replaced": Text(
        "Bestellen Sie den Nachfolger, und ziehen Sie diese Bestellung zurück.",
        "Order the successor, and withdraw this order.",
    ),
    "change-ask": Text(
        "Bitte wenden Sie sich an eine Person Ihrer Stelle, die Bestellungen abschicken darf.",
        "Please turn to somebody of your authority who may submit orders.",
    ),
    "change-to-version": Text("Neue Version ansehen", "See the new version"),
    "change-to-successor": Text("Nachfolger bestellen", "Order the successor"),
    "change-to-withdraw": Text("Bestellung zurückziehen", "Withdraw the order"),
    "change-for-reviewer-newer": Text(
        "Geben Sie die bestellte Version ausdrücklich frei, oder fragen Sie zurück: Die Stelle kann"
        " mit ihrer Antwort die neue Version übernehmen.",
        "Release the ordered version expressly, or ask back: with its answer the authority can take"
        " over the new version.",
    ),
    "change-for-reviewer-paused": Text(
        "Warten Sie, bis der Dienst weitergeht, fragen Sie zurück, oder lehnen Sie ab.",
        "Wait until the service goes on, ask back, or reject the order.",
    ),
    "change-for-reviewer-retired": Text(
        "Fragen Sie zurück, oder lehnen Sie mit Hinweis auf den Grund ab.",
        "Ask back, or reject the order and tell the reason.",
    ),
    "body-act-change-version": Text("Version {version} übernehmen", "Take over version {version}"),
    "body-act-change-version-title": Text(
        "Neue Version des Steckbriefs übernehmen", "Take over the new version of the profile"
    ),
    "body-act-change-version-what": Text(
        "Kosten, Bedingungen und Aufgaben der Bestellung gelten dann nach der neuen Version,"
        " Zusatzkosten der Schnittstelle eingeschlossen.",
        "Cost, terms and tasks of the order then follow the new version, extra costs of the"
        " interface included.",
    ),
    "change-see-differences": Text("Was sich geändert hat", "What has changed"),
    "body-take-version": Text(
        "Wir übernehmen mit dieser Antwort die neue Version des Steckbriefs.",
        "With this answer we take over the new version of the profile.",
    ),
    "done-body-change-version": Text(
        "Die neue Version gilt jetzt für Ihre Bestellung.",
        "The new version holds for your order now.",
    ),
}
