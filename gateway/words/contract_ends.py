"""The words of how a contract goes on and ends: its course, notice, renewal, amendment."""

from services.common.words import Counted, Sentence, Text

CONTRACT_ENDS: dict[str, Sentence] = {
    "contract-course": Text("Der Weg des Vertrags", "The way of the contract"),
    "contract-do-drafted": Text("Vertrag erstellen", "Make the contract"),
    "contract-did-drafted": Text("Vertrag erstellt", "Contract made"),
    "contract-do-signed": Text("Die Stelle unterschreibt", "The authority signs"),
    "contract-did-signed": Text("Von der Stelle unterschrieben", "Signed by the authority"),
    "contract-do-countersigned": Text("BayKommun zeichnet gegen", "BayKommun countersigns"),
    "contract-did-countersigned": Text(
        "Gegengezeichnet und damit geschlossen", "Countersigned and thereby concluded"
    ),
    "contract-do-sealed": Text("BayKommun versiegelt das Dokument", "BayKommun seals the document"),
    "contract-did-sealed": Text("Versiegelt", "Sealed"),
    "contract-do-running": Text("Der Vertrag gilt", "The contract holds"),
    "contract-did-running": Text("Der Vertrag galt", "The contract held"),
    "contract-do-over": Text("Der Vertrag endet", "The contract ends"),
    "contract-did-over": Text("Der Vertrag ist zu Ende", "The contract is over"),
    "contract-do-withdrawn": Text("Zurückgezogen", "Withdrawn"),
    "contract-do-kept": Text("Aufbewahrung im Archiv", "Kept in the archive"),
    "contract-since": Text("seit {day}", "since {day}"),
    "contract-no-end": Text("noch kein Ende bestimmt", "no end is set yet"),
    "contract-last-day": Text("am {day}", "on {day}"),
    "contract-ended-day": Text("letzter Tag: {day}", "last day: {day}"),
    "contract-kept-until": Text("bis {day}", "until {day}"),
    "contract-kept-ten": Text(
        "zehn Jahre nach dem Jahr des Endes", "ten years after the year it ends in"
    ),
    "contract-ends-soon": Text("Endet bald", "Ends soon"),
    "contract-ending-title": Text("Der Vertrag endet bald", "The contract ends soon"),
    "contract-ending-what": Text(
        "Danach endet auch die Bestellung. Soll es weitergehen, verlängern Sie den Vertrag.",
        "The order ends after that, too. If it shall go on, renew the contract.",
    ),
    "contract-soon-count": Counted(
        Text(
            "{count} Vertrag endet in den nächsten sechs Monaten, und kein neuer ist begonnen.",
            "{count} contract ends within the next six months, and no new one is begun.",
        ),
        Text(
            "{count} Verträge enden in den nächsten sechs Monaten, und kein neuer ist begonnen.",
            "{count} contracts end within the next six months, and no new one is begun.",
        ),
    ),
    "contract-see-ends": Text("Nach dem Ende geordnet ansehen", "See them by their end"),
    "contract-endless": Text("unbefristet", "without end"),
    "contract-retained": Text("Aufbewahrt bis", "Kept until"),
    "contract-cannot-sign": Text(
        "Wir können nicht selbst unterschreiben", "We cannot sign ourselves"
    ),
    "contract-cannot-sign-text": Text(
        "Wir können den Vertrag nicht selbst unterschreiben. Bitte helfen Sie uns. Der Grund: ",
        "We cannot sign the contract ourselves. Please help us. The reason: ",
    ),
    "contract-to-successor": Text("Zum neuen Vertrag", "To the new contract"),
    "contract-to-former": Text("Zum bisherigen Vertrag", "To the former contract"),
    "contract-succession-renewal": Text(
        "Dieser Vertrag verlängert einen anderen", "This contract renews another one"
    ),
    "contract-succession-amendment": Text(
        "Dieser Vertrag ändert einen anderen", "This contract amends another one"
    ),
    "contract-succession-what": Text(
        "Er tritt an dessen Stelle, sobald beide Seiten unterschrieben haben. Bis dahin gilt der"
        " bisherige.",
        "It takes the other one's place once both sides have signed. Until then the former holds.",
    ),
    "contract-starts": Text("Er gilt ab {day}.", "It holds from {day}."),
    "contract-notice": Text("Kündigung", "Notice"),
    "contract-notice-by-body": Text(
        "Die Stelle hat gekündigt ({who}, {at}), zum {day}.",
        "The authority gave notice ({who}, {at}), to {day}.",
    ),
    "contract-notice-by-operator": Text(
        "BayKommun hat gekündigt ({who}, {at}), zum {day}.",
        "BayKommun gave notice ({who}, {at}), to {day}.",
    ),
    "contract-ends": Text("Was Sie tun können", "What you can do"),
    "contract-give-notice": Text("Kündigen", "Give notice"),
    "contract-give-notice-short": Text(
        "Der Vertrag endet mit der Kündigungsfrist zum Ende eines Monats.",
        "The contract ends after its period of notice, at the end of a month.",
    ),
    "contract-give-notice-title": Text("Vertrag {number} kündigen?", "End contract {number}?"),
    "contract-give-notice-what": Text(
        "Der Vertrag „{service}“ ({body}) endet an dem Tag, den Sie wählen, und mit ihm die"
        " Bestellung. Bis dahin läuft der Dienst weiter. Die andere Seite erhält eine E-Mail."
        " Zurücknehmen lässt sich eine Kündigung nur durch einen neuen Vertrag.",
        "The contract “{service}” ({body}) ends on the day you choose, and the order with it. The"
        " service goes on until then. The other side gets a mail. A notice can only be undone by"
        " a new contract.",
    ),
    "contract-notice-day": Text("Letzter Tag des Vertrags", "Last day of the contract"),
    "contract-notice-day-hint": Text(
        "Der erste Tag ist der frühestmögliche.", "The first day is the earliest one possible."
    ),
    "contract-notice-reason": Text("Grund für die andere Seite", "Reason for the other side"),
    "contract-give-notice-do": Text("Vertrag kündigen", "Give notice"),
    "contract-give-notice-not": Text("Nicht kündigen", "Do not give notice"),
    "done-contract-give-notice": Text("Der Vertrag ist gekündigt.", "Notice is given."),
    "contract-renew": Text("Verlängern", "Renew"),
    "contract-renew-short": Text(
        "Ein neuer Vertrag führt diesen fort; beide Seiten unterschreiben ihn. Das geht, sobald die"
        " Verträge, auf denen er beruht, länger laufen als er.",
        "A new contract goes on where this one ends; both sides sign it. This works as soon as the"
        " contracts it rests on run longer than it does.",
    ),
    "contract-renew-title": Text("Vertrag {number} verlängern?", "Renew contract {number}?"),
    "contract-renew-what": Text(
        "Für „{service}“ ({body}) entsteht ein neuer Vertrag mit den heutigen Angaben. Er gilt so"
        " lange, wie die Verträge es zulassen, auf denen er beruht. Beide Seiten unterschreiben"
        " ihn; bis dahin gilt der bisherige.",
        "A new contract for “{service}” ({body}) is made from today's facts. It holds as long as"
        " the contracts it rests on allow. Both sides sign it; the former holds until then.",
    ),
    "contract-renew-now": Text(
        "Der bisherige Vertrag endet am {day}.", "The present contract ends on {day}."
    ),
    "contract-renew-do": Text("Vertrag verlängern", "Renew the contract"),
    "contract-renew-not": Text("Nicht verlängern", "Do not renew"),
    "done-contract-renew": Text(
        "Der neue Vertrag wird ausgefertigt. Danach liegt er zur Unterschrift bereit.",
        "The new contract is being drafted. It can be signed after that.",
    ),
    "contract-amend": Text("Ändern", "Amend"),
    "contract-amend-short": Text(
        "Ein neuer Vertrag mit den heutigen Angaben ersetzt diesen; beide Seiten unterschreiben.",
        "A new contract from today's facts replaces this one; both sides sign it.",
    ),
    "contract-amend-title": Text("Vertrag {number} ändern?", "Amend contract {number}?"),
    "contract-amend-what": Text(
        "Für „{service}“ ({body}) entsteht ein neuer Vertrag mit den heutigen Angaben aus"
        " Steckbrief, Verzeichnis und Vertragskette. Er ersetzt den bisherigen, sobald beide Seiten"
        " unterschrieben haben.",
        "A new contract for “{service}” ({body}) is made from today's facts of profile, register"
        " and chain. It replaces the present one once both sides have signed.",
    ),
    "contract-amend-change": Text("Was sich ändert und warum", "What changes, and why"),
    "contract-amend-hint": Text(
        "Das steht im neuen Vertrag. Die Stelle liest es, bevor sie unterschreibt.",
        "This stands in the new contract. The authority reads it before signing.",
    ),
    "contract-amend-do": Text("Neuen Vertrag ausfertigen", "Draft the new contract"),
    "contract-amend-not": Text("Nicht ändern", "Do not amend"),
    "done-contract-amend": Text(
        "Der neue Vertrag wird ausgefertigt. Danach liegt er der Stelle zur Unterschrift vor.",
        "The new contract is being drafted. The authority can sign it after that.",
    ),
    "contract-withdraw-title": Text(
        "Vertrag {number} zurückziehen?", "Withdraw contract {number}?"
    ),
    "contract-withdraw-what": Text(
        "Der Vertrag „{service}“ ({body}) gilt dann nicht mehr, und die Bestellung endet."
        " Die Stelle erfährt Ihren Grund. Das lässt sich nicht rückgängig machen.",
        "The contract “{service}” ({body}) does not hold any more then, and the order ends."
        " The authority is told your reason. This cannot be undone.",
    ),
    "contract-withdraw-what-successor": Text(
        "Der neue Vertrag „{service}“ ({body}) kommt dann nicht zustande; der bisherige gilt"
        " weiter. Die andere Seite erfährt Ihren Grund.",
        "The new contract “{service}” ({body}) is not concluded then; the former goes on. The other"
        " side is told your reason.",
    ),
    "contract-withdraw-reason": Text("Grund für die andere Seite", "Reason for the other side"),
    "contract-withdraw-do": Text("Vertrag zurückziehen", "Withdraw the contract"),
    "contract-withdraw-not": Text("Nicht zurückziehen", "Do not withdraw"),
    "done-contract-withdraw": Text(
        "Der Vertrag ist zurückgezogen; die Bestellung ist beendet.",
        "The contract is withdrawn, and the order has ended.",
    ),
    "done-contract-declined": Text(
        "Der neue Vertrag ist zurückgezogen; der bisherige gilt weiter.",
        "The new contract is withdrawn; the former goes on.",
    ),
}
