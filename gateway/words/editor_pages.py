"""Words of the pages on which profiles are edited, reviewed and taken off sale."""

from services.common.words import Counted, Sentence, Text

EDITOR_PAGES: dict[str, Sentence] = {
    "ed-profiles": Text("Steckbriefe", "Profiles"),
    "ed-all": Text("Alle Steckbriefe", "All profiles"),
    "ed-new": Text("Steckbrief beginnen", "Begin a profile"),
    "ed-new-what": Text(
        "Das Nötigste für den Anfang; alles Weitere folgt in Abschnitten. Zu sehen ist der Dienst"
        " erst, wenn ihn eine zweite Person veröffentlicht hat.",
        "What is needed to begin; the rest follows in sections. Nobody sees the service before a"
        " second person has published it.",
    ),
    "ed-begin": Text("Entwurf anlegen", "Create the draft"),
    "ed-edit": Text("Steckbrief bearbeiten", "Edit the profile"),
    "ed-title-needed": Text(
        "Nennen Sie einen Titel aus Buchstaben oder Ziffern.",
        "Give a title of letters or digits.",
    ),
    "ed-title-taken": Text(
        "So heißen schon viele Dienste. Wählen Sie einen genaueren Titel.",
        "Many services have this title. Choose a more precise one.",
    ),
    "ed-no-such": Text(
        "Im Katalog steht kein anderer Dienst mit dem Titel „{title}“. Schreiben Sie ihn wie dort.",
        "The catalogue has no other service called “{title}”. Write it as it stands there.",
    ),
    "ed-several-so-called": Text(
        "„{name}“ heißen mehrere. Schreiben Sie, welches gemeint ist: {choices}",
        "Several are called “{name}”. Write which one is meant: {choices}",
    ),
    "ed-view-all": Text("Alle", "All"),
    "ed-view-submitted": Text("Zu prüfen", "To review"),
    "ed-view-mine": Text("Von mir", "Mine"),
    "ed-view-sent_back": Text("Zurückgegeben", "Sent back"),
    "ed-view-editing": Text("In Arbeit", "Being edited"),
    "ed-view-dead_links": Text("Mit totem Link", "With a dead link"),
    "ed-only-link": Text(
        "Gezeigt sind nur Steckbriefe, die eine bestimmte Adresse nennen.",
        "Only profiles that name a certain address are shown.",
    ),
    "ed-search": Text("Titel", "Title"),
    "ed-search-do": Text("Anzeigen", "Show"),
    "ed-state": Text("Stand", "State"),
    "ed-state-any": Text("jeder Stand", "any state"),
    "ed-state-draft": Text("Entwurf", "Draft"),
    "ed-state-in_review": Text("In Prüfung", "In review"),
    "ed-state-published": Text("Veröffentlicht", "Published"),
    "ed-state-paused": Text("Pausiert", "Paused"),
    "ed-state-retired": Text("Eingestellt", "Ended"),
    "ed-head-service": Text("Dienst", "Service"),
    "ed-head-state": Text("Stand", "State"),
    "ed-head-who": Text("In Arbeit bei", "Worked on by"),
    "ed-head-missing": Text("Fehlt noch", "Still missing"),
    "ed-head-changed": Text("Geändert", "Changed"),
    "ed-head-address": Text("Adresse", "Address"),
    "ed-head-link-state": Text("Befund", "Finding"),
    "ed-head-since": Text("Seit", "Since"),
    "ed-head-profiles": Text("Steckbriefe", "Profiles"),
    "ed-and-more": Text("und {count} weitere", "and {count} more"),
    "ed-complete": Text("Vollständig", "Complete"),
    "ed-incomplete": Text("Lücken", "Gaps"),
    "ed-check": Text("Bitte prüfen", "Please check"),
    "ed-missing": Text("Fehlt noch: {names}", "Still missing: {names}"),
    "ed-dead-links": Counted(
        Text("Ein toter Link", "One dead link"),
        Text("{count} tote Links", "{count} dead links"),
    ),
    "ed-none": Text("Hier ist nichts zu tun", "Nothing to do here"),
    "ed-none-what": Text(
        "Zu dieser Auswahl gibt es keinen Steckbrief.", "There is no profile for this choice."
    ),
    "ed-links": Text("Links, die nicht antworten", "Links that do not answer"),
    "ed-links-what": Text(
        "Adressen aus Steckbriefen, die beim letzten Aufruf nicht erreichbar waren. Der Titel führt"
        " in den Abschnitt, in dem Sie die Adresse ändern.",
        "Addresses of profiles that could not be reached. The title leads to the section where you"
        " change the address.",
    ),
    "ed-links-none": Text("Alle Links antworten", "All links answer"),
    "ed-links-none-what": Text(
        "Jede Adresse wird täglich geprüft.", "Each address is checked every day."
    ),
    "ed-visits": Text("Weiter zum Anbieter", "On to the supplier"),
    "ed-visits-what": Text(
        "So oft gingen Personen von einem Steckbrief zu dem, der die Leistung liefert, je Monat.",
        "So often people went on from a profile to who supplies the service, by month.",
    ),
    "ed-visits-none": Text("Noch niemand ging weiter", "Nobody went on yet"),
    "ed-visits-gone": Text("Steckbrief ohne Veröffentlichung", "Profile that is not published"),
    "ed-visits-month": Text("{month}.{year}", "{month}/{year}"),
    "ed-head-month": Text("Monat", "Month"),
    "ed-searches": Text("Gesucht und nicht gefunden", "Looked for and not found"),
    "ed-searches-what": Text(
        "Wonach im Katalog an mindestens drei Tagen gesucht wurde, ohne dass etwas erschien; wer"
        " gesucht hat, wird nicht gespeichert. Ergänzen Sie das Wort bei dem Dienst, der gemeint"
        " ist, als Suchwort.",
        "What was looked for in the catalogue on three days or more without anything showing up;"
        " who looked is not kept. Add the word as a search word to the service that is meant.",
    ),
    "ed-searches-none": Text(
        "Noch kein Wort wurde an drei Tagen vergeblich gesucht.",
        "No word has been looked for in vain on three days yet.",
    ),
    "ed-head-words": Text("Gesucht", "Looked for"),
    "ed-head-count": Text("Wie oft", "How often"),
    "ed-head-last": Text("Zuletzt", "Last"),
    "ed-head-try": Text("Noch einmal suchen", "Search again"),
    "ed-search-again": Text("Im Katalog suchen", "Search the catalogue"),
    "ed-a-service": Text("ein Entwurf", "a draft"),
    "ed-a-body": Text("eine Stelle", "an authority"),
    "ed-former-editor": Text("jemand aus der früheren Redaktion", "somebody of the former editors"),
    "ed-work-submitted": Text("Zu prüfen", "To review"),
    "ed-work-sent-back": Text("Zurückgegeben", "Sent back"),
    "ed-work-editing": Text("In Arbeit", "Being edited"),
    "ed-sections": Text("Abschnitte", "Sections"),
    "ed-section-what": Text("Was der Dienst ist", "What the service is"),
    "ed-section-keys": Text("Einordnung und Schlüssel", "Topics and keys"),
    "ed-section-whom": Text("Für wen und ab wann", "For whom and from when"),
    "ed-section-waves": Text("Freigabewellen", "Waves of release"),
    "ed-section-cost": Text("Kosten und Betrieb", "Cost and operation"),
    "ed-section-setup": Text("Voraussetzungen und Einrichtung", "Prerequisites and setup"),
    "ed-section-access": Text("Testzugänge und Schnittstellen", "Test accesses and interfaces"),
    "ed-section-contacts": Text("Ansprechpersonen und Datenschutz", "Contacts and data protection"),
    "ed-section-source": Text("Herkunft und Prüfung", "Source and checks"),
    "ed-another": Text("hinzufügen", "to add"),
    "ed-remove": Text("Beim Speichern entfernen", "Remove when saving"),
    "ed-save": Text("Abschnitt speichern", "Save the section"),
    "ed-save-stay": Text("Speichern und weiterer Eintrag", "Save and add another"),
    "ed-save-here": Text("Speichern und hier bleiben", "Save and stay here"),
    "ed-save-next": Text("Speichern und nächster Abschnitt", "Save and next section"),
    "ed-save-what": Text(
        "Gespeichert wird in den Arbeitsstand. Veröffentlicht wird damit noch nichts.",
        "It is saved to the working copy. Nothing is published by this.",
    ),
    "ed-edits-review": Text(
        "Wenn Sie speichern, wird die Prüfung abgebrochen; der Arbeitsstand ist neu einzureichen.",
        "Saving ends the review; the working copy has to be handed in again.",
    ),
    "done-section": Text("Der Abschnitt ist gespeichert.", "The section is saved."),
    "done-begun": Text("Der Entwurf ist angelegt.", "The draft is created."),
    "done-handed-in": Text(
        "Der Arbeitsstand ist zur Prüfung eingereicht.", "The working copy is handed in for review."
    ),
    "ed-version": Text("Version {number} veröffentlicht", "Version {number} published"),
    "ed-never-published": Text("Noch nie veröffentlicht", "Never published yet"),
    "ed-changes": Text("Was sich ändern würde", "What would change"),
    "ed-preview": Text("Vorschau des Arbeitsstands", "Preview of the working copy"),
    "ed-preview-what": Text(
        "So sähe die Seite aus, wenn heute veröffentlicht würde. Andere sehen sie nicht.",
        "This is the page if it were published today. Others do not see it.",
    ),
    "ed-preview-show": Text("Vorschau ansehen", "See the preview"),
    "ed-published-page": Text("Veröffentlichte Seite", "Published page"),
    "ed-versions": Text("Frühere Versionen", "Earlier versions"),
    "ed-to-profile": Text("Zum Arbeitsstand", "To the working copy"),
    "ed-more": Text("Mehr", "More"),
    "ed-leave": Text("Abbrechen", "Cancel"),
    "ed-eyes": Text("Vier-Augen-Prinzip", "Four eyes"),
    "ed-eyes-authors": Text("Geschrieben hat: {names}.", "Written by: {names}."),
    "ed-eyes-you": Text("Sie dürfen veröffentlichen.", "You may publish it."),
    "ed-eyes-not-you": Text(
        "Sie haben mitgeschrieben und dürfen deshalb nicht selbst veröffentlichen.",
        "You are an author and may therefore not publish it yourself.",
    ),
    "ed-eyes-others": Text("Das darf: {names}.", "Who may: {names}."),
    "ed-eyes-nobody": Text(
        "Zurzeit gibt es niemanden sonst in der Redaktion. Die Administration kann jemandem die"
        " Rolle geben.",
        "There is no other editor at present. The administration can give somebody the role.",
    ),
    "ed-turn-edit": Text("Arbeitsstand fertig?", "Working copy finished?"),
    "ed-turn-edit-what": Text(
        "Reichen Sie ihn ein, dann prüft ihn eine zweite Person.",
        "Hand it in, then a second person reviews it.",
    ),
    "ed-turn-gaps": Counted(
        Text(
            "Noch fehlt {count} Angabe; unten steht, in welchem Abschnitt. Sie können auch so"
            " einreichen, dann entscheidet die zweite Person, ob es genügt.",
            "{count} fact is still missing; below you see in which section. You can hand it in all"
            " the same, then the second person decides whether it is enough.",
        ),
        Text(
            "Noch fehlen {count} Angaben; unten steht, in welchen Abschnitten. Sie können auch so"
            " einreichen, dann entscheidet die zweite Person, ob es genügt.",
            "{count} facts are still missing; below you see in which sections. You can hand it in"
            " all the same, then the second person decides whether it is enough.",
        ),
    ),
    "ed-turn-waits": Text("Liegt zur Prüfung", "Waits for review"),
    "ed-turn-waits-what": Text(
        "Eine zweite Person prüft und veröffentlicht. Wenn Sie vorher noch einen Abschnitt ändern,"
        " endet die Prüfung, und Sie reichen neu ein.",
        "A second person reviews and publishes it. If you change a section before that, the review"
        " ends and you hand it in again.",
    ),
    "ed-turn-review": Text("Bitte prüfen", "Please review"),
    "ed-turn-review-what": Text(
        "Vergleichen Sie unten, was sich ändern würde. Dann veröffentlichen Sie oder geben zurück.",
        "Compare below what would change. Then publish it or send it back.",
    ),
    "ed-turn-sent-back": Text("{who} hat zurückgegeben", "{who} has sent it back"),
    "ed-turn-paused": Text("Der Dienst pausiert", "The service is paused"),
    "ed-turn-paused-what": Text(
        "Niemand kann ihn zurzeit bestellen. Grund: {reason}",
        "Nobody can order it at present. Reason: {reason}",
    ),
    "ed-turn-retired": Text("Der Dienst ist eingestellt", "The service has ended"),
    "ed-turn-retired-what": Text(
        "Er bleibt lesbar und wird nicht mehr geändert. Grund: {reason}",
        "It can be read and changes no more. Reason: {reason}",
    ),
    "ed-turn-holes": Text("Veröffentlicht, mit Lücken", "Published, with gaps"),
    "ed-turn-holes-what": Counted(
        Text(
            "Die veröffentlichte Version gilt; {count} Angabe fehlt ihr noch. Öffnen Sie unten den"
            " Abschnitt mit der Lücke, um sie zu ergänzen.",
            "The published version holds; it still lacks {count} fact. Open the section with the"
            " gap below to add it.",
        ),
        Text(
            "Die veröffentlichte Version gilt; {count} Angaben fehlen ihr noch. Öffnen Sie unten"
            " die Abschnitte mit Lücken, um sie zu ergänzen.",
            "The published version holds; it still lacks {count} facts. Open the sections with"
            " gaps below to add them.",
        ),
    ),
    "ed-turn-none": Text("Nichts zu tun", "Nothing to do"),
    "ed-turn-none-what": Text(
        "Die veröffentlichte Version gilt. Zum Ändern öffnen Sie einen Abschnitt.",
        "The published version holds. Open a section to change it.",
    ),
    "ed-act-submit": Text("Zur Prüfung einreichen", "Hand in for review"),
    "ed-act-submit-again": Text("Erneut einreichen", "Hand in again"),
    "ed-act-publish": Text("Prüfen und veröffentlichen", "Review and publish"),
    "ed-do-publish": Text("Jetzt veröffentlichen", "Publish now"),
    "ed-publish-what": Text(
        "Mit dem Veröffentlichen sehen alle den Dienst so; wer ihn beobachtet, erfährt davon.",
        "Once published, everybody sees the service like this; those who watch it are told.",
    ),
    "ed-publish-ends-pause": Text(
        "Damit endet auch die Pause: Der Dienst ist wieder bestellbar.",
        "This also ends the pause: the service can be ordered again.",
    ),
    "ed-act-resume": Text("Wieder bestellbar machen", "Put back on sale"),
    "ed-resume-what": Text(
        "Die zuletzt veröffentlichte Version ist dann wieder bestellbar.",
        "The version published last can then be ordered again.",
    ),
    "ed-act-send-back": Text("Zurückgeben", "Send back"),
    "ed-send-back-what": Text(
        "Der Arbeitsstand geht mit Ihrem Grund zurück. Wer ihn geschrieben hat, findet ihn am"
        " Arbeitsplatz unter „Zurückgegebene Steckbriefe“.",
        "The working copy goes back with your reason. Its authors find it at their workplace under"
        " “Profiles sent back”.",
    ),
    "ed-send-back-reason": Text("Was fehlt oder stimmt nicht?", "What is missing or wrong?"),
    "ed-act-discard": Text("Arbeitsstand verwerfen", "Discard the working copy"),
    "ed-discard-what": Text(
        "Alle Änderungen seit der letzten Veröffentlichung gehen verloren; ein nie veröffentlichter"
        " Entwurf verschwindet ganz.",
        "All changes since the last publication are lost; a draft that was never published goes"
        " altogether.",
    ),
    "ed-act-pause": Text("Dienst pausieren", "Pause the service"),
    "ed-pause-what": Text(
        "Niemand kann den Dienst bestellen, bis ihn jemand wieder bestellbar macht. Laufende"
        " Bestellungen sehen den Grund.",
        "Nobody can order the service until somebody puts it back on sale. Orders under way see the"
        " reason.",
    ),
    "ed-act-retire": Text("Dienst einstellen", "End the service"),
    "ed-retire-what": Text(
        "Der Dienst endet für immer und ist nicht wieder zu öffnen. Ein offener Arbeitsstand"
        " verfällt. Bestellungen, die noch zu prüfen sind, erfahren davon und vom Nachfolger;"
        " geschlossene Verträge enden dadurch nicht.",
        "The service ends for good and cannot be opened again. An open working copy is lost. Orders"
        " still to be reviewed are told of it and of the successor; contracts that are concluded"
        " do not end by this.",
    ),
    "ed-reason-de": Text("Grund auf Deutsch", "Reason in German"),
    "ed-reason-en": Text("Grund auf Englisch", "Reason in English"),
    "ed-reason-hint": Text(
        "Den Grund lesen alle auf der Seite des Dienstes.",
        "Everybody reads the reason on the page of the service.",
    ),
    "ed-successor": Text("Nachfolger", "Successor"),
    "ed-successor-hint": Text(
        "Der Titel des Dienstes, der an seine Stelle tritt, wie er im Katalog steht.",
        "The title of the service that replaces it, as it stands in the catalogue.",
    ),
    "ed-no-such-body": Text(
        "„{name}“ ist keine einzelne Stelle im Verzeichnis. Schreiben Sie den vollen Namen, zum"
        " Beispiel „Landkreis Rosenheim“.",
        "“{name}” is no single authority in the register. Write its full name.",
    ),
}
