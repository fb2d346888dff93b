"""What is told about evidence: in its package, and to whoever has a file or a hash checked."""

from services.common.words import Text

READ_ME = Text(
    "Nachweise zum Vertrag {number}\n\n"
    "Vertrag_angeboten.pdf      der Vertrag, wie er angeboten und unterschrieben wurde\n"
    "Vertrag_gesiegelt.pdf      derselbe Vertrag mit Unterschriftsseite und Siegel, sobald er"
    " geschlossen ist\n"
    "Vertrag_Stelle_*.pdf       ein anderswo qualifiziert unterschriebenes Exemplar, wenn es eines"
    " gibt\n"
    "Anmeldung_*.json           die Anmeldungen, mit denen unterschrieben wurde, samt der Antwort"
    " des Anmeldedienstes\n"
    "manifest.json              Verzeichnis: Prüfsummen, Unterschriften, Vertragskette\n"
    "pruefen.py                 prüft dieses Paket ohne Verbindung zu uns\n\n"
    "Prüfen: python pruefen.py PAKET.zip --trust ZERTIFIKATE.pem\n"
    "Oder auf der Seite „Vertrag prüfen“ im DigitalMarkt.\n"
    "Die Anmeldungen enthalten Namen. Bitte geben Sie das Paket nur an Berechtigte weiter.\n",
    "Evidence for contract {number}\n\n"
    "Vertrag_angeboten.pdf      the contract as it was offered and signed\n"
    "Vertrag_gesiegelt.pdf      the same with its signature page and seal, once it is closed\n"
    "Vertrag_Stelle_*.pdf       a copy with a qualified signature made elsewhere, if there is one\n"
    "Anmeldung_*.json           the sign-ins it was signed with, as they were answered\n"
    "manifest.json              the list: hashes, signatures, chain of contracts\n"
    "pruefen.py                 checks this package without asking us (--language en)\n\n"
    "Check: python pruefen.py PACKAGE.zip --trust CERTIFICATES.pem\n"
    "The sign-ins hold names; please give the package to those entitled only.\n",
)

VERIFIER = Text(
    "Prüft die Nachweise eines Vertrags, ohne jemanden zu fragen: python pruefen.py PAKET.zip\n\n"
    "Für Gerichte und Prüfstellen. Gelesen wird ein Nachweispaket (ZIP) oder das gesiegelte\n"
    "Dokument allein (PDF). Geglaubt wird nur Zertifikaten, die Sie mit --trust DATEI.pem nennen,\n"
    "und die Sie von der Betreiberin und vom Anmeldedienst selbst bekommen haben. Ohne diese\n"
    "Angabe lässt sich höchstens sagen, dass alles zueinander passt. Keine Verbindung wird\n"
    "geöffnet. Braucht Python ab 3.11 mit: pip install pyhanko lxml signxml cryptography",
    "Check the evidence of a contract without asking anybody; see --help and --language en.",
)

KINDS = {
    "offered": Text("Vertrag, wie er angeboten wurde", "contract as it was offered"),
    "final": Text("gesiegelter Vertrag", "sealed contract"),
    "evidence": Text("Nachweispaket eines Vertrags", "evidence package of a contract"),
}
"""What a file of ours is."""

VERDICTS = {
    "genuine": Text(
        "Diese Datei stammt unverändert aus dem DigitalMarkt.",
        "This file comes from DigitalMarkt, unchanged.",
    ),
    "altered": Text(
        "Diese Datei nennt einen Vertrag aus dem DigitalMarkt, ist aber nicht das Original.",
        "This file names a contract of DigitalMarkt, but it is not the original.",
    ),
    "unknown": Text(
        "Diese Datei kennen wir nicht. Bitte fragen Sie die Stelle, von der Sie sie haben.",
        "We do not know this file. Please ask whom you have it from.",
    ),
}

WHERE = {
    "file-longer": Text("am Ende wurde etwas angefügt", "something was added at the end"),
    "file-shorter": Text("das Ende fehlt", "its end is missing"),
    "file-other": Text("sie ist durchgehend eine andere", "all of it is different"),
    "pdf-text": Text("im Text oder Schriftbild der Seiten", "in the text of the pages"),
    "pdf-description": Text("in der Beschreibung des Dokuments", "in its description"),
    "pdf-attachment": Text("in einer angehängten Datei", "in an attached file"),
    "pdf-seal": Text("im Siegel", "in the seal"),
    "pdf-structure": Text("im Aufbau der Datei", "in its structure"),
    "package-file": Text("in der Datei {name}", "in the file {name}"),
    "package-list": Text("im Verzeichnis des Archivs", "in the directory of the archive"),
}
"""Where a file differs from the original."""


def read_me(number: str) -> str:
    """Return the text that goes along in a package, in both languages."""
    told = READ_ME.filled(number=number)
    return f"{told.de}\n\n{told.en}"
