"""The words for every code of identity that people see, by what it is the code of."""

from services.common.words import Text

ROLES: dict[str, Text] = {
    "member": Text("Vorbereitung", "Preparing"),
    "officer": Text("Bestellung", "Ordering"),
    "body_admin": Text("Administration der Stelle", "Administration of the authority"),
    "signatory": Text("Zeichnungsbefugnis", "Signing authority"),
    "reviewer": Text("Prüfung", "Reviewer"),
    "editor": Text("Redaktion", "Editor"),
    "support": Text("Support", "Support"),
    "auditor": Text("Revision", "Auditor"),
    "admin": Text("Administration", "Administrator"),
    "vendor_manager": Text("Betreuung beim Hersteller", "Vendor manager"),
    "ministry_reader": Text("Einsicht für ein Ressort", "Ministry reader"),
    "applicant": Text("Registrierte Person", "Applicant"),
    "invited": Text("Eingeladene Person", "Invited person"),
}

OWNERS: dict[tuple[str, str], Text] = {
    ("registration", "reviewer"): Text("BayKommun: prüfen", "BayKommun: to review"),
    ("registration", "applicant"): Text(
        "Person: antworten oder E-Mail-Adresse bestätigen",
        "Person: to answer or confirm the e-mail address",
    ),
    ("authority", "reviewer"): Text("BayKommun: entscheiden", "BayKommun: to decide"),
}
"""Who is waited for with what, in figures over all registrations and signing authorities."""

REGISTRATION_STATES: dict[str, Text] = {
    "draft": Text("noch ein Entwurf", "still a draft"),
    "submitted": Text("eingereicht", "submitted"),
    "asked_back": Text("in Rückfrage", "asked back"),
    "approved": Text("bestätigt", "approved"),
    "rejected": Text("abgelehnt", "rejected"),
}

FLAWS: dict[str, Text] = {
    "no-owner": Text("Niemand ist zuständig", "Nobody is in charge"),
    "unreminded": Text("Eine Erinnerung ist ausgeblieben", "A reminder was not sent"),
    "nobody-able": Text("Wer am Zug ist, kann nicht handeln", "Whoever is next is not able to act"),
}
"""Why a registration would wait for ever."""

ACCOUNT_STATES: dict[str, Text] = {
    "new": Text("noch nicht freigeschaltet", "not activated yet"),
    "active": Text("freigeschaltet", "active"),
    "suspended": Text("gesperrt", "suspended"),
    "closed": Text("geschlossen", "closed"),
    "erased": Text("gelöscht", "erased"),
}

AUTHORITY_STATES: dict[str, Text] = {
    "requested": Text("zur Prüfung", "under review"),
    "approved": Text("bestätigt", "approved"),
    "revoked": Text("widerrufen", "revoked"),
    "withdrawn": Text("zurückgenommen", "taken back"),
}

MANDATE_STATES: dict[str, Text] = {
    "requested": Text("wartet auf Freigabe", "waits for its release"),
    "granted": Text("erteilt", "granted"),
    "revoked": Text("widerrufen", "revoked"),
}

INVITATION_STATES: dict[str, Text] = {
    "open": Text("offen", "open"),
    "accepted": Text("angenommen", "accepted"),
    "revoked": Text("zurückgenommen", "taken back"),
}

EDITION_STATES: dict[str, Text] = {
    "proposed": Text("vorgeschlagen", "proposed"),
    "reviewed": Text("geprüft", "reviewed"),
    "applied": Text("übernommen", "applied"),
}

BASES: dict[str, Text] = {
    "office": Text("Amt", "Office"),
    "deputy": Text("Stellvertretung", "Deputyship"),
    "power_of_attorney": Text("Vollmacht", "Power of attorney"),
}

MANDATE_SCOPES: dict[str, Text] = {
    "browse": Text("Einsehen", "Look at"),
    "prepare": Text("Vorbereiten", "Prepare"),
    "order": Text("Bestellen", "Order"),
    "sign": Text("Unterschreiben", "Sign"),
}

BODY_KINDS: dict[str, Text] = {
    "municipality": Text("Gemeinde", "Municipality"),
    "independent_city": Text("Kreisfreie Stadt", "Independent city"),
    "uninhabited": Text("Gemeindefreies Gebiet", "Area outside of any municipality"),
    "district": Text("Landkreis", "District"),
    "region": Text("Bezirk", "Region"),
    "joint_administration": Text("Verwaltungsgemeinschaft", "Joint administration"),
    "association": Text("Verband", "Association"),
    "company": Text("Unternehmen", "Company"),
}

INVITATION_KINDS: dict[str, Text] = {
    "body": Text("Stelle", "Authority"),
    "vendor": Text("Hersteller", "Vendor"),
    "ministry": Text("Ressort", "Ministry"),
    "operator": Text("Betreiber", "Operator"),
}

MOVE_REASONS: dict[str, Text] = {
    "merger": Text("Zusammenschluss", "Merger"),
    "vg_change": Text("Wechsel der Verwaltungsgemeinschaft", "Change of joint administration"),
    "rekeyed": Text("Neuer Schlüssel", "New key"),
}

