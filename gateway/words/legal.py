"""The legal pages: sample texts that an operator replaces by their own before going live."""

from dataclasses import dataclass

from services.common.words import Text


@dataclass(frozen=True)
class LegalSection:
    """A heading and its paragraphs; ``{operator}``, ``{address}``, ``{email}`` are filled in."""

    heading: Text
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True)
class LegalPage:
    """A page of them."""

    title: Text
    sections: tuple[LegalSection, ...]


TO_FILL = Text("Von BayKommun einzutragen.", "To be filled in by BayKommun.")

IMPRINT = LegalPage(
    Text("Impressum", "Imprint"),
    (
        LegalSection(
            Text("Anbieter", "Provider"),
            (
                Text("{operator}, {address}", "{operator}, {address}"),
                Text("E-Mail: {email}", "E-mail: {email}"),
            ),
        ),
        LegalSection(Text("Vertreten durch", "Represented by"), (TO_FILL,)),
        LegalSection(Text("Aufsicht", "Supervision"), (TO_FILL,)),
        LegalSection(
            Text("Umsatzsteuer-Identifikationsnummer", "VAT identification number"), (TO_FILL,)
        ),
        LegalSection(
            Text("Inhalte der Steckbriefe", "Contents of the profiles"),
            (
                Text(
                    "Die Redaktion prüft jeden Steckbrief, bevor er erscheint; wer geprüft hat und"
                    " wann, steht auf seiner Seite. Für Angebote, die nicht hier bestellt werden,"
                    " ist der genannte Anbieter verantwortlich.",
                    "The editors check each profile before it appears; who did and when stands on"
                    " its page. Whoever is named as the supplier answers for what is not ordered"
                    " here.",
                ),
            ),
        ),
    ),
)

PRIVACY = LegalPage(
    Text("Datenschutz", "Privacy"),
    (
        LegalSection(
            Text("Verantwortlich", "Controller"),
            (
                Text("{operator}, {address}, {email}", "{operator}, {address}, {email}"),
                Text(
                    "Datenschutzbeauftragte Person: von BayKommun einzutragen.",
                    "Data protection officer: to be filled in by BayKommun.",
                ),
            ),
        ),
        LegalSection(
            Text("Ohne Anmeldung", "Without signing in"),
            (
                Text(
                    "Katalog, Steckbriefe und Hilfe lesen Sie ohne Anmeldung. Dabei werden keine"
                    " Profile gebildet, es gibt keine Werbung und keine Inhalte fremder Server.",
                    "You read catalogue, profiles and help without signing in. No profiles are"
                    " made of you, there is no advertising and nothing from servers of others.",
                ),
            ),
        ),
        LegalSection(
            Text("Mit Konto", "With an account"),
            (
                Text(
                    "Bei der Anmeldung übermittelt Mein Unternehmenskonto die Angaben Ihres"
                    " Zertifikats: Name, Organisation und Vertrauensniveau. Dazu kommen Ihre"
                    " dienstliche E-Mail-Adresse und Ihre Rolle in Ihrer Stelle.",
                    "When you sign in, Mein Unternehmenskonto sends what your certificate says:"
                    " name, organisation and trust level. Your office e-mail address and your role"
                    " in your authority are added.",
                ),
                Text(
                    "Bestellungen, Verträge und Unterschriften gehören zu Ihrer Stelle. Wer wann"
                    " was getan hat, wird protokolliert, damit es später nachgewiesen werden kann.",
                    "Orders, contracts and signatures belong to your authority. Who did what and"
                    " when is recorded, so that it can be proven later.",
                ),
                Text(
                    "Rechtsgrundlagen und Löschfristen: von BayKommun einzutragen.",
                    "Legal bases and retention: to be filled in by BayKommun.",
                ),
            ),
        ),
        LegalSection(
            Text("Cookies", "Cookies"),
            (
                Text(
                    "Es gibt nur Cookies, ohne die etwas nicht ginge: für die Anmeldung, für die"
                    " gewählte Sprache, für vorgemerkte Dienste im Vergleich, für eine Meldung nach"
                    " dem Absenden und für ein Formular, das nach einer abgelaufenen Sitzung wieder"
                    " da ist.",
                    "There are only cookies something would not work without: for signing in, for"
                    " the language chosen, for services put aside to compare, for a message after"
                    " sending, and for a form that is there again when a session had ended.",
                ),
            ),
        ),
        LegalSection(
            Text("Ihre Rechte", "Your rights"),
            (
                Text(
                    "Sie können Ihre Daten unter „Mein Konto“ herunterladen und Ihr Konto löschen."
                    " Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung und"
                    " Widerspruch und können sich beim Bayerischen Landesbeauftragten für den"
                    " Datenschutz beschweren.",
                    "You can download your data under “My account” and erase your account. You have"
                    " the right of access, correction, erasure, restriction and objection, and you"
                    " may complain to the Bavarian data protection commissioner.",
                ),
            ),
        ),
    ),
)

