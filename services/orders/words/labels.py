"""The words for what an order's codes mean: states, roles, turns, kinds and failures."""

from services.common.words import Text

STATES = {
    "prepared": Text("vorbereitet", "prepared"),
    "submitted": Text("in Prüfung", "under review"),
    "asked_back": Text("Rückfrage offen", "question open"),
    "released": Text("freigegeben", "released"),
    "contract_offered": Text(
        "Vertrag liegt zur Unterschrift bereit", "contract ready to be signed"
    ),
    "contract_signed": Text("Vertrag unterschrieben", "contract signed"),
    "contract_concluded": Text("Vertrag geschlossen", "contract concluded"),
    "setup_requested": Text("Einrichtung angefragt", "setup requested"),
    "in_setup": Text("in Einrichtung", "being set up"),
    "setup_failed": Text("Einrichtung gescheitert", "setup failed"),
    "awaiting_link": Text("Link fehlt noch", "link still missing"),
    "live": Text("online", "live"),
    "rejected": Text("abgelehnt", "rejected"),
    "withdrawn": Text("zurückgezogen", "withdrawn"),
    "terminated": Text("beendet", "ended"),
}

ROLES = {
    "officer": Text("Die bestellende Stelle", "The ordering authority"),
    "body": Text("Die bestellende Stelle", "The ordering authority"),
    "signatory": Text("Eine zeichnungsbefugte Person der Stelle", "A signatory of the authority"),
    "reviewer": Text("BayKommun", "BayKommun"),
    "countersigner": Text("BayKommun", "BayKommun"),
    "support": Text("BayKommun", "BayKommun"),
    "document_worker": Text("DigitalMarkt", "DigitalMarkt"),
    "setup_party": Text("Die einrichtende Stelle", "The setup party"),
}
"""Who is next, as the beginning of a sentence."""

TOLD = {
    **ROLES,
    "admin": Text("Die Administration von BayKommun", "BayKommun's administration"),
    "operations": Text("Der Betrieb von DigitalMarkt", "The operation of DigitalMarkt"),
}
"""Who is reminded, or hears that something is late, as the beginning of a sentence."""

OWNERS = {
    "officer": Text("Stelle: abschicken", "Authority: to submit"),
    "body": Text("Stelle: antworten oder Link mitteilen", "Authority: to answer or tell the link"),
    "signatory": Text("Stelle: unterschreiben", "Authority: to sign"),
    "reviewer": Text("BayKommun: prüfen", "BayKommun: to review"),
    "countersigner": Text("BayKommun: gegenzeichnen", "BayKommun: to countersign"),
    "support": Text("BayKommun: unterstützen", "BayKommun: to support"),
    "document_worker": Text(
        "DigitalMarkt: Vertrag erstellen", "DigitalMarkt: to make the contract"
    ),
    "setup_party": Text("Einrichtende Stelle: einrichten", "Setup party: to set up"),
}
"""Who is waited for with what, in figures over all orders."""

TURNS = {
    "prepared": Text("Bestellung abschicken", "submit the order"),
    "submitted": Text("Bestellung prüfen", "review the order"),
    "asked_back": Text("Rückfrage beantworten", "answer the question"),
    "released": Text("Vertrag erstellen", "make the contract"),
    "contract_offered": Text("Vertrag unterschreiben", "sign the contract"),
    "contract_signed": Text("Vertrag gegenzeichnen", "countersign the contract"),
    "setup_requested": Text("Einrichtung bestätigen", "acknowledge the setup"),
    "in_setup": Text("Dienst einrichten", "set the service up"),
    "setup_failed": Text("Nächsten Schritt klären", "settle the next step"),
    "awaiting_link": Text("Link mitteilen", "tell us the link"),
    "document_failed": Text(
        "Vertrag erneut erstellen oder zurückfragen", "make the contract again or ask back"
    ),
    "vendor_question": Text(
        "Rückfrage zur Einrichtung beantworten", "answer the question about the setup"
    ),
    "link_unproven": Text("Link bestätigen oder ablehnen", "confirm or refuse the link"),
    "link_dead": Text("Link erneuern", "renew the link"),
    "setup_question": Text(
        "Frage zur Einrichtung beantworten", "answer the question about the setup"
    ),
    "no-licence": Text(
        "Lizenz beschaffen und Einrichtung neu anstoßen",
        "get the licence and have the setup begun again",
    ),
    "interface-missing": Text(
        "Schnittstelle beauftragen und Einrichtung neu anstoßen",
        "commission the interface and have the setup begun again",
    ),
    "wrong-contact": Text(
        "Richtige Ansprechperson nennen und Einrichtung neu anstoßen",
        "name the right contact and have the setup begun again",
    ),
    "data-missing": Text(
        "Fehlende Angaben machen und Einrichtung neu anstoßen",
        "give the missing facts and have the setup begun again",
    ),
    "version-too-old": Text(
        "Fachverfahren aktualisieren und Einrichtung neu anstoßen",
        "update the specialist system and have the setup begun again",
    ),
    "capacity": Text("Andere einrichtende Stelle finden", "find another setup party"),
    "other": Text("Nächsten Schritt klären", "settle the next step"),
    "find_setup_party": Text("Einrichtende Stelle finden", "find who sets the service up"),
}
"""What is to be done next: by the state, what is open in it, or what is missing."""

FAILURES = {
    "no-licence": Text("Eine Lizenz fehlt", "A licence is missing"),
    "interface-missing": Text("Eine Schnittstelle fehlt", "An interface is missing"),
    "wrong-contact": Text(
        "Der genannte Kontakt ist nicht zuständig", "The contact named is not in charge"
    ),
    "data-missing": Text("Es fehlen Angaben der Stelle", "Facts from the authority are missing"),
    "version-too-old": Text(
        "Das Fachverfahren ist zu alt", "The version of the specialist system is too old"
    ),
    "capacity": Text(
        "Die einrichtende Stelle hat derzeit keine Kapazität",
        "The setup party has no capacity at present",
    ),
    "other": Text("Ein anderer Grund", "Another reason"),
}
"""Why a setup cannot go on."""

FLAWS = {
    "no-owner": Text("Niemand ist zuständig", "Nobody is in charge"),
    "unreminded": Text("Eine Erinnerung ist ausgeblieben", "A reminder was not sent"),
    "nobody-able": Text("Wer am Zug ist, kann nicht handeln", "Whoever is next is not able to act"),
}
"""Why an order would wait for ever."""

KINDS = {
    "municipality": Text("Gemeinden", "municipalities"),
    "independent_city": Text("kreisfreie Städte", "independent cities"),
    "district": Text("Landkreise", "districts"),
    "region": Text("Bezirke", "regions"),
    "joint_administration": Text("Verwaltungsgemeinschaften", "joint administrations"),
    "association": Text("Verbände", "associations"),
    "company": Text("kommunale Unternehmen", "municipal companies"),
}
"""Kinds of body a profile is for, in the plural."""

CAPACITIES = {
    "health_office": Text("Gesundheitsamt", "health office"),
    "building_authority": Text("Bauaufsicht", "building authority"),
    "registry_office": Text("Standesamt", "registry office"),
}
