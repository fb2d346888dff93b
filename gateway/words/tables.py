"""What is said of uploaded files: what they are, and what is wrong in which cell."""

from services.common.words import Sentence, Text

TABLES: dict[str, Sentence] = {
    "file-empty": Text(
        "Die Datei ist leer. Bitte speichern Sie sie noch einmal und laden Sie sie hoch.",
        "The file is empty. Please save it once more and upload it.",
    ),
    "file-locked": Text(
        "Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort.",
        "The file is protected by a password. Please save it without one.",
    ),
    "file-old": Text(
        "Das ist eine Datei im alten Format (.xls). Bitte speichern Sie sie als"
        " „Excel-Arbeitsmappe (.xlsx)“.",
        "This is a file of the old format (.xls). Please save it as an Excel workbook (.xlsx).",
    ),
    "file-binary": Text(
        "Das ist eine Excel-Binärarbeitsmappe (.xlsb). Bitte speichern Sie sie als"
        " „Excel-Arbeitsmappe (.xlsx)“.",
        "This is a binary workbook (.xlsb). Please save it as an Excel workbook (.xlsx).",
    ),
    "file-open-document": Text(
        "Das ist eine OpenDocument-Datei (.ods). Bitte speichern Sie sie in LibreOffice mit"
        " „Speichern unter“ als „Excel 2007-365 (.xlsx)“.",
        "This is an OpenDocument file (.ods). Please save it as “Excel 2007-365 (.xlsx)”.",
    ),
    "file-numbers": Text(
        "Das ist eine Numbers-Datei. Bitte wählen Sie in Numbers „Exportieren > Excel“.",
        "This is a Numbers file. Please export it from Numbers as Excel.",
    ),
    "file-other-office": Text(
        "Das ist ein Text oder eine Präsentation, keine Tabelle.",
        "This is a text or a presentation, no workbook.",
    ),
    "file-web-page": Text(
        "Das ist eine Web-Seite oder XML-Datei. Bitte öffnen Sie sie im Tabellenprogramm und"
        " speichern Sie sie als „Excel-Arbeitsmappe (.xlsx)“.",
        "This is a web page or XML file. Please open it in a spreadsheet program and save it as"
        " an Excel workbook (.xlsx).",
    ),
    "file-pdf": Text(
        "Das ist eine PDF-Datei. Bitte laden Sie die Tabelle selbst hoch.",
        "This is a PDF file. Please upload the workbook itself.",
    ),
    "file-json": Text(
        "Das ist eine JSON-Datei. Ihr Name muss auf .json enden.",
        "This is a JSON file. Its name must end in .json.",
    ),
    "file-text": Text(
        "Das ist eine Textdatei (CSV). Bitte öffnen Sie sie im Tabellenprogramm und speichern Sie"
        " sie als „Excel-Arbeitsmappe (.xlsx)“.",
        "This is a text file (CSV). Please open it in a spreadsheet program and save it as an"
        " Excel workbook (.xlsx).",
    ),
    "file-archive": Text(
        "Das ist ein ZIP-Archiv ohne Arbeitsmappe. Bitte entpacken Sie es und laden Sie die"
        " XLSX-Datei hoch.",
        "This is a ZIP archive without a workbook. Please unpack it and upload the XLSX file.",
    ),
    "list-broken": Text(
        "Die Datei muss gültiges JSON sein: eine Liste, oder ein Objekt mit der Liste in „items“.",
        "The file must be valid JSON: a list, or an object with the list in “items”.",
    ),
    "id-missing": Text("Die Kennung fehlt in dieser Zeile.", "The id is missing in this row."),
    "id-twice": Text("Diese Kennung kommt zweimal vor.", "This id occurs twice in the list."),
    "id-elsewhere": Text(
        "Diese Kennung steht nicht im ersten Blatt.", "This id is not on the first sheet."
    ),
    "rows-too-many": Text(
        "Das sind zu viele Zeilen. Bitte teilen Sie die Liste.",
        "These are too many rows. Please split the list.",
    ),
    "rows-missing": Text("Die Datei enthält keine Zeilen.", "The file holds no rows at all."),
    "cell-formula": Text(
        "Hier steht eine Formel. Bitte tragen Sie den Wert selbst ein.",
        "There is a formula here. Please enter its value instead.",
    ),
    "cell-no-text": Text(
        "Hier steht eine Zahl oder ein Datum. Bitte formatieren Sie die Zelle als Text und tragen"
        " Sie den Wert neu ein.",
        "There is a number or a date here. Please format the cell as text and enter its value"
        " again.",
    ),
    "cell-faulty": Text("Hier steht ein Fehlerwert.", "The cell holds an error value."),
    "sheet-missing": Text("Dieses Blatt fehlt in der Datei.", "This sheet is missing in the file."),
    "sheet-unknown": Text(
        "Dieses Blatt ist nicht vorgesehen.", "There should be no such sheet here."
    ),
    "sheet-twice": Text("Dieses Blatt gibt es zweimal.", "This sheet occurs twice in the file."),
    "workbook-not-ours": Text(
        "Diese Arbeitsmappe hat keines der erwarteten Blätter (gefunden: {sheets}). Bitte"
        " bearbeiten Sie den Export für die Redaktion unter"
        " /api/v1/editorial/profiles?format=xlsx und laden Sie ihn hoch.",
        "This workbook has none of the expected sheets (found: {sheets}). Please edit and upload"
        " the editors' export from /api/v1/editorial/profiles?format=xlsx.",
    ),
    "headings-missing": Text(
        "Die Zeile mit den Überschriften fehlt. Sie beginnt mit „{first}“.",
        "The row of headings is missing. It begins with “{first}”.",
    ),
    "row-above-headings": Text(
        "Diese Zeile steht über den Überschriften. Bitte fügen Sie sie darunter ein.",
        "This row stands above the headings. Please move it below them.",
    ),
    "column-missing": Text("Diese Spalte fehlt in dem Blatt.", "This column is missing here."),
    "column-unknown": Text(
        "Diese Spalte ist nicht vorgesehen.", "There should be no such column here."
    ),
    "column-twice": Text("Diese Spalte gibt es zweimal.", "This column occurs twice here."),
}