ACCESSIBILITY = LegalPage(
    Text("Barrierefreiheit", "Accessibility"),
    (
        LegalSection(
            Text("Stand", "State"),
            (
                Text(
                    "Ziel ist, dass alle Seiten die Anforderungen der EN 301 549 und der WCAG 2.2"
                    " auf Stufe AA erfüllen. Jede Änderung wird automatisch und mit der Tastatur"
                    " geprüft. Eine unabhängige Prüfung steht noch aus.",
                    "All pages are meant to meet EN 301 549 and WCAG 2.2 level AA. Each change is"
                    " tested automatically and by keyboard. An independent test is still to come.",
                ),
            ),
        ),
        LegalSection(
            Text("Bekannte Lücken", "Known gaps"),
            (
                Text(
                    "Unterlagen, die andere als PDF bereitstellen, sind nicht immer barrierefrei."
                    " Weitere Lücken: von BayKommun nach der Prüfung einzutragen.",
                    "Documents that others provide as PDF are not always accessible. Further gaps:"
                    " to be filled in by BayKommun after the test.",
                ),
            ),
        ),
        LegalSection(
            Text("Wenn Sie keine Antwort bekommen", "If you get no answer"),
            (
                Text(
                    "Dann können Sie sich an die Durchsetzungs- und Überwachungsstelle für"
                    " barrierefreie Informationstechnik des Freistaats Bayern wenden. Anschrift:"
                    " von BayKommun einzutragen.",
                    "You may then turn to the Bavarian authority that enforces and monitors"
                    " accessible information technology. Address: to be filled in by BayKommun.",
                ),
            ),
        ),
    ),
)

TERMS: dict[str, LegalPage] = {
    "2026-01": LegalPage(
        Text(
            "Nutzungsbedingungen, Fassung vom 1. Januar 2026",
            "Terms of use, version of 1 January 2026",
        ),
        (
            LegalSection(
                Text("Wofür sie gelten", "What they are for"),
                (
                    Text(
                        "Diese Bedingungen regeln, wie öffentliche Stellen und ihre Beschäftigten"
                        " den DigitalMarkt nutzen. Betreiber ist {operator}. Die Nutzung ist"
                        " kostenlos.",
                        "These terms say how public authorities and their staff use DigitalMarkt."
                        " It is run by {operator}. Its use is free.",
                    ),
                ),
            ),
            LegalSection(
                Text("Konto und Zertifikat", "Account and certificate"),
                (
                    Text(
                        "Jede Person nutzt ihr eigenes Konto und gibt ihr Zertifikat nicht weiter."
                        " Wer die Stelle oder die Aufgabe wechselt, meldet das, damit die Rolle"
                        " endet.",
                        "Each person uses their own account and passes their certificate on to"
                        " nobody. Who leaves the authority or the task says so, and the role ends.",
                    ),
                ),
            ),
            LegalSection(
                Text("Bestellen und unterschreiben", "Ordering and signing"),
                (
                    Text(
                        "Eine Bestellung ist noch kein Vertrag. Der Vertrag entsteht, wenn eine"
                        " zeichnungsbefugte Person unterschrieben hat und gegengezeichnet ist. Wer"
                        " unterschreibt, versichert, dazu befugt zu sein.",
                        "An order is no contract yet. The contract is made once a person with"
                        " signing authority has signed and it is counter-signed. Who signs declares"
                        " to have the authority.",
                    ),
                ),
            ),
            LegalSection(
                Text("Verfügbarkeit und Haftung", "Availability and liability"),
                (
                    Text(
                        "Unterbrechungen werden unter „Neues“ angekündigt. Haftung: von"
                        " BayKommun einzutragen.",
                        "Outages are announced under “News”. Liability: to be filled in by"
                        " BayKommun.",
                    ),
                ),
            ),
            LegalSection(
                Text("Änderungen", "Changes"),
                (
                    Text(
                        "Gilt eine neue Fassung, werden Sie bei der nächsten Anmeldung gefragt, ob"
                        " Sie zustimmen. Frühere Fassungen bleiben hier lesbar.",
                        "When a new version holds, you are asked to accept it when you sign in"
                        " next. Earlier versions can still be read here.",
                    ),
                ),
            ),
        ),
    )
}
"""By version, as identity names them."""