CHANGE_KINDS: dict[str, Text] = {
    "new": Text("Neue Stelle", "New authority"),
    "gone": Text("Stelle endet", "Authority ends"),
    "renamed": Text("Neuer Name", "New name"),
    "vg_changed": Text("Andere Verwaltungsgemeinschaft", "Another joint administration"),
    "attributes": Text("Andere Angaben", "Other facts"),
}

NAME_CHECKS: dict[str, Text] = {
    "matched": Text("Name belegt", "Name proven"),
    "mismatched": Text("Anderer Name im Zertifikat", "Another name in the certificate"),
    "absent": Text("Kein Name im Zertifikat", "No name in the certificate"),
}

EMAIL_ORIGINS: dict[str, Text] = {
    "declared": Text("Selbst angegeben", "Declared"),
    "functional_mailbox": Text("Funktionspostfach", "Functional mailbox"),
    "invitation": Text("Aus der Einladung", "From the invitation"),
}

HINTS: dict[str, Text] = {
    "same_address": Text("Gleiche E-Mail-Adresse", "Same e-mail address"),
    "same_name": Text("Gleicher Name", "Same name"),
}

ASKED_FOR: dict[str, Text] = {
    "terms": Text("Nutzungsbedingungen zustimmen", "Accept the terms of use"),
    "name": Text("Namen klären lassen", "Have the name settled"),
    "acting": Text("Sagen, wer handelt", "Say who acts"),
}

FAULTS: dict[str, Text] = {
    "altered": Text("verändert", "altered"),
    "missing": Text("fehlt", "missing"),
    "inserted": Text("eingefügt", "inserted"),
    "head-differs": Text("anders als festgehalten", "unlike the hash kept"),
}

AUDIT_RUN_STATES: dict[str, Text] = {
    "running": Text("läuft", "going on"),
    "whole": Text("alles unverändert", "all as written"),
    "broken": Text("Fehler gefunden", "fault found"),
    "cancelled": Text("abgebrochen", "cancelled"),
}

AUDIT_EXPORT_STATES: dict[str, Text] = {
    "running": Text("wird geschrieben", "being written"),
    "ready": Text("bereit", "ready"),
    "failed": Text("nicht gelungen", "failed"),
    "cancelled": Text("abgebrochen", "cancelled"),
    "removed": Text("gelöscht", "deleted"),
    "expired": Text("abgelaufen", "expired"),
}

ERASED = Text("Gelöschte Person", "Erased person")
ERASED_NAME = ERASED.de
"""What is kept in the place of a name."""

MINISTRIES: dict[str, Text] = {
    "StK": Text("Bayerische Staatskanzlei", "Bavarian State Chancellery"),
    "StMAS": Text(
        "Ministerium für Familie, Arbeit und Soziales",
        "Ministry of Family, Labour and Social Affairs",
    ),
    "StMB": Text(
        "Ministerium für Wohnen, Bau und Verkehr", "Ministry of Housing, Building and Transport"
    ),
    "StMD": Text("Ministerium für Digitales", "Ministry for Digital Affairs"),
    "StMELF": Text(
        "Ministerium für Ernährung, Landwirtschaft, Forsten und Tourismus",
        "Ministry of Food, Agriculture, Forestry and Tourism",
    ),
    "StMFH": Text(
        "Ministerium der Finanzen und für Heimat", "Ministry of Finance and Regional Identity"
    ),
    "StMGP": Text(
        "Ministerium für Gesundheit, Pflege und Prävention",
        "Ministry of Health, Care and Prevention",
    ),
    "StMI": Text(
        "Ministerium des Innern, für Sport und Integration",
        "Ministry of the Interior, Sport and Integration",
    ),
    "StMJ": Text("Ministerium der Justiz", "Ministry of Justice"),
    "StMUK": Text(
        "Ministerium für Unterricht und Kultus", "Ministry of Education and Cultural Affairs"
    ),
    "StMUV": Text(
        "Ministerium für Umwelt und Verbraucherschutz",
        "Ministry of the Environment and Consumer Protection",
    ),
    "StMWi": Text(
        "Ministerium für Wirtschaft, Landesentwicklung und Energie",
        "Ministry of Economic Affairs, Regional Development and Energy",
    ),
    "StMWK": Text("Ministerium für Wissenschaft und Kunst", "Ministry of Science and the Arts"),
}
"""The ministries by the codes the catalogue knows them by."""

LABELS: dict[str, dict[str, Text]] = {
    "role": ROLES,
    "registration_state": REGISTRATION_STATES,
    "account_state": ACCOUNT_STATES,
    "authority_state": AUTHORITY_STATES,
    "mandate_state": MANDATE_STATES,
    "invitation_state": INVITATION_STATES,
    "edition_state": EDITION_STATES,
    "basis": BASES,
    "mandate_scope": MANDATE_SCOPES,
    "body_kind": BODY_KINDS,
    "invitation_kind": INVITATION_KINDS,
    "move_reason": MOVE_REASONS,
    "change_kind": CHANGE_KINDS,
    "name_check": NAME_CHECKS,
    "email_origin": EMAIL_ORIGINS,
    "hint": HINTS,
    "asks": ASKED_FOR,
    "fault": FAULTS,
    "audit_run_state": AUDIT_RUN_STATES,
    "audit_export_state": AUDIT_EXPORT_STATES,
    "ministry": MINISTRIES,
}
"""Each table of labels by the name of what its codes say."""
