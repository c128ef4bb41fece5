<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>{n} minutes</source>
        <translation>
            <numerusform>{n} Minute</numerusform>
            <numerusform>{n} Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours</source>
        <translation>
            <numerusform>{n} Stunde</numerusform>
            <numerusform>{n} Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} Tag</numerusform>
            <numerusform>{n} Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending {n} edits…</source>
        <translation>
            <numerusform>{n} Änderung wird gesendet…</numerusform>
            <numerusform>{n} Änderungen werden gesendet…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits wait to be sent.</source>
        <translation>
            <numerusform>{n} Änderung wartet auf das Senden.</numerusform>
            <numerusform>{n} Änderungen warten auf das Senden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns accepted</source>
        <translation>
            <numerusform>Label von {n} Spalte angenommen</numerusform>
            <numerusform>Label von {n} Spalten angenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns rejected</source>
        <translation>
            <numerusform>Label von {n} Spalte abgelehnt</numerusform>
            <numerusform>Label von {n} Spalten abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Label of {n} columns changed to {label}</source>
        <translation>
            <numerusform>Label von {n} Spalte geändert in {label}</numerusform>
            <numerusform>Label von {n} Spalten geändert in {label}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decision about {n} columns taken back</source>
        <translation>
            <numerusform>Entscheidung über {n} Spalte zurückgenommen</numerusform>
            <numerusform>Entscheidung über {n} Spalten zurückgenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Risk of {n} violations accepted</source>
        <translation>
            <numerusform>Risiko von {n} Verstoß akzeptiert</numerusform>
            <numerusform>Risiko von {n} Verstößen akzeptiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} violations opened again</source>
        <translation>
            <numerusform>{n} Verstoß wieder geöffnet</numerusform>
            <numerusform>{n} Verstöße wieder geöffnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules switched on</source>
        <translation>
            <numerusform>{n} Regel eingeschaltet</numerusform>
            <numerusform>{n} Regeln eingeschaltet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules paused</source>
        <translation>
            <numerusform>{n} Regel pausiert</numerusform>
            <numerusform>{n} Regeln pausiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rules retired</source>
        <translation>
            <numerusform>{n} Regel stillgelegt</numerusform>
            <numerusform>{n} Regeln stillgelegt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets documented</source>
        <translation>
            <numerusform>{n} Objekt dokumentiert</numerusform>
            <numerusform>{n} Objekte dokumentiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of {n} assets removed</source>
        <translation>
            <numerusform>Verantwortung für {n} Objekt entfernt</numerusform>
            <numerusform>Verantwortung für {n} Objekte entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags of {n} assets changed</source>
        <translation>
            <numerusform>Schlagwörter von {n} Objekt geändert</numerusform>
            <numerusform>Schlagwörter von {n} Objekten geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets tagged {tags}</source>
        <translation>
            <numerusform>{n} Objekt verschlagwortet: {tags}</numerusform>
            <numerusform>{n} Objekte verschlagwortet: {tags}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag {tags} removed from {n} assets</source>
        <translation>
            <numerusform>Schlagwort {tags} von {n} Objekt entfernt</numerusform>
            <numerusform>Schlagwort {tags} von {n} Objekten entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets described</source>
        <translation>
            <numerusform>{n} Objekt beschrieben</numerusform>
            <numerusform>{n} Objekte beschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Description of {n} assets removed</source>
        <translation>
            <numerusform>Beschreibung von {n} Objekt entfernt</numerusform>
            <numerusform>Beschreibung von {n} Objekten entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{owner} owns {n} assets</source>
        <translation>
            <numerusform>{owner} ist für {n} Objekt verantwortlich</numerusform>
            <numerusform>{owner} ist für {n} Objekte verantwortlich</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to change</source>
        <translation>Nichts zu ändern</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Rückgängig gemacht: {what}</translation>
    </message>
    <message numerus="yes">
        <source>Undone: {what}; {n} had been changed by others since, and stay</source>
        <translation>
            <numerusform>Rückgängig gemacht: {what}; {n} wurde inzwischen von anderen geändert und bleibt</numerusform>
            <numerusform>Rückgängig gemacht: {what}; {n} wurden inzwischen von anderen geändert und bleiben</numerusform>
        </translation>
    </message>
    <message>
        <source>Reverted: documentation</source>
        <translation>Zurückgesetzt: Dokumentation</translation>
    </message>
    <message>
        <source>Reverted: decision</source>
        <translation>Zurückgesetzt: Entscheidung</translation>
    </message>
    <message>
        <source>Reverted: decision taken back</source>
        <translation>Zurückgesetzt: Rücknahme einer Entscheidung</translation>
    </message>
    <message>
        <source>Reverted: state of a rule</source>
        <translation>Zurückgesetzt: Status einer Regel</translation>
    </message>
    <message>
        <source>Reverted: acceptance of a risk</source>
        <translation>Zurückgesetzt: Annahme eines Risikos</translation>
    </message>
    <message>
        <source>Your version is sent</source>
        <translation>Ihre Fassung wird gesendet</translation>
    </message>
    <message>
        <source>Their version stays</source>
        <translation>Die andere Fassung bleibt</translation>
    </message>
    <message numerus="yes">
        <source>{n} edits sent again</source>
        <translation>
            <numerusform>{n} Änderung erneut gesendet</numerusform>
            <numerusform>{n} Änderungen erneut gesendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} edits let go</source>
        <translation>
            <numerusform>{n} Änderung verworfen</numerusform>
            <numerusform>{n} Änderungen verworfen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to send: it was settled already</source>
        <translation>Nichts zu senden: Das war bereits entschieden</translation>
    </message>
    <message>
        <source>Your edited version is sent</source>
        <translation>Ihre bearbeitete Fassung wird gesendet</translation>
    </message>
    <message numerus="yes">
        <source>{n} results wait to be delivered.</source>
        <translation>
            <numerusform>Ein Ergebnis wartet auf die Zustellung.</numerusform>
            <numerusform>{n} Ergebnisse warten auf die Zustellung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag {n} assets</source>
        <translation>
            <numerusform>Ein Objekt verschlagworten</numerusform>
            <numerusform>{n} Objekte verschlagworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of {n} assets</source>
        <translation>
            <numerusform>Verantwortlich</numerusform>
            <numerusform>Verantwortlich für {n} Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Describe {n} assets</source>
        <translation>
            <numerusform>Beschreiben</numerusform>
            <numerusform>{n} Objekte beschreiben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edits contradict somebody else&apos;s</source>
        <translation>
            <numerusform>Änderung widerspricht der einer anderen Person</numerusform>
            <numerusform>Änderungen widersprechen denen anderer Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>edits were refused</source>
        <translation>
            <numerusform>Änderung wurde abgewiesen</numerusform>
            <numerusform>Änderungen wurden abgewiesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>scans failed</source>
        <translation>
            <numerusform>Scan ist fehlgeschlagen</numerusform>
            <numerusform>Scans sind fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sources report a problem</source>
        <translation>
            <numerusform>Quelle meldet ein Problem</numerusform>
            <numerusform>Quellen melden ein Problem</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>deletions wait to be confirmed</source>
        <translation>
            <numerusform>Löschung wartet auf Bestätigung</numerusform>
            <numerusform>Löschungen warten auf Bestätigung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>policy violations are open</source>
        <translation>
            <numerusform>Richtlinienverstoß ist offen</numerusform>
            <numerusform>Richtlinienverstöße sind offen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>columns wait for your decision</source>
        <translation>
            <numerusform>Spalte wartet auf Ihre Entscheidung</numerusform>
            <numerusform>Spalten warten auf Ihre Entscheidung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} more kinds</source>
        <translation>
            <numerusform>{n} weitere Art</numerusform>
            <numerusform>{n} weitere Arten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows looked at</source>
        <translation>
            <numerusform>{n} Zeile untersucht</numerusform>
            <numerusform>{n} Zeilen untersucht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} different values</source>
        <translation>
            <numerusform>{n} verschiedener Wert</numerusform>
            <numerusform>{n} verschiedene Werte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} were decided by a person before and stay open: decide them one by one.</source>
        <translation>
            <numerusform>{n} wurde schon von einem Menschen entschieden und bleibt offen: Bitte entscheiden Sie einzeln darüber.</numerusform>
            <numerusform>{n} wurden schon von einem Menschen entschieden und bleiben offen: Bitte entscheiden Sie sie einzeln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tables</source>
        <translation>
            <numerusform>{n} Tabelle</numerusform>
            <numerusform>{n} Tabellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} rows</source>
        <translation>
            <numerusform>{n} Zeile</numerusform>
            <numerusform>{n} Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The scan recognised what {n} columns of {subject} hold</source>
        <translation>
            <numerusform>Der Scan hat erkannt, was eine Spalte von {subject} enthält</numerusform>
            <numerusform>Der Scan hat erkannt, was {n} Spalten von {subject} enthalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The rule {subject} failed on {failing} of {examined} rows</source>
        <translation>
            <numerusform>Die Regel {subject} ist in einer von {examined} Zeilen verletzt</numerusform>
            <numerusform>Die Regel {subject} ist in {failing} von {examined} Zeilen verletzt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{things} in {n} texts</source>
        <translation>
            <numerusform>{things} in {n} Text</numerusform>
            <numerusform>{things} in {n} Texten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All {examined} values</source>
        <translation>
            <numerusform>Der einzige Wert</numerusform>
            <numerusform>Alle {examined} Werte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} minutes ago</source>
        <translation>
            <numerusform>vor {n} Minute</numerusform>
            <numerusform>vor {n} Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hours ago</source>
        <translation>
            <numerusform>vor {n} Stunde</numerusform>
            <numerusform>vor {n} Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} days ago</source>
        <translation>
            <numerusform>vor {n} Tag</numerusform>
            <numerusform>vor {n} Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} months ago</source>
        <translation>
            <numerusform>vor {n} Monat</numerusform>
            <numerusform>vor {n} Monaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} years ago</source>
        <translation>
            <numerusform>vor {n} Jahr</numerusform>
            <numerusform>vor {n} Jahren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} minutes</source>
        <translation>
            <numerusform>in {n} Minute</numerusform>
            <numerusform>in {n} Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} hours</source>
        <translation>
            <numerusform>in {n} Stunde</numerusform>
            <numerusform>in {n} Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} days</source>
        <translation>
            <numerusform>in {n} Tag</numerusform>
            <numerusform>in {n} Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} months</source>
        <translation>
            <numerusform>in {n} Monat</numerusform>
            <numerusform>in {n} Monaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in {n} years</source>
        <translation>
            <numerusform>in {n} Jahr</numerusform>
            <numerusform>in {n} Jahren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets put into {domain}</source>
        <translation>
            <numerusform>{n} Objekt dem Bereich {domain} zugeordnet</numerusform>
            <numerusform>{n} Objekte dem Bereich {domain} zugeordnet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets taken out of their domain</source>
        <translation>
            <numerusform>{n} Objekt aus seinem Bereich genommen</numerusform>
            <numerusform>{n} Objekte aus ihrem Bereich genommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Domain of {n} assets</source>
        <translation>
            <numerusform>Bereich von {n} Objekt</numerusform>
            <numerusform>Bereich von {n} Objekten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AcceptSheet</name>
    <message>
        <source>Accept the risk</source>
        <translation>Risiko akzeptieren</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Why it may stay so; kept with the violation</source>
        <translation>Warum es so bleiben darf; wird beim Verstoß aufbewahrt</translation>
    </message>
</context>
<context>
    <name>Access</name>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Genehmigt</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Gegeben</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>Not decided in time</source>
        <translation>Nicht rechtzeitig entschieden</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Was gone already</source>
        <translation>War schon weg</translation>
    </message>
    <message>
        <source>Could not be revoked</source>
        <translation>Konnte nicht widerrufen werden</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Nicht entschieden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Waits for its review</source>
        <translation>Wartet auf die Prüfung</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Not justified</source>
        <translation>Nicht gerechtfertigt</translation>
    </message>
    <message>
        <source>Member of {group}</source>
        <translation>Mitglied von {group}</translation>
    </message>
    <message>
        <source>{role}, assigned</source>
        <translation>{role}, zugewiesen</translation>
    </message>
    <message>
        <source>The whole organisation</source>
        <translation>Die ganze Organisation</translation>
    </message>
    <message>
        <source>A domain that is not in your copy</source>
        <translation>Ein Bereich, der nicht in Ihrer Kopie ist</translation>
    </message>
    <message>
        <source>The domain {name}</source>
        <translation>Der Bereich {name}</translation>
    </message>
    <message>
        <source>A source that is not in your copy</source>
        <translation>Eine Quelle, die nicht in Ihrer Kopie ist</translation>
    </message>
    <message>
        <source>An asset that is not in your copy</source>
        <translation>Ein Objekt, das nicht in Ihrer Kopie ist</translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Sign out and delete the copy…</source>
        <translation>Abmelden und Kopie löschen…</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>No server</source>
        <translation>Kein Server</translation>
    </message>
    <message>
        <source>Nobody is signed in here</source>
        <translation>Hier ist niemand angemeldet</translation>
    </message>
    <message>
        <source>The copy of the catalog stays on this machine, encrypted, with edits that wait to be sent. Nothing is sent or received until you sign in again.</source>
        <translation>Die Kopie des Katalogs bleibt verschlüsselt auf diesem Rechner, mit den Änderungen, die noch zu senden sind. Bis Sie sich wieder anmelden, wird nichts gesendet oder empfangen.</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>Abmelden?</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a day as Qt writes it</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <comment>a day as Qt writes it</comment>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>changed the documentation</source>
        <translation>hat die Dokumentation geändert</translation>
    </message>
    <message>
        <source>found it</source>
        <translation>hat es gefunden</translation>
    </message>
    <message>
        <source>found it changed</source>
        <translation>hat es verändert vorgefunden</translation>
    </message>
    <message>
        <source>found it renamed</source>
        <translation>hat es umbenannt vorgefunden</translation>
    </message>
    <message>
        <source>did not find it any more</source>
        <translation>hat es nicht mehr gefunden</translation>
    </message>
    <message>
        <source>found it again</source>
        <translation>hat es wiedergefunden</translation>
    </message>
    <message>
        <source>found what it holds</source>
        <translation>hat erkannt, was es enthält</translation>
    </message>
    <message>
        <source>decided what it holds</source>
        <translation>hat entschieden, was es enthält</translation>
    </message>
    <message>
        <source>took the decision back</source>
        <translation>hat die Entscheidung zurückgenommen</translation>
    </message>
    <message>
        <source>wrote a rule</source>
        <translation>hat eine Regel geschrieben</translation>
    </message>
    <message>
        <source>changed a rule</source>
        <translation>hat eine Regel geändert</translation>
    </message>
    <message>
        <source>found a rule broken</source>
        <translation>hat eine Regel verletzt gefunden</translation>
    </message>
    <message>
        <source>found a rule kept again</source>
        <translation>hat eine Regel wieder eingehalten gefunden</translation>
    </message>
    <message>
        <source>could not check a rule</source>
        <translation>konnte eine Regel nicht prüfen</translation>
    </message>
    <message>
        <source>found a violation</source>
        <translation>hat einen Verstoß gefunden</translation>
    </message>
    <message>
        <source>closed a violation</source>
        <translation>hat einen Verstoß geschlossen</translation>
    </message>
    <message>
        <source>accepted the risk of a violation</source>
        <translation>hat das Risiko eines Verstoßes akzeptiert</translation>
    </message>
    <message>
        <source>opened a violation again</source>
        <translation>hat einen Verstoß wieder geöffnet</translation>
    </message>
    <message>
        <source>scored its quality</source>
        <translation>hat die Qualität bewertet</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>ActivityScreen</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Write what is filtered as CSV</source>
        <translation>Das Gefilterte als CSV schreiben</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Wird exportiert</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle Personen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Catalog and classification</source>
        <translation>Katalog und Einstufung</translation>
    </message>
    <message>
        <source>Rules, policies, quality</source>
        <translation>Regeln, Richtlinien, Qualität</translation>
    </message>
    <message>
        <source>Sources, scans, agents</source>
        <translation>Quellen, Scans, Agenten</translation>
    </message>
    <message>
        <source>People and devices</source>
        <translation>Personen und Geräte</translation>
    </message>
    <message>
        <source>Access and alerts</source>
        <translation>Zugriff und Alarme</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 3 months</source>
        <translation>Letzte 3 Monate</translation>
    </message>
    <message>
        <source>Search in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>One subject</source>
        <translation>Ein Gegenstand</translation>
    </message>
    <message>
        <source>Entries {first} to {last}</source>
        <translation>Einträge {first} bis {last}</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Nothing in the log is as you filter.</source>
        <translation>Nichts im Protokoll entspricht Ihrem Filter.</translation>
    </message>
    <message>
        <source>No such entries</source>
        <translation>Keine solchen Einträge</translation>
    </message>
    <message>
        <source>Everything that people, agents and the server do is written down here.</source>
        <translation>Alles, was Personen, Agenten und der Server tun, wird hier festgehalten.</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>Protokoll exportieren</translation>
    </message>
    <message numerus="yes">
        <source>{n} entries were written to {path}</source>
        <translation>
            <numerusform>{n} Eintrag wurde nach {path} geschrieben</numerusform>
            <numerusform>{n} Einträge wurden nach {path} geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: the first {n} entries were written to {path}</source>
        <translation>Angehalten: Die ersten {n} Einträge wurden nach {path} geschrieben</translation>
    </message>
</context>
<context>
    <name>ActivitySection</name>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>You may not see the log</source>
        <translation>Sie dürfen das Protokoll nicht sehen</translation>
    </message>
    <message>
        <source>Your roles do not include activity.</source>
        <translation>Ihre Rollen umfassen die Aktivität nicht.</translation>
    </message>
    <message>
        <source>Nothing happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>What people and scans change here is listed with who, when and what.</source>
        <translation>Was Personen und Scans hier ändern, steht hier mit wer, wann und was.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Set back to what it was before</source>
        <translation>Auf den vorherigen Stand zurücksetzen</translation>
    </message>
</context>
<context>
    <name>AddPersonForm</name>
    <message>
        <source>Add a person</source>
        <translation>Person hinzufügen</translation>
    </message>
    <message>
        <source>Ada Lovelace</source>
        <translation>Ada Lovelace</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>They sign in with it</source>
        <translation>Damit melden sie sich an</translation>
    </message>
    <message>
        <source>Human resources</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Policies can ask for it</source>
        <translation>Richtlinien können danach fragen</translation>
    </message>
    <message>
        <source>What they are here for</source>
        <translation>Wofür sie hier sind</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Leave it empty for who signs in through your organisation&apos;s own sign-in</source>
        <translation>Für wen sich über die eigene Anmeldung Ihrer Organisation anmeldet, leer lassen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>{name} is added.</source>
        <translation>{name} ist hinzugefügt.</translation>
    </message>
</context>
<context>
    <name>AdministrationScreen</name>
    <message>
        <source>Nothing to administer</source>
        <translation>Nichts zu verwalten</translation>
    </message>
    <message>
        <source>Your roles do not allow to see who may do what. Ask an administrator.</source>
        <translation>Ihre Rollen erlauben nicht zu sehen, wer was darf. Fragen Sie einen Administrator.</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
</context>
<context>
    <name>AgentPane</name>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Announced sources: {n}</source>
        <translation>Angekündigte Quellen: {n}</translation>
    </message>
    <message>
        <source>None yet. Where it runs, an administrator adds one: pursight agent sources add</source>
        <translation>Noch keine. Am Ort des Agenten fügt sie ein Administrator hinzu: pursight agent sources add</translation>
    </message>
    <message>
        <source>Not registered</source>
        <translation>Nicht registriert</translation>
    </message>
</context>
<context>
    <name>Agents</name>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>Nie gesehen</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>Still</translation>
    </message>
    <message>
        <source>Has warnings</source>
        <translation>Mit Warnungen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Its store for results is {part} % full: {used} of {limit}.</source>
        <translation>Sein Speicher für Ergebnisse ist zu {part} % voll: {used} von {limit}.</translation>
    </message>
    <message>
        <source>It stops scanning when the store is full; nothing is dropped. Does it reach the server?</source>
        <translation>Ist der Speicher voll, hört der Agent auf zu scannen; verworfen wird nichts. Erreicht er den Server?</translation>
    </message>
    <message>
        <source>They are sent by themselves.</source>
        <translation>Sie werden von selbst gesendet.</translation>
    </message>
    <message>
        <source>Its clock is {span} ahead.</source>
        <translation>Seine Uhr geht {span} vor.</translation>
    </message>
    <message>
        <source>Its clock is {span} late.</source>
        <translation>Seine Uhr geht {span} nach.</translation>
    </message>
    <message>
        <source>Let its machine keep time; PurSight corrects for it meanwhile.</source>
        <translation>Stellen Sie die Uhr seines Rechners; bis dahin gleicht PurSight das aus.</translation>
    </message>
    <message>
        <source>It has not been heard of for {span}.</source>
        <translation>Von ihm war seit {span} nichts zu hören.</translation>
    </message>
    <message>
        <source>Is its machine on, and does it reach the server? Scans wait until it is back.</source>
        <translation>Ist sein Rechner eingeschaltet, und erreicht er den Server? Scans warten, bis er zurück ist.</translation>
    </message>
    <message>
        <source>test</source>
        <translation>testen</translation>
    </message>
    <message>
        <source>scan</source>
        <translation>scannen</translation>
    </message>
    <message>
        <source>may {what}</source>
        <translation>darf {what}</translation>
    </message>
    <message>
        <source>nothing is allowed</source>
        <translation>nichts ist erlaubt</translation>
    </message>
</context>
<context>
    <name>AgentsScreen</name>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Enrol an agent</source>
        <translation>Agent aufnehmen</translation>
    </message>
    <message>
        <source>Revoke the agent</source>
        <translation>Agent widerrufen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>That agent is not in your copy any more.</source>
        <translation>Dieser Agent ist nicht mehr in Ihrer Kopie.</translation>
    </message>
    <message>
        <source>An agent is a small service beside your data. It reads databases and files where they are; only what it learned about them comes here, never their content.</source>
        <translation>Ein Agent ist ein kleiner Dienst bei Ihren Daten. Er liest Datenbanken und Dateien dort, wo sie sind; hierher kommt nur, was er über sie erfahren hat, nie ihr Inhalt.</translation>
    </message>
    <message>
        <source>No agents yet</source>
        <translation>Noch keine Agenten</translation>
    </message>
    <message>
        <source>It stops scanning for good, and what it has not delivered stays with it. What it found so far stays in the catalog. This cannot be undone; the machine can be enrolled again as a new agent.</source>
        <translation>Er hört endgültig auf zu scannen, und was er nicht zugestellt hat, bleibt bei ihm. Was er bisher gefunden hat, bleibt im Katalog. Das lässt sich nicht rückgängig machen; der Rechner kann als neuer Agent wieder aufgenommen werden.</translation>
    </message>
    <message>
        <source>Revoke {name}?</source>
        <translation>{name} widerrufen?</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>{name} is trusted no more.</source>
        <translation>{name} wird nicht mehr vertraut.</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Enrol an agent (N)</source>
        <translation>Agent aufnehmen (N)</translation>
    </message>
</context>
<context>
    <name>AlertRules</name>
    <message>
        <source>Rules for alerts</source>
        <translation>Regeln für Alarme</translation>
    </message>
    <message>
        <source>No rules</source>
        <translation>Keine Regeln</translation>
    </message>
    <message>
        <source>A rule counts entries of the log: so many of some kinds within a time raise an alert. PurSight brings some with it once something was written in the log.</source>
        <translation>Eine Regel zählt Einträge im Protokoll: So viele bestimmter Arten innerhalb einer Zeit lösen einen Alarm aus. PurSight bringt einige mit, sobald etwas im Protokoll steht.</translation>
    </message>
    <message>
        <source>Filter by name or kind of entry</source>
        <translation>Nach Name oder Art von Eintrag filtern</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Raised</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Zählt</translation>
    </message>
    <message>
        <source>Counted for</source>
        <translation>Gezählt für</translation>
    </message>
    <message>
        <source>Writes to</source>
        <translation>Schreibt an</translation>
    </message>
    <message>
        <source>the system administrators</source>
        <translation>die Systemadministratoren</translation>
    </message>
    <message>
        <source>Only if new</source>
        <translation>Nur wenn neu</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>{name} raises no alerts any more.</source>
        <translation>{name} löst keine Alarme mehr aus.</translation>
    </message>
    <message>
        <source>{name} raises alerts from now on.</source>
        <translation>{name} löst von nun an Alarme aus.</translation>
    </message>
    <message>
        <source>PurSight brings this rule: switch it off instead.</source>
        <translation>Diese Regel bringt PurSight mit: Schalten Sie sie stattdessen aus.</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>It raises no alerts any more. Those that it raised stay.</source>
        <translation>Sie löst keine Alarme mehr aus. Die ausgelösten bleiben.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>{name} ist gelöscht.</translation>
    </message>
    <message>
        <source>PurSight</source>
        <translation>PurSight</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>whoever does it</source>
        <translation>wer es tut</translation>
    </message>
    <message>
        <source>what it happens to</source>
        <translation>wem oder was es geschieht</translation>
    </message>
    <message>
        <source>the whole organisation</source>
        <translation>die ganze Organisation</translation>
    </message>
    <message>
        <source>Every time</source>
        <translation>Jedes Mal</translation>
    </message>
    <message>
        <source>{n} times within {time}</source>
        <translation>{n}-mal innerhalb von {time}</translation>
    </message>
</context>
<context>
    <name>AlertsSection</name>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
</context>
<context>
    <name>Alike</name>
    <message>
        <source>Alike and undecided</source>
        <translation>Ähnlich und unentschieden</translation>
    </message>
    <message>
        <source>All (L)</source>
        <translation>Alle (L)</translation>
    </message>
    <message>
        <source>Decide all of these together with this column (L)</source>
        <translation>Alle diese zusammen mit dieser Spalte entscheiden (L)</translation>
    </message>
    <message>
        <source>Decide all alike columns together</source>
        <translation>Alle ähnlichen Spalten zusammen entscheiden</translation>
    </message>
    <message>
        <source>{n} with the same name and finding; tick what to decide together</source>
        <translation>{n} mit gleichem Namen und Fund; wählen Sie, was zusammen entschieden wird</translation>
    </message>
    <message>
        <source>Show all {n}</source>
        <translation>Alle {n} zeigen</translation>
    </message>
</context>
<context>
    <name>AppSecret</name>
    <message>
        <source>QR code for the authenticator app</source>
        <translation>QR-Code für die Authenticator-App</translation>
    </message>
    <message>
        <source>Or type this into the app:</source>
        <translation>Oder dies in die App eingeben:</translation>
    </message>
</context>
<context>
    <name>AppSheet</name>
    <message>
        <source>Set up an authenticator app</source>
        <translation>Authenticator-App einrichten</translation>
    </message>
    <message>
        <source>Scan the picture with the app, and type the code that it shows then.</source>
        <translation>Das Bild mit der App scannen und den Code eingeben, den sie dann zeigt.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Put in use</source>
        <translation>In Gebrauch nehmen</translation>
    </message>
</context>
<context>
    <name>ApproveSheet</name>
    <message>
        <source>Approve for {name}?</source>
        <translation>Für {name} genehmigen?</translation>
    </message>
    <message>
        <source>{role} is given at once and ends by itself.</source>
        <translation>{role} wird sofort gegeben und endet von selbst.</translation>
    </message>
    <message>
        <source>{role} is given when it is to begin, and ends by itself.</source>
        <translation>{role} wird gegeben, wenn es beginnen soll, und endet von selbst.</translation>
    </message>
    <message>
        <source>As many days as were asked for, or fewer</source>
        <translation>So viele Tage wie beantragt, oder weniger</translation>
    </message>
    <message>
        <source>For how many days</source>
        <translation>Für wie viele Tage</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Whoever asked reads it; may stay empty</source>
        <translation>Wer es beantragt hat, liest es; darf leer bleiben</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Genehmigen</translation>
    </message>
</context>
<context>
    <name>ApprovingSheet</name>
    <message>
        <source>It is switched off: it holds once it is switched on.</source>
        <translation>Sie ist ausgeschaltet: Sie gilt, sobald sie eingeschaltet wird.</translation>
    </message>
    <message>
        <source>Approve {name}?</source>
        <translation>{name} genehmigen?</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Genehmigen</translation>
    </message>
    <message>
        <source>It stands in the log; may stay empty</source>
        <translation>Steht im Protokoll; darf leer bleiben</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Nobody agrees to their own proposal.</source>
        <translation>Niemand stimmt dem eigenen Vorschlag zu.</translation>
    </message>
    <message>
        <source>Ask another administrator to look at it.</source>
        <translation>Bitten Sie einen anderen Administrator, ihn anzusehen.</translation>
    </message>
    <message>
        <source>Somebody else has decided about it already.</source>
        <translation>Jemand anderes hat schon darüber entschieden.</translation>
    </message>
    <message>
        <source>Close this to see how it is now.</source>
        <translation>Schließen Sie dies, um zu sehen, wie es jetzt ist.</translation>
    </message>
    <message>
        <source>The policy has changed since this was proposed.</source>
        <translation>Die Richtlinie hat sich geändert, seit dies vorgeschlagen wurde.</translation>
    </message>
    <message>
        <source>Dismiss the proposal, and ask for the change again from how the policy is now.</source>
        <translation>Verwerfen Sie den Vorschlag und bitten Sie erneut um die Änderung, ausgehend davon, wie die Richtlinie jetzt ist.</translation>
    </message>
</context>
<context>
    <name>Arriving</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>AskAgainSheet</name>
    <message>
        <source>Ask again</source>
        <translation>Erneut beantragen</translation>
    </message>
    <message>
        <source>{role}, as before. Somebody else decides.</source>
        <translation>{role}, wie zuvor. Jemand anderes entscheidet.</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Whoever decides reads it</source>
        <translation>Wer entscheidet, liest es</translation>
    </message>
    <message>
        <source>For how many days</source>
        <translation>Für wie viele Tage</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Beantragen</translation>
    </message>
</context>
<context>
    <name>AskedCard</name>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
</context>
<context>
    <name>Asset</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open in new tab</source>
        <translation>In neuem Tab öffnen</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Vertraulichkeit</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
</context>
<context>
    <name>AssetView</name>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Einstufung</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Keys and relations</source>
        <translation>Schlüssel und Beziehungen</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>What you were writing is kept until you leave:</source>
        <translation>Was Sie gerade schrieben, bleibt hier, bis Sie weitergehen:</translation>
    </message>
    <message>
        <source>Copy what I wrote</source>
        <translation>Geschriebenes kopieren</translation>
    </message>
    <message>
        <source>This is not in the catalog</source>
        <translation>Das ist nicht im Katalog</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>It was removed, or you may no longer see it.</source>
        <translation>Es wurde entfernt, oder Sie dürfen es nicht mehr sehen.</translation>
    </message>
    <message>
        <source>Go to the catalog</source>
        <translation>Zum Katalog</translation>
    </message>
</context>
<context>
    <name>Audit</name>
    <message>
        <source>Agrees</source>
        <translation>Stimmt überein</translation>
    </message>
    <message>
        <source>This console has kept it, and the log goes on from it.</source>
        <translation>Diese Konsole hat ihn behalten, und das Protokoll setzt ihn fort.</translation>
    </message>
    <message>
        <source>New, agrees</source>
        <translation>Neu, stimmt überein</translation>
    </message>
    <message>
        <source>This console sees it for the first time. It goes on from the one before it, and is kept from now on.</source>
        <translation>Diese Konsole sieht ihn zum ersten Mal. Er setzt den vorigen fort und wird von nun an behalten.</translation>
    </message>
    <message>
        <source>Contradicts</source>
        <translation>Widerspricht</translation>
    </message>
    <message>
        <source>The log that it signs for is not the one that this console has seen before: entries were changed, dropped or moved. Both heads are signed, and together they prove it.</source>
        <translation>Das Protokoll, für das er steht, ist nicht das, das diese Konsole früher gesehen hat: Einträge wurden geändert, weggelassen oder verschoben. Beide Köpfe sind signiert, und zusammen beweisen sie es.</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Verschwunden</translation>
    </message>
    <message>
        <source>This console has kept it, and the server does not know it any more. Was the server set back to a backup? Otherwise the log was cut.</source>
        <translation>Diese Konsole hat ihn behalten, und der Server kennt ihn nicht mehr. Wurde der Server auf eine Sicherung zurückgesetzt? Sonst wurde das Protokoll gekürzt.</translation>
    </message>
    <message>
        <source>Signature wrong</source>
        <translation>Signatur falsch</translation>
    </message>
    <message>
        <source>The signature is not the server&apos;s: nobody vouches for it.</source>
        <translation>Die Signatur ist nicht die des Servers: Niemand steht dafür ein.</translation>
    </message>
    <message>
        <source>Other key</source>
        <translation>Anderer Schlüssel</translation>
    </message>
    <message>
        <source>It was signed by a key that this console has never seen, so that it cannot check it. A server whose key was replaced has such heads.</source>
        <translation>Er wurde mit einem Schlüssel signiert, den diese Konsole nie gesehen hat; sie kann ihn nicht prüfen. Ein Server, dessen Schlüssel ersetzt wurde, hat solche Köpfe.</translation>
    </message>
</context>
<context>
    <name>AuditSection</name>
    <message>
        <source>Verify the log</source>
        <translation>Protokoll prüfen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Check an export…</source>
        <translation>Export prüfen…</translation>
    </message>
    <message>
        <source>On this machine alone; the server is not asked</source>
        <translation>Allein auf diesem Rechner; der Server wird nicht gefragt</translation>
    </message>
    <message>
        <source>The server signs for its log once a minute. This console keeps what it signed for, and checks that every later log goes on from it.</source>
        <translation>Der Server signiert sein Protokoll einmal in der Minute. Diese Konsole behält, was er signiert hat, und prüft, dass jedes spätere Protokoll es fortsetzt.</translation>
    </message>
    <message>
        <source>Proof of the log</source>
        <translation>Beweis des Protokolls</translation>
    </message>
    <message>
        <source>Nothing is signed yet</source>
        <translation>Noch ist nichts signiert</translation>
    </message>
    <message>
        <source>Once a minute, when something has happened, the server signs for all that the log holds. Whoever keeps such a head can tell later whether anything was changed.</source>
        <translation>Einmal in der Minute, wenn etwas geschehen ist, signiert der Server alles, was im Protokoll steht. Wer einen solchen Kopf behält, kann später sagen, ob etwas geändert wurde.</translation>
    </message>
    <message>
        <source>Signed</source>
        <translation>Signiert</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Kept heads</source>
        <translation>Behaltene Köpfe</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>This log is not the one that was signed for before.</source>
        <translation>Dieses Protokoll ist nicht das, das früher signiert wurde.</translation>
    </message>
    <message>
        <source>The server signs with a new key: {key}</source>
        <translation>Der Server signiert mit einem neuen Schlüssel: {key}</translation>
    </message>
    <message>
        <source>Ask its administrator whether the key was replaced; `pursight server log-key` prints it there.</source>
        <translation>Fragen Sie die Verwaltung des Servers, ob der Schlüssel ersetzt wurde; `pursight server log-key` zeigt ihn dort.</translation>
    </message>
    <message numerus="yes">
        <source>{n} entries</source>
        <translation>
            <numerusform>{n} Eintrag</numerusform>
            <numerusform>{n} Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept before</source>
        <translation>Früher behalten</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>As a file for pursight audit verify --heads</source>
        <translation>Als Datei für pursight audit verify --heads</translation>
    </message>
    <message>
        <source>Save all kept…</source>
        <translation>Alle behaltenen speichern…</translation>
    </message>
    <message>
        <source>Verifying every entry</source>
        <translation>Jeder Eintrag wird geprüft</translation>
    </message>
    <message>
        <source>The log does not hold. First at entry {n}: {reason}.</source>
        <translation>Das Protokoll stimmt nicht. Zuerst bei Eintrag {n}: {reason}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} places in all. Export the log now, and keep the file.</source>
        <translation>
            <numerusform>{n} Stelle insgesamt. Exportieren Sie das Protokoll jetzt und behalten Sie die Datei.</numerusform>
            <numerusform>{n} Stellen insgesamt. Exportieren Sie das Protokoll jetzt und behalten Sie die Datei.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The log holds: {n} entries, each goes on from the one before it. Verified at {time}.</source>
        <translation>
            <numerusform>Das Protokoll stimmt: {n} Eintrag. Geprüft um {time}.</numerusform>
            <numerusform>Das Protokoll stimmt: {n} Einträge, jeder setzt den vorigen fort. Geprüft um {time}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Stimmt</translation>
    </message>
    <message>
        <source>Export the log for an auditor</source>
        <translation>Protokoll für eine Prüfung exportieren</translation>
    </message>
    <message>
        <source>The log was written to {path}</source>
        <translation>Das Protokoll wurde nach {path} geschrieben</translation>
    </message>
    <message>
        <source>Exporting: {size}</source>
        <translation>Export läuft: {size}</translation>
    </message>
    <message>
        <source>Save signed heads</source>
        <translation>Signierte Köpfe speichern</translation>
    </message>
    <message numerus="yes">
        <source>{n} heads were written to {path}</source>
        <translation>
            <numerusform>{n} Kopf wurde nach {path} geschrieben</numerusform>
            <numerusform>{n} Köpfe wurden nach {path} geschrieben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BeginSheet</name>
    <message>
        <source>Everything that anybody has</source>
        <translation>Alles, was irgendjemand hat</translation>
    </message>
    <message>
        <source>Who has a role</source>
        <translation>Wer eine Rolle hat</translation>
    </message>
    <message>
        <source>Who is in a group, and what it has</source>
        <translation>Wer in einer Gruppe ist, und was sie hat</translation>
    </message>
    <message>
        <source>What was given for a domain</source>
        <translation>Was für einen Bereich vergeben wurde</translation>
    </message>
    <message>
        <source>What was given for a source</source>
        <translation>Was für eine Quelle gegeben wurde</translation>
    </message>
    <message>
        <source>As the settings of the organisation say</source>
        <translation>Wie es die Einstellungen der Organisation sagen</translation>
    </message>
    <message>
        <source>Is kept</source>
        <translation>Wird behalten</translation>
    </message>
    <message>
        <source>Is revoked</source>
        <translation>Wird widerrufen</translation>
    </message>
    <message>
        <source>Begin an access review</source>
        <translation>Eine Zugriffsprüfung beginnen</translation>
    </message>
    <message>
        <source>Second quarter</source>
        <translation>Zweites Quartal</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Worum es geht</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>There is none</source>
        <translation>Es gibt keine</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Until the end of that day</source>
        <translation>Bis zum Ende dieses Tages</translation>
    </message>
    <message>
        <source>What nobody decides by then</source>
        <translation>Was bis dahin niemand entscheidet</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Filter people</source>
        <translation>Menschen filtern</translation>
    </message>
    <message>
        <source>Reviewers</source>
        <translation>Prüfende</translation>
    </message>
    <message>
        <source>Nobody reviews their own access: two reviewers are better than one.</source>
        <translation>Niemand prüft den eigenen Zugriff: Zwei Prüfende sind besser als eine Person.</translation>
    </message>
    <message numerus="yes">
        <source>{n} chosen</source>
        <translation>
            <numerusform>{n} gewählt</numerusform>
            <numerusform>{n} gewählt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Breadcrumb</name>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Go to {name}</source>
        <translation>Zu {name}</translation>
    </message>
</context>
<context>
    <name>BrowserWait</name>
    <message>
        <source>Go on in your browser, and come back here.</source>
        <translation>Machen Sie in Ihrem Browser weiter, und kommen Sie hierher zurück.</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht länger warten</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Tag…</source>
        <translation>Schlagwörter…</translation>
    </message>
    <message>
        <source>Owner…</source>
        <translation>Verantwortlich…</translation>
    </message>
    <message>
        <source>Describe…</source>
        <translation>Beschreiben…</translation>
    </message>
    <message>
        <source>Domain…</source>
        <translation>Bereich …</translation>
    </message>
    <message>
        <source>Your roles do not let you change the domain</source>
        <translation>Ihre Rollen erlauben es nicht, den Bereich zu ändern</translation>
    </message>
    <message>
        <source>Your roles do not let you write in the catalog</source>
        <translation>Ihre Rollen erlauben kein Schreiben im Katalog</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>Auswahl aufheben</translation>
    </message>
    <message>
        <source>{n} of {all} selected</source>
        <translation>{n} von {all} ausgewählt</translation>
    </message>
</context>
<context>
    <name>BulkSheet</name>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>entfallen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Vertraulichkeit</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>State of the label</source>
        <translation>Status des Labels</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Gone too</source>
        <translation>Auch Entfallene</translation>
    </message>
    <message>
        <source>Below {n}</source>
        <translation>Unter {n}</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>A domain that is not in your copy</source>
        <translation>Ein Bereich, der nicht in Ihrer Kopie ist</translation>
    </message>
</context>
<context>
    <name>CatalogView</name>
    <message>
        <source>Assets</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>assets</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>The local copy is being filled; the first sources come in a moment.</source>
        <translation>Die lokale Kopie wird gefüllt; die ersten Quellen kommen gleich.</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Hier ist noch nichts</translation>
    </message>
    <message>
        <source>No sources yet</source>
        <translation>Noch keine Quellen</translation>
    </message>
    <message>
        <source>The catalog fills with what scans find. Enrol an agent beside your data, then register a source.</source>
        <translation>Der Katalog füllt sich mit dem, was Scans finden. Nehmen Sie bei Ihren Daten einen Agenten auf und registrieren Sie dann eine Quelle.</translation>
    </message>
    <message>
        <source>Go to sources</source>
        <translation>Zu den Quellen</translation>
    </message>
    <message>
        <source>Nothing fits these filters</source>
        <translation>Nichts entspricht diesen Filtern</translation>
    </message>
    <message>
        <source>Take one away above, or all of them.</source>
        <translation>Nehmen Sie oben einen weg oder alle.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
    <message>
        <source>The scans have found nothing of this kind here.</source>
        <translation>Die Scans haben hier nichts dieser Art gefunden.</translation>
    </message>
    <message>
        <source>This part of the catalog is gone</source>
        <translation>Dieser Teil des Katalogs ist entfallen</translation>
    </message>
    <message>
        <source>It was removed, or you may no longer see it.</source>
        <translation>Es wurde entfernt, oder Sie dürfen es nicht mehr sehen.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open in new tab</source>
        <translation>In neuem Tab öffnen</translation>
    </message>
    <message>
        <source>Show only what is below</source>
        <translation>Nur zeigen, was darunter ist</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>Schlagwörter…</translation>
    </message>
    <message>
        <source>Owner…</source>
        <translation>Verantwortlich…</translation>
    </message>
    <message>
        <source>Describe…</source>
        <translation>Beschreiben…</translation>
    </message>
    <message>
        <source>Domain…</source>
        <translation>Bereich …</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
</context>
<context>
    <name>CedarText</name>
    <message>
        <source>Policy as Cedar text</source>
        <translation>Richtlinie als Cedar-Text</translation>
    </message>
</context>
<context>
    <name>ChangePersonForm</name>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Human resources</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Policies can ask for it</source>
        <translation>Richtlinien können danach fragen</translation>
    </message>
    <message>
        <source>What they are here for</source>
        <translation>Wofür sie hier sind</translation>
    </message>
    <message>
        <source>These hold everywhere and without end; it is felt with their next request</source>
        <translation>Sie gelten überall und ohne Ende; es wirkt ab der nächsten Anfrage</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>{name} is changed.</source>
        <translation>{name} ist geändert.</translation>
    </message>
</context>
<context>
    <name>ChangesCard</name>
    <message>
        <source>Since your last visit</source>
        <translation>Seit Ihrem letzten Besuch</translation>
    </message>
    <message>
        <source>Mark as seen</source>
        <translation>Als gesehen markieren</translation>
    </message>
    <message>
        <source>All {n} in the activity</source>
        <translation>Alle {n} in der Aktivität</translation>
    </message>
    <message>
        <source>Nothing has changed since</source>
        <translation>Seither hat sich nichts geändert</translation>
    </message>
    <message>
        <source>What people and scans change will be listed here by day.</source>
        <translation>Was Personen und Scans ändern, steht hier nach Tagen.</translation>
    </message>
</context>
<context>
    <name>CheckSheet</name>
    <message>
        <source>Check an export</source>
        <translation>Export prüfen</translation>
    </message>
    <message>
        <source>Every step is done again on this machine: hashes, chain, tree and signatures. The server is not asked.</source>
        <translation>Jeder Schritt wird auf diesem Rechner noch einmal getan: Hashes, Kette, Baum und Signaturen. Der Server wird nicht gefragt.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Public keys that you trust</source>
        <translation>Öffentliche Schlüssel, denen Sie vertrauen</translation>
    </message>
    <message>
        <source>One a line; `pursight server log-key` prints it. Without one, a forger with a key of their own is not found out.</source>
        <translation>Einer je Zeile; `pursight server log-key` zeigt ihn. Ohne einen fällt ein Fälscher mit eigenem Schlüssel nicht auf.</translation>
    </message>
    <message numerus="yes">
        <source>Compare with the {n} heads that this console has kept</source>
        <translation>
            <numerusform>Mit dem {n} Kopf vergleichen, den diese Konsole behalten hat</numerusform>
            <numerusform>Mit den {n} Köpfen vergleichen, die diese Konsole behalten hat</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed heads that you kept elsewhere</source>
        <translation>Signierte Köpfe, die Sie anderswo behalten haben</translation>
    </message>
    <message>
        <source>May be empty</source>
        <translation>Darf leer sein</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Stopped; nothing is known of the rest.</source>
        <translation>Angehalten; über den Rest ist nichts bekannt.</translation>
    </message>
    <message>
        <source>It holds: nothing was changed, dropped, added or moved.</source>
        <translation>Es stimmt: Nichts wurde geändert, weggelassen, hinzugefügt oder verschoben.</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Stimmt</translation>
    </message>
    <message>
        <source>It does not hold. First at entry {n}: {reason}.</source>
        <translation>Es stimmt nicht. Zuerst bei Eintrag {n}: {reason}.</translation>
    </message>
    <message>
        <source>Entry {n}: {reason}.</source>
        <translation>Eintrag {n}: {reason}.</translation>
    </message>
    <message>
        <source>The key came with the export. Give one that you have from elsewhere: only then a forger with a key of their own is found out.</source>
        <translation>Der Schlüssel kam mit dem Export. Geben Sie einen an, den Sie von anderswo haben: Nur dann fällt ein Fälscher mit eigenem Schlüssel auf.</translation>
    </message>
    <message>
        <source>The whole log of {organisation}, exported {when}.</source>
        <translation>Das ganze Protokoll von {organisation}, exportiert {when}.</translation>
    </message>
    <message>
        <source>An excerpt of the log of {organisation}, exported {when}.</source>
        <translation>Ein Auszug aus dem Protokoll von {organisation}, exportiert {when}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} entries.</source>
        <translation>
            <numerusform>{n} Eintrag.</numerusform>
            <numerusform>{n} Einträge.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} signed heads hold.</source>
        <translation>
            <numerusform>{n} signierter Kopf stimmt.</numerusform>
            <numerusform>{n} signierte Köpfe stimmen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} entries after the last head are not signed yet.</source>
        <translation>
            <numerusform>{n} Eintrag nach dem letzten Kopf ist noch nicht signiert.</numerusform>
            <numerusform>{n} Einträge nach dem letzten Kopf sind noch nicht signiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Remove {name} (Delete)</source>
        <translation>{name} entfernen (Entf)</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>↑ ↓ to move · Enter to choose · Esc to leave</source>
        <translation>↑ ↓ bewegen · Enter wählen · Esc verlassen</translation>
    </message>
    <message>
        <source>More fit than these: type more of the name to find the others.</source>
        <translation>Mehr als diese passen: Geben Sie mehr vom Namen ein, um die anderen zu finden.</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Tippen Sie einen Namen</translation>
    </message>
</context>
<context>
    <name>ChosenField</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
</context>
<context>
    <name>ClassificationSection</name>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Why, if it is not plain from the evidence</source>
        <translation>Warum, falls es nicht aus den Belegen hervorgeht</translation>
    </message>
    <message>
        <source>Your decision</source>
        <translation>Ihre Entscheidung</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept (A)</source>
        <translation>Annehmen (A)</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Reject (R)</source>
        <translation>Ablehnen (R)</translation>
    </message>
    <message>
        <source>Another label…</source>
        <translation>Anderes Label…</translation>
    </message>
    <message>
        <source>Change label (C)</source>
        <translation>Label ändern (C)</translation>
    </message>
    <message>
        <source>Take the decision back</source>
        <translation>Entscheidung zurücknehmen</translation>
    </message>
    <message>
        <source>You may not see classifications</source>
        <translation>Sie dürfen Einstufungen nicht sehen</translation>
    </message>
    <message>
        <source>Your roles do not include them. A system administrator can give you the role of a data steward.</source>
        <translation>Ihre Rollen umfassen sie nicht. Ein Systemadministrator kann Ihnen die Rolle Data Steward geben.</translation>
    </message>
    <message>
        <source>Not classified yet</source>
        <translation>Noch nicht eingestuft</translation>
    </message>
    <message>
        <source>The next scan of this source looks at it.</source>
        <translation>Der nächste Scan dieser Quelle untersucht es.</translation>
    </message>
    <message>
        <source>Accept: {label}</source>
        <translation>Annehmen: {label}</translation>
    </message>
    <message>
        <source>Your roles do not let you decide</source>
        <translation>Ihre Rollen erlauben keine Entscheidung</translation>
    </message>
    <message>
        <source>Decided by a person</source>
        <translation>Von einer Person entschieden</translation>
    </message>
    <message>
        <source>No scan changes it.</source>
        <translation>Kein Scan ändert das.</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>{verdict} by {name}, {when}</source>
        <translation>{verdict} von {name}, {when}</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Ihnen</translation>
    </message>
    <message>
        <source>Contested</source>
        <translation>Strittig</translation>
    </message>
    <message>
        <source>A later scan is sure of something else.</source>
        <translation>Ein späterer Scan ist sich einer anderen Sache sicher.</translation>
    </message>
    <message>
        <source>The scan found nothing sensitive</source>
        <translation>Der Scan hat nichts Sensibles gefunden</translation>
    </message>
    <message>
        <source>The scan found: {label}</source>
        <translation>Der Scan hat gefunden: {label}</translation>
    </message>
    <message>
        <source>applied by itself</source>
        <translation>automatisch übernommen</translation>
    </message>
    <message>
        <source>a person decides</source>
        <translation>eine Person entscheidet</translation>
    </message>
    <message>
        <source>too little to suggest it</source>
        <translation>zu wenig für einen Vorschlag</translation>
    </message>
    <message>
        <source>{sure}, {share}; {said}</source>
        <translation>{sure}, {share}; {said}</translation>
    </message>
    <message>
        <source>No evidence was kept.</source>
        <translation>Es wurden keine Belege aufbewahrt.</translation>
    </message>
    <message>
        <source>Told without a single value: the scan counts, it takes nothing along.</source>
        <translation>Ohne einen einzigen Wert gesagt: Der Scan zählt, er nimmt nichts mit.</translation>
    </message>
    <message>
        <source>found by the scan</source>
        <translation>vom Scan gefunden</translation>
    </message>
    <message>
        <source>What does {name} hold?</source>
        <translation>Was enthält {name}?</translation>
    </message>
</context>
<context>
    <name>Codes</name>
    <message>
        <source>Email</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefonnummer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Anschrift</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>Postleitzahl</translation>
    </message>
    <message>
        <source>Person name</source>
        <translation>Personenname</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Race ethnicity</source>
        <translation>Ethnische Herkunft</translation>
    </message>
    <message>
        <source>Religion</source>
        <translation>Religion</translation>
    </message>
    <message>
        <source>Nationality</source>
        <translation>Staatsangehörigkeit</translation>
    </message>
    <message>
        <source>Marital status</source>
        <translation>Familienstand</translation>
    </message>
    <message>
        <source>Political opinion</source>
        <translation>Politische Meinung</translation>
    </message>
    <message>
        <source>Sexual orientation</source>
        <translation>Sexuelle Orientierung</translation>
    </message>
    <message>
        <source>Trade union</source>
        <translation>Gewerkschaft</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>Berufsbezeichnung</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>US SSN</source>
        <translation>US-Sozialversicherungsnr.</translation>
    </message>
    <message>
        <source>National ID</source>
        <translation>Personenkennziffer</translation>
    </message>
    <message>
        <source>Tax ID</source>
        <translation>Steuernummer</translation>
    </message>
    <message>
        <source>Passport</source>
        <translation>Reisepass</translation>
    </message>
    <message>
        <source>Driver license</source>
        <translation>Führerschein</translation>
    </message>
    <message>
        <source>NPI</source>
        <translation>NPI</translation>
    </message>
    <message>
        <source>DEA</source>
        <translation>DEA</translation>
    </message>
    <message>
        <source>Voter ID</source>
        <translation>Wählernummer</translation>
    </message>
    <message>
        <source>Credit card</source>
        <translation>Kreditkarte</translation>
    </message>
    <message>
        <source>Card security code</source>
        <translation>Kartenprüfnummer</translation>
    </message>
    <message>
        <source>Card expiry</source>
        <translation>Kartenablauf</translation>
    </message>
    <message>
        <source>IBAN</source>
        <translation>IBAN</translation>
    </message>
    <message>
        <source>SWIFT BIC</source>
        <translation>SWIFT/BIC</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>Bankkonto</translation>
    </message>
    <message>
        <source>Bank routing</source>
        <translation>Bankleitzahl</translation>
    </message>
    <message>
        <source>Crypto wallet</source>
        <translation>Krypto-Wallet</translation>
    </message>
    <message>
        <source>Salary</source>
        <translation>Gehalt</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>Einkommen</translation>
    </message>
    <message>
        <source>Credit score</source>
        <translation>Bonität</translation>
    </message>
    <message>
        <source>Medical record number</source>
        <translation>Patientennummer</translation>
    </message>
    <message>
        <source>ICD code</source>
        <translation>ICD-Code</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Medication</source>
        <translation>Medikament</translation>
    </message>
    <message>
        <source>Health measure</source>
        <translation>Gesundheitswert</translation>
    </message>
    <message>
        <source>Blood type</source>
        <translation>Blutgruppe</translation>
    </message>
    <message>
        <source>Insurance ID</source>
        <translation>Versichertennummer</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>JWT</source>
        <translation>JWT</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Privater Schlüssel</translation>
    </message>
    <message>
        <source>Connection string</source>
        <translation>Verbindungszeichenfolge</translation>
    </message>
    <message>
        <source>Session token</source>
        <translation>Sitzungstoken</translation>
    </message>
    <message>
        <source>Username</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Social handle</source>
        <translation>Social-Media-Name</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP-Adresse</translation>
    </message>
    <message>
        <source>MAC address</source>
        <translation>MAC-Adresse</translation>
    </message>
    <message>
        <source>Device ID</source>
        <translation>Gerätekennung</translation>
    </message>
    <message>
        <source>User agent</source>
        <translation>Browserkennung</translation>
    </message>
    <message>
        <source>Cookie</source>
        <translation>Cookie</translation>
    </message>
    <message>
        <source>GPS coordinates</source>
        <translation>GPS-Koordinaten</translation>
    </message>
    <message>
        <source>VIN</source>
        <translation>Fahrgestellnummer</translation>
    </message>
    <message>
        <source>License plate</source>
        <translation>Kfz-Kennzeichen</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Biometric</source>
        <translation>Biometrie</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Unterschrift</translation>
    </message>
    <message>
        <source>Free text PII</source>
        <translation>Freitext mit Personenbezug</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Birth</source>
        <translation>Geburt</translation>
    </message>
    <message>
        <source>Demographic</source>
        <translation>Demografie</translation>
    </message>
    <message>
        <source>Government ID</source>
        <translation>Amtliche Kennung</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>Finanzen</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Gesundheit</translation>
    </message>
    <message>
        <source>Credential</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>Fahrzeug</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>Confidential</source>
        <translation>Vertraulich</translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation>Geheim</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Gering</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>Configuring</source>
        <translation>Wird eingerichtet</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Wird gescannt</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Gescannt</translation>
    </message>
    <message>
        <source>Classifying</source>
        <translation>Wird eingestuft</translation>
    </message>
    <message>
        <source>Classified</source>
        <translation>Eingestuft</translation>
    </message>
    <message>
        <source>Validating</source>
        <translation>Wird geprüft</translation>
    </message>
    <message>
        <source>Validated</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Cataloged</source>
        <translation>Katalogisiert</translation>
    </message>
    <message>
        <source>Monitoring</source>
        <translation>Überwacht</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Scan failed</source>
        <translation>Scan fehlgeschlagen</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>Angeboten</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Committed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Superseded</source>
        <translation>Überholt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Stillgelegt</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Vorgeschlagen</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Stale</source>
        <translation>Veraltet</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Partitioned table</source>
        <translation>Partitionierte Tabelle</translation>
    </message>
    <message>
        <source>Foreign table</source>
        <translation>Fremdtabelle</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Sicht</translation>
    </message>
    <message>
        <source>Materialized view</source>
        <translation>Materialisierte Sicht</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Tabellenblatt</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Postgresql</source>
        <translation>PostgreSQL</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Completeness</source>
        <translation>Vollständigkeit</translation>
    </message>
    <message>
        <source>Validity</source>
        <translation>Gültigkeit</translation>
    </message>
    <message>
        <source>Uniqueness</source>
        <translation>Eindeutigkeit</translation>
    </message>
    <message>
        <source>Freshness</source>
        <translation>Aktualität</translation>
    </message>
    <message>
        <source>Documentation</source>
        <translation>Dokumentation</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Vorbereitung</translation>
    </message>
    <message>
        <source>Discovering</source>
        <translation>Bestandsaufnahme</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Data administrator</source>
        <translation>Datenadministrator</translation>
    </message>
    <message>
        <source>Data steward</source>
        <translation>Data Steward</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <source>Data user</source>
        <translation>Datennutzer</translation>
    </message>
    <message>
        <source>System administrator</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>Workspace member</source>
        <translation>Mitglied des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Asset</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Violation</source>
        <translation>Verstoß</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Held deletion</source>
        <translation>Zurückgehaltene Löschung</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Fqn</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Verletzt</translation>
    </message>
    <message>
        <source>Examined</source>
        <translation>Untersucht</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Vertraulichkeit</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Sekunde</translation>
    </message>
    <message>
        <source>Millisecond</source>
        <translation>Millisekunde</translation>
    </message>
    <message>
        <source>Microsecond</source>
        <translation>Mikrosekunde</translation>
    </message>
    <message>
        <source>Nanosecond</source>
        <translation>Nanosekunde</translation>
    </message>
</context>
<context>
    <name>ColumnSummary</name>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>What it holds</source>
        <translation>Was sie enthält</translation>
    </message>
    <message>
        <source>{name} decided {when}: {things}.</source>
        <translation>Entschieden von {name}, {when}: {things}.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Ihnen</translation>
    </message>
    <message>
        <source>The scan found nothing sensitive.</source>
        <translation>Der Scan hat nichts Sensibles gefunden.</translation>
    </message>
    <message>
        <source>The scan is {sure} ({share}): {things}.</source>
        <translation>Der Scan ist {sure} ({share}): {things}.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Empty text</source>
        <translation>Leerer Text</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>about </source>
        <translation>etwa </translation>
    </message>
    <message>
        <source>{n} different values</source>
        <translation>{n} verschiedene Werte</translation>
    </message>
</context>
<context>
    <name>ConditionRow</name>
    <message>
        <source>What the condition is about</source>
        <translation>Worum es in der Bedingung geht</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Remove this condition</source>
        <translation>Diese Bedingung entfernen</translation>
    </message>
</context>
<context>
    <name>CopyCard</name>
    <message>
        <source>Fetch it all again…</source>
        <translation>Alles neu laden…</translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation>Auf der Festplatte</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>As on the server at</source>
        <translation>Stand des Servers vom</translation>
    </message>
    <message>
        <source>Edits to be sent</source>
        <translation>Zu sendende Änderungen</translation>
    </message>
    <message>
        <source>Usable offline until</source>
        <translation>Offline nutzbar bis</translation>
    </message>
    <message>
        <source>Filling</source>
        <translation>Wird gefüllt</translation>
    </message>
    <message>
        <source>Everything is fetched from the server again; what is here stays usable until then, and edits that wait are kept. This is rarely needed: the copy is checked against the server whenever it is brought up to date.</source>
        <translation>Alles wird neu vom Server geladen; was hier ist, bleibt bis dahin nutzbar, und wartende Änderungen bleiben erhalten. Das ist selten nötig: Die Kopie wird bei jedem Abgleich mit dem Server geprüft.</translation>
    </message>
    <message>
        <source>Fetch the copy again?</source>
        <translation>Kopie neu laden?</translation>
    </message>
    <message>
        <source>Fetch it again</source>
        <translation>Neu laden</translation>
    </message>
    <message>
        <source>The copy is being fetched again.</source>
        <translation>Die Kopie wird neu geladen.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Classifications</source>
        <translation>Einstufungen</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Quality scores</source>
        <translation>Qualitätsbewertungen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Lists of what was skipped</source>
        <translation>Listen des Übersprungenen</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Held deletions</source>
        <translation>Zurückgehaltene Löschungen</translation>
    </message>
    <message>
        <source>Entries of the log</source>
        <translation>Einträge im Protokoll</translation>
    </message>
</context>
<context>
    <name>CopyLine</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Kopieren: {name}</translation>
    </message>
</context>
<context>
    <name>Countries</name>
    <message>
        <source>Germany</source>
        <translation>Deutschland</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>Österreich</translation>
    </message>
    <message>
        <source>Switzerland</source>
        <translation>Schweiz</translation>
    </message>
    <message>
        <source>France</source>
        <translation>Frankreich</translation>
    </message>
    <message>
        <source>Spain</source>
        <translation>Spanien</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>Portugal</translation>
    </message>
    <message>
        <source>Italy</source>
        <translation>Italien</translation>
    </message>
    <message>
        <source>Netherlands</source>
        <translation>Niederlande</translation>
    </message>
    <message>
        <source>Belgium</source>
        <translation>Belgien</translation>
    </message>
    <message>
        <source>Luxembourg</source>
        <translation>Luxemburg</translation>
    </message>
    <message>
        <source>Poland</source>
        <translation>Polen</translation>
    </message>
    <message>
        <source>Czechia</source>
        <translation>Tschechien</translation>
    </message>
    <message>
        <source>Denmark</source>
        <translation>Dänemark</translation>
    </message>
    <message>
        <source>Sweden</source>
        <translation>Schweden</translation>
    </message>
    <message>
        <source>Norway</source>
        <translation>Norwegen</translation>
    </message>
    <message>
        <source>Finland</source>
        <translation>Finnland</translation>
    </message>
    <message>
        <source>Ireland</source>
        <translation>Irland</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>Vereinigtes Königreich</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>USA</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Kanada</translation>
    </message>
    <message>
        <source>Mexico</source>
        <translation>Mexiko</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>Brasilien</translation>
    </message>
    <message>
        <source>India</source>
        <translation>Indien</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>Japan</translation>
    </message>
    <message>
        <source>China</source>
        <translation>China</translation>
    </message>
    <message>
        <source>Australia</source>
        <translation>Australien</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>DecidingBar</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Change label</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>{n} picked · Esc lets go</source>
        <translation>{n} gewählt · Esc hebt auf</translation>
    </message>
</context>
<context>
    <name>DefectSheet</name>
    <message>
        <source>This is a fault of PurSight, not of yours. What you wrote is kept, and you can go on. The text below helps us to mend it; it holds no data of your sources.</source>
        <translation>Das ist ein Fehler von PurSight, nicht Ihrer. Was Sie geschrieben haben, ist erhalten, und Sie können weiterarbeiten. Der Text unten hilft uns, ihn zu beheben; er enthält keine Daten Ihrer Quellen.</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Einzelheiten des Fehlers</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>Defects</name>
    <message>
        <source>Something went wrong again; the log says more.</source>
        <translation>Wieder ist etwas schiefgegangen; das Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>Something went wrong here</source>
        <translation>Hier ist etwas schiefgegangen</translation>
    </message>
</context>
<context>
    <name>DescribeSheet</name>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>What they hold and what they are for; Markdown</source>
        <translation>Was sie enthalten und wozu sie dienen; Markdown</translation>
    </message>
    <message>
        <source>{n} of them have a description, which this replaces.</source>
        <translation>{n} davon haben eine Beschreibung, die hiermit ersetzt wird.</translation>
    </message>
    <message>
        <source>Save description</source>
        <translation>Beschreibung speichern</translation>
    </message>
    <message>
        <source>Remove what is written</source>
        <translation>Geschriebenes entfernen</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>What the scan saw</source>
        <translation>Was der Scan gesehen hat</translation>
    </message>
    <message>
        <source>{share} · {sure}</source>
        <translation>{share} · {sure}</translation>
    </message>
    <message>
        <source>The scan kept no reasons; only what stands around it can help.</source>
        <translation>Der Scan hat keine Gründe aufbewahrt; nur das Umfeld kann helfen.</translation>
    </message>
</context>
<context>
    <name>DevicesCard</name>
    <message>
        <source>This one</source>
        <translation>Dieses</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>last seen {when}</source>
        <translation>zuletzt gesehen {when}</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Revoke {name}</source>
        <translation>{name} widerrufen</translation>
    </message>
    <message>
        <source>It deletes its copy of the catalog as soon as it reaches the server, edits that it has not sent too. This cannot be undone.</source>
        <translation>Es löscht seine Kopie des Katalogs, sobald es den Server erreicht, auch Änderungen, die es noch nicht gesendet hat. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Revoke {name}?</source>
        <translation>{name} widerrufen?</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>{name} is revoked.</source>
        <translation>{name} ist widerrufen.</translation>
    </message>
</context>
<context>
    <name>DiagnosticsCard</name>
    <message>
        <source>A file for whoever looks into a fault: versions, how the sync stands, the last lines of the log. Names of assets, addresses and secrets are left out. It is written to this machine and sent nowhere.</source>
        <translation>Eine Datei für die Fehlersuche: Versionen, Stand des Abgleichs, die letzten Zeilen des Protokolls. Namen von Objekten, Adressen und Geheimnisse fehlen darin. Sie wird auf diesen Rechner geschrieben und nirgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Save the bundle…</source>
        <translation>Paket speichern…</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Save the bundle</source>
        <translation>Paket speichern</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Gespeichert als {path}</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>DiffLabel</name>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>{name}: before {gone}; after {new}</source>
        <translation>{name}: vorher {gone}; nachher {new}</translation>
    </message>
</context>
<context>
    <name>Difference</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>Columns that would change</source>
        <translation>Spalten, die sich ändern würden</translation>
    </message>
    <message>
        <source>Activate…</source>
        <translation>Aktivieren …</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Erneut vergleichen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>With version {number}, {changed} of {total} columns would change</source>
        <translation>Mit Version {number} würden sich {changed} von {total} Spalten ändern</translation>
    </message>
    <message>
        <source>{label} (decided, stands)</source>
        <translation>{label} (entschieden, bleibt)</translation>
    </message>
    <message>
        <source>Scans have changed something since: compare again.</source>
        <translation>Scans haben seitdem etwas geändert: Vergleichen Sie erneut.</translation>
    </message>
    <message>
        <source>People have decided about {n} of them, and that stands.</source>
        <translation>Über {n} davon haben Menschen entschieden, und das bleibt.</translation>
    </message>
    <message>
        <source>The first {n} are shown.</source>
        <translation>Gezeigt werden die ersten {n}.</translation>
    </message>
</context>
<context>
    <name>DirectoryCard</name>
    <message>
        <source>People sign in with their name and password of an LDAP directory or an Active Directory, and get roles by their groups there.</source>
        <translation>Personen melden sich mit Name und Passwort eines LDAP-Verzeichnisses oder eines Active Directory an und erhalten Rollen nach ihren Gruppen dort.</translation>
    </message>
    <message>
        <source>Take it away…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keines.</translation>
    </message>
    <message>
        <source>Your role does not allow to see whether there is one.</source>
        <translation>Ihre Rolle erlaubt nicht zu sehen, ob es eines gibt.</translation>
    </message>
    <message>
        <source>Change or try it…</source>
        <translation>Ändern oder ausprobieren …</translation>
    </message>
    <message>
        <source>Set it up…</source>
        <translation>Einrichten …</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>eigene</translation>
    </message>
    <message>
        <source>the operating system&apos;s</source>
        <translation>die des Betriebssystems</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Account to search with</source>
        <translation>Konto zum Suchen</translation>
    </message>
    <message>
        <source>Where people are</source>
        <translation>Wo Personen stehen</translation>
    </message>
    <message>
        <source>How they are found</source>
        <translation>Wie sie gefunden werden</translation>
    </message>
    <message>
        <source>Groups that give roles</source>
        <translation>Gruppen, die Rollen geben</translation>
    </message>
</context>
<context>
    <name>DirectorySheet</name>
    <message>
        <source>The organisation&apos;s directory</source>
        <translation>Das Verzeichnis der Organisation</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>One a line, tried in this order: ldaps://…, or ldap://… with StartTLS. Without TLS nothing is sent.</source>
        <translation>Einer je Zeile, in dieser Reihenfolge versucht: ldaps://… oder ldap://… mit StartTLS. Ohne TLS wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Certificates to trust (PEM). Empty: those of the server&apos;s operating system.</source>
        <translation>Zertifikate, denen vertraut wird (PEM). Leer: die des Betriebssystems des Servers.</translation>
    </message>
    <message>
        <source>Account to search with</source>
        <translation>Konto zum Suchen</translation>
    </message>
    <message>
        <source>It needs to read people and groups, and nothing else.</source>
        <translation>Es muss Personen und Gruppen lesen dürfen, sonst nichts.</translation>
    </message>
    <message>
        <source>There is one. It is asked for again when servers, certificates or the account change; else leave this empty and it stays.</source>
        <translation>Es gibt eines. Es wird wieder verlangt, wenn sich Server, Zertifikate oder das Konto ändern; sonst lassen Sie das leer, und es bleibt.</translation>
    </message>
    <message>
        <source>It is kept encrypted and never shown again.</source>
        <translation>Es wird verschlüsselt aufbewahrt und nie wieder gezeigt.</translation>
    </message>
    <message>
        <source>Its password</source>
        <translation>Sein Passwort</translation>
    </message>
    <message>
        <source>Where people are</source>
        <translation>Wo Personen stehen</translation>
    </message>
    <message>
        <source>With another one, the links between its people and persons here are forgotten.</source>
        <translation>Mit einem anderen werden die Verknüpfungen zwischen seinen Leuten und Personen hier vergessen.</translation>
    </message>
    <message>
        <source>Fill in what is usual in Active Directory</source>
        <translation>Eintragen, was in Active Directory üblich ist</translation>
    </message>
    <message>
        <source>Distinguished name of the group</source>
        <translation>Distinguished Name der Gruppe</translation>
    </message>
    <message>
        <source>Roles by group</source>
        <translation>Rollen nach Gruppe</translation>
    </message>
    <message>
        <source>Given and taken at each sign-in; roles that are not named here stay.</source>
        <translation>Bei jeder Anmeldung gegeben und genommen; Rollen, die hier nicht genannt sind, bleiben.</translation>
    </message>
    <message>
        <source>Let in who comes for the first time</source>
        <translation>Einlassen, wer zum ersten Mal kommt</translation>
    </message>
    <message>
        <source>A person without a password of PurSight is made for them.</source>
        <translation>Für sie wird eine Person ohne Passwort von PurSight angelegt.</translation>
    </message>
    <message>
        <source>Find persons by their e-mail address, once</source>
        <translation>Personen einmal über ihre E-Mail-Adresse finden</translation>
    </message>
    <message>
        <source>Only where the directory lets nobody choose an address that is not theirs.</source>
        <translation>Nur, wo das Verzeichnis niemanden eine Adresse wählen lässt, die nicht die eigene ist.</translation>
    </message>
    <message>
        <source>People can sign in with it</source>
        <translation>Personen können sich damit anmelden</translation>
    </message>
    <message>
        <source>Switched off, its settings and links are kept.</source>
        <translation>Abgeschaltet bleiben Einstellungen und Verknüpfungen erhalten.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>How people are found</source>
        <translation>Wie Personen gefunden werden</translation>
    </message>
    <message>
        <source>{login} is what was typed.</source>
        <translation>{login} ist, was eingegeben wurde.</translation>
    </message>
    <message>
        <source>What names them for ever</source>
        <translation>Was sie für immer benennt</translation>
    </message>
    <message>
        <source>Their e-mail address</source>
        <translation>Ihre E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Their name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Their groups</source>
        <translation>Ihre Gruppen</translation>
    </message>
    <message>
        <source>How groups are found that name their members</source>
        <translation>Wie Gruppen gefunden werden, die ihre Mitglieder nennen</translation>
    </message>
    <message>
        <source>Empty where people name their groups; else as (member={login}).</source>
        <translation>Leer, wo Personen ihre Gruppen nennen; sonst etwa (member={login}).</translation>
    </message>
    <message>
        <source>Where those groups are</source>
        <translation>Wo diese Gruppen stehen</translation>
    </message>
    <message>
        <source>Empty: where people are.</source>
        <translation>Leer: wo Personen stehen.</translation>
    </message>
    <message>
        <source>a name somebody signs in with</source>
        <translation>ein Name, mit dem sich jemand anmeldet</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Looks somebody up with what is typed here; nothing is saved, and no password of theirs is needed.</source>
        <translation>Sucht jemanden mit dem, was hier eingegeben ist; nichts wird gespeichert, und ein Passwort der Person wird nicht gebraucht.</translation>
    </message>
    <message>
        <source>Whom to look for</source>
        <translation>Wer gesucht wird</translation>
    </message>
    <message>
        <source>Asking the directory…</source>
        <translation>Das Verzeichnis wird gefragt …</translation>
    </message>
</context>
<context>
    <name>Distribution</name>
    <message>
        <source>How values are distributed</source>
        <translation>Wie sich die Werte verteilen</translation>
    </message>
    <message>
        <source>No bar tells of fewer than five values</source>
        <translation>Kein Balken erzählt von weniger als fünf Werten</translation>
    </message>
    <message>
        <source>each within {share} of all values</source>
        <translation>jeder auf {share} aller Werte genau</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>{n} values lie below {edge}.</source>
        <translation>{n} Werte liegen unter {edge}.</translation>
    </message>
    <message>
        <source>{n} values lie from {edge} on.</source>
        <translation>{n} Werte liegen ab {edge}.</translation>
    </message>
    <message>
        <source>By rank; the values themselves stay with the source</source>
        <translation>Nach Rang; die Werte selbst bleiben bei der Quelle</translation>
    </message>
    <message>
        <source>each count may be up to {n} too low</source>
        <translation>jede Anzahl kann um bis zu {n} zu klein sein</translation>
    </message>
    <message>
        <source>Most frequent values</source>
        <translation>Häufigste Werte</translation>
    </message>
    <message>
        <source>No. {n}</source>
        <translation>Nr. {n}</translation>
    </message>
</context>
<context>
    <name>DomainBox</name>
    <message>
        <source>No domain</source>
        <translation>Kein Bereich</translation>
    </message>
    <message>
        <source>A domain that is not in your copy</source>
        <translation>Ein Bereich, der nicht in Ihrer Kopie ist</translation>
    </message>
    <message>
        <source>Your roles do not let you change the domain</source>
        <translation>Ihre Rollen erlauben es nicht, den Bereich zu ändern</translation>
    </message>
</context>
<context>
    <name>DomainField</name>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Put it into another domain</source>
        <translation>Einem anderen Bereich zuordnen</translation>
    </message>
    <message>
        <source>No domain</source>
        <translation>Kein Bereich</translation>
    </message>
    <message>
        <source>Domain: {name}</source>
        <translation>Bereich: {name}</translation>
    </message>
    <message>
        <source>As {above}: {name}</source>
        <translation>Wie {above}: {name}</translation>
    </message>
    <message>
        <source>From the source {name}</source>
        <translation>Von der Quelle {name}</translation>
    </message>
    <message>
        <source>From {name}, in which it lies</source>
        <translation>Von {name}, worin es liegt</translation>
    </message>
    <message>
        <source>A domain that is not in your copy</source>
        <translation>Ein Bereich, der nicht in Ihrer Kopie ist</translation>
    </message>
    <message>
        <source>Your roles do not let you change the domain</source>
        <translation>Ihre Rollen erlauben es nicht, den Bereich zu ändern</translation>
    </message>
</context>
<context>
    <name>DomainForm</name>
    <message>
        <source>Make a domain</source>
        <translation>Bereich anlegen</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Vertrieb</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Customers, offers and orders</source>
        <translation>Kunden, Angebote und Aufträge</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Who answers for it?</source>
        <translation>Wer ist zuständig?</translation>
    </message>
    <message>
        <source>Name, e-mail address or department</source>
        <translation>Name, E-Mail-Adresse oder Abteilung</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>somebody you may not see</source>
        <translation>jemand, den Sie nicht sehen dürfen</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>Wer zuständig ist</translation>
    </message>
    <message>
        <source>{name} is kept.</source>
        <translation>{name} ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>DomainsSection</name>
    <message>
        <source>Domains</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>No domains</source>
        <translation>Keine Bereiche</translation>
    </message>
    <message>
        <source>A domain is an area of the business, such as sales. Sources, schemas, tables and columns are put into one; roles can be given for it, and policies ask for it.</source>
        <translation>Ein Bereich ist ein Teil des Unternehmens, etwa der Vertrieb. Quellen, Schemas, Tabellen und Spalten werden ihm zugeordnet; Rollen können für ihn vergeben werden, und Richtlinien fragen nach ihm.</translation>
    </message>
    <message>
        <source>Filter by name or description</source>
        <translation>Nach Name oder Beschreibung filtern</translation>
    </message>
    <message>
        <source>Make a domain</source>
        <translation>Bereich anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Assets</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>somebody you may not see</source>
        <translation>jemand, den Sie nicht sehen dürfen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>In it</source>
        <translation>Darin</translation>
    </message>
    <message>
        <source>Show in the catalog</source>
        <translation>Im Katalog zeigen</translation>
    </message>
    <message numerus="yes">
        <source>{n} sources</source>
        <translation>
            <numerusform>{n} Quelle</numerusform>
            <numerusform>{n} Quellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} assets</source>
        <translation>
            <numerusform>{n} Objekt</numerusform>
            <numerusform>{n} Objekte</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was put into it yet. A source is put into it under Sources, an asset on its page.</source>
        <translation>Noch ist ihm nichts zugeordnet. Eine Quelle wird unter Quellen zugeordnet, ein Objekt auf seiner Seite.</translation>
    </message>
    <message>
        <source>{what}. What lies in these lies here too, unless it was put elsewhere.</source>
        <translation>{what}. Was darin liegt, gehört auch hierher, wenn es nicht woanders zugeordnet ist.</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>Only a domain that nothing lies in, and no role or policy speaks of, is deleted. This cannot be undone.</source>
        <translation>Gelöscht wird nur ein Bereich, in dem nichts liegt und von dem keine Rolle oder Richtlinie spricht. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>{name} ist gelöscht.</translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>EditSheet</name>
    <message>
        <source>Now: {text}</source>
        <translation>Jetzt: {text}</translation>
    </message>
    <message>
        <source>Commas between them. {now}</source>
        <translation>Mit Kommas getrennt. {now}</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>{name} bearbeiten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>All in it lies there that is not put elsewhere; it may decide who sees it</source>
        <translation>Alles darin liegt dort, was nicht woanders zugeordnet ist; er kann bestimmen, wer es sieht</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Commas between them</source>
        <translation>Mit Kommas getrennt</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>EditableText</name>
    <message>
        <source>Edit (Enter)</source>
        <translation>Bearbeiten (Enter)</translation>
    </message>
    <message>
        <source>What you wrote was not saved.</source>
        <translation>Was Sie geschrieben haben, wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>Weiterschreiben</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
</context>
<context>
    <name>EmergencySection</name>
    <message>
        <source>Emergency access</source>
        <translation>Notfallzugriff</translation>
    </message>
    <message>
        <source>No emergency so far</source>
        <translation>Noch kein Notfall</translation>
    </message>
    <message>
        <source>Where something burns and nobody who may act is there, a role can be taken for some minutes. Administrators and auditors are alarmed, and somebody else reviews it.</source>
        <translation>Wo es brennt und niemand da ist, der handeln darf, kann eine Rolle für einige Minuten genommen werden. Administration und Revision werden alarmiert, und jemand anderes prüft es.</translation>
    </message>
    <message>
        <source>Filter by person or reason</source>
        <translation>Nach Person oder Grund filtern</translation>
    </message>
    <message>
        <source>Take emergency access…</source>
        <translation>Notfallzugriff nehmen…</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Genommen</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>Alarmed</source>
        <translation>Alarmiert</translation>
    </message>
    <message numerus="yes">
        <source>{n} people</source>
        <translation>
            <numerusform>{n} Person</numerusform>
            <numerusform>{n} Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} times in 30 days</source>
        <translation>
            <numerusform>{n}-mal in 30 Tagen</numerusform>
            <numerusform>{n}-mal in 30 Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Before that</source>
        <translation>Davor</translation>
    </message>
    <message>
        <source>What had happened</source>
        <translation>Was geschehen war</translation>
    </message>
    <message>
        <source>At its end</source>
        <translation>Am Ende</translation>
    </message>
    <message>
        <source>{name} found</source>
        <translation>{name} fand</translation>
    </message>
    <message>
        <source>Give it back…</source>
        <translation>Zurückgeben…</translation>
    </message>
    <message>
        <source>Take it back…</source>
        <translation>Zurücknehmen…</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>Prüfen…</translation>
    </message>
    <message>
        <source>Somebody else reviews it: nobody does so for themselves.</source>
        <translation>Jemand anderes prüft es: Niemand tut das für sich selbst.</translation>
    </message>
    <message>
        <source>What was done meanwhile</source>
        <translation>Was inzwischen getan wurde</translation>
    </message>
    <message>
        <source>You have emergency access. The alarm has been raised.</source>
        <translation>Sie haben Notfallzugriff. Der Alarm ist ausgelöst.</translation>
    </message>
    <message>
        <source>End emergency access of {name}?</source>
        <translation>Notfallzugriff von {name} beenden?</translation>
    </message>
    <message>
        <source>The role is gone at once, and the review begins.</source>
        <translation>Die Rolle ist sofort weg, und die Prüfung beginnt.</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Ended.</source>
        <translation>Beendet.</translation>
    </message>
    <message>
        <source>How it went</source>
        <translation>Wie es ging</translation>
    </message>
    <message>
        <source>Reviewed.</source>
        <translation>Geprüft.</translation>
    </message>
</context>
<context>
    <name>EnrolSheet</name>
    <message>
        <source>Enrol an agent</source>
        <translation>Agent aufnehmen</translation>
    </message>
    <message>
        <source>An agent runs beside the data and looks at it there. It needs a token once, to prove that it is yours.</source>
        <translation>Ein Agent läuft bei den Daten und untersucht sie dort. Er braucht einmal ein Token, um zu beweisen, dass er Ihrer ist.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Agents of a group can stand in for each other</source>
        <translation>Agenten einer Gruppe können einander vertreten</translation>
    </message>
    <message>
        <source>How many agents</source>
        <translation>Wie viele Agenten</translation>
    </message>
    <message>
        <source>That use this one token</source>
        <translation>Die dieses eine Token verwenden</translation>
    </message>
    <message>
        <source>New machine in Frankfurt</source>
        <translation>Neuer Rechner in Frankfurt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Stays in the log</source>
        <translation>Bleibt im Protokoll</translation>
    </message>
    <message>
        <source>Make a token</source>
        <translation>Token erstellen</translation>
    </message>
</context>
<context>
    <name>EntryPane</name>
    <message>
        <source>All about it</source>
        <translation>Alles dazu</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>All entries about the same (Enter)</source>
        <translation>Alle Einträge zum selben Gegenstand (Enter)</translation>
    </message>
    <message>
        <source>Open what it is about (Enter)</source>
        <translation>Öffnen, worum es geht (Enter)</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Set back what was changed</source>
        <translation>Zurücksetzen, was geändert wurde</translation>
    </message>
    <message>
        <source>Prove it</source>
        <translation>Beweisen</translation>
    </message>
    <message>
        <source>Check here that the server has signed for exactly this</source>
        <translation>Hier prüfen, dass der Server genau dies signiert hat</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Worüber</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Proven: on {when} the server signed for {n} entries, and this is one.</source>
        <translation>Bewiesen: Am {when} hat der Server {n} Einträge signiert, und dies ist einer davon.</translation>
    </message>
    <message>
        <source>That log goes on from the one this console has seen before.</source>
        <translation>Dieses Protokoll setzt das fort, das diese Konsole früher gesehen hat.</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>ErrorState</name>
    <message>
        <source>This is a fault of PurSight, not of yours. Nothing you wrote is lost. The text below helps us to mend it; it holds no data of your sources.</source>
        <translation>Das ist ein Fehler von PurSight, nicht Ihrer. Nichts, was Sie geschrieben haben, ist verloren. Der Text unten hilft uns, ihn zu beheben; er enthält keine Daten Ihrer Quellen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Einzelheiten des Fehlers</translation>
    </message>
    <message>
        <source>Something went wrong here</source>
        <translation>Hier ist etwas schiefgegangen</translation>
    </message>
</context>
<context>
    <name>EstatePanel</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Sensitive</source>
        <translation>Sensibel</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Open violations</source>
        <translation>Offene Verstöße</translation>
    </message>
    <message>
        <source>What the columns hold</source>
        <translation>Was die Spalten enthalten</translation>
    </message>
    <message>
        <source>How sensitive they are</source>
        <translation>Wie vertraulich sie sind</translation>
    </message>
    <message>
        <source>Quality by source</source>
        <translation>Qualität nach Quelle</translation>
    </message>
    <message>
        <source>Open violations by severity</source>
        <translation>Offene Verstöße nach Schwere</translation>
    </message>
    <message>
        <source>No labels yet; a scan with classification finds them.</source>
        <translation>Noch keine Labels; ein Scan mit Einstufung findet sie.</translation>
    </message>
    <message>
        <source>No columns yet.</source>
        <translation>Noch keine Spalten.</translation>
    </message>
    <message>
        <source>No scores yet; they come with rules and scans.</source>
        <translation>Noch keine Bewertungen; sie kommen mit Regeln und Scans.</translation>
    </message>
    <message>
        <source>None so far.</source>
        <translation>Bisher keine.</translation>
    </message>
    <message>
        <source>None. Every policy is kept.</source>
        <translation>Keine. Alle Richtlinien sind eingehalten.</translation>
    </message>
    <message numerus="yes">
        <source>{n} schemas</source>
        <translation>
            <numerusform>{n} Schema</numerusform>
            <numerusform>{n} Schemas</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} have an owner</source>
        <translation>{share} mit Verantwortlichen</translation>
    </message>
    <message>
        <source>about {n} a table</source>
        <translation>etwa {n} je Tabelle</translation>
    </message>
    <message numerus="yes">
        <source>{n} columns</source>
        <translation>
            <numerusform>{n} Spalte</numerusform>
            <numerusform>{n} Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>of 100, mean of tables</source>
        <translation>von 100, Mittel der Tabellen</translation>
    </message>
    <message>
        <source>{n} high or critical</source>
        <translation>{n} hoch oder kritisch</translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Documentation changed</source>
        <translation>Dokumentation geändert</translation>
    </message>
    <message>
        <source>Found for the first time</source>
        <translation>Erstmals gefunden</translation>
    </message>
    <message>
        <source>The scan found {subject} for the first time</source>
        <translation>Der Scan hat {subject} erstmals gefunden</translation>
    </message>
    <message>
        <source>Changed at the source</source>
        <translation>An der Quelle geändert</translation>
    </message>
    <message>
        <source>The scan found that {subject} has changed</source>
        <translation>Der Scan hat festgestellt, dass {subject} sich geändert hat</translation>
    </message>
    <message>
        <source>Renamed at the source</source>
        <translation>An der Quelle umbenannt</translation>
    </message>
    <message>
        <source>The scan found that {old_fqn} is now called {fqn}</source>
        <translation>Der Scan hat festgestellt, dass {old_fqn} jetzt {fqn} heißt</translation>
    </message>
    <message>
        <source>Gone from the source</source>
        <translation>Aus der Quelle entfallen</translation>
    </message>
    <message>
        <source>{subject} is no longer there</source>
        <translation>{subject} ist nicht mehr da</translation>
    </message>
    <message>
        <source>Back at the source</source>
        <translation>Wieder in der Quelle</translation>
    </message>
    <message>
        <source>The scan found {subject} again</source>
        <translation>Der Scan hat {subject} wiedergefunden</translation>
    </message>
    <message>
        <source>Deletion held back</source>
        <translation>Löschung zurückgehalten</translation>
    </message>
    <message>
        <source>Much of {subject} vanished at once: a person decides whether it is gone</source>
        <translation>Von {subject} ist auf einmal viel verschwunden: Eine Person entscheidet, ob es entfallen ist</translation>
    </message>
    <message>
        <source>Deletion confirmed</source>
        <translation>Löschung bestätigt</translation>
    </message>
    <message>
        <source>{who} confirmed that what vanished from {subject} is gone</source>
        <translation>{who} hat bestätigt, dass das aus {subject} Verschwundene entfallen ist</translation>
    </message>
    <message>
        <source>Deletion rejected</source>
        <translation>Löschung abgelehnt</translation>
    </message>
    <message>
        <source>{who} kept what had vanished from {subject}</source>
        <translation>{who} hat behalten, was aus {subject} verschwunden war</translation>
    </message>
    <message>
        <source>Deletion no longer held</source>
        <translation>Löschung nicht mehr zurückgehalten</translation>
    </message>
    <message>
        <source>What had vanished from {subject} is there again</source>
        <translation>Was aus {subject} verschwunden war, ist wieder da</translation>
    </message>
    <message>
        <source>Recognised by a scan</source>
        <translation>Von einem Scan erkannt</translation>
    </message>
    <message>
        <source>Classification decided</source>
        <translation>Einstufung entschieden</translation>
    </message>
    <message>
        <source>Decision taken back</source>
        <translation>Entscheidung zurückgenommen</translation>
    </message>
    <message>
        <source>Sensitivity changed</source>
        <translation>Vertraulichkeit geändert</translation>
    </message>
    <message>
        <source>Quality scored</source>
        <translation>Qualität bewertet</translation>
    </message>
    <message>
        <source>Rule defined</source>
        <translation>Regel angelegt</translation>
    </message>
    <message>
        <source>{who} defined the rule {subject}</source>
        <translation>{who} hat die Regel {subject} angelegt</translation>
    </message>
    <message>
        <source>Rule edited</source>
        <translation>Regel bearbeitet</translation>
    </message>
    <message>
        <source>Rule passed</source>
        <translation>Regel eingehalten</translation>
    </message>
    <message>
        <source>The rule {subject} holds</source>
        <translation>Die Regel {subject} ist eingehalten</translation>
    </message>
    <message>
        <source>Rule failed</source>
        <translation>Regel verletzt</translation>
    </message>
    <message>
        <source>Rule not checked</source>
        <translation>Regel nicht geprüft</translation>
    </message>
    <message>
        <source>The rule {subject} could not be checked</source>
        <translation>Die Regel {subject} konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>Policies installed</source>
        <translation>Richtlinien eingerichtet</translation>
    </message>
    <message>
        <source>{who} installed policies that come with PurSight</source>
        <translation>{who} hat Richtlinien eingerichtet, die PurSight mitbringt</translation>
    </message>
    <message>
        <source>Policy defined</source>
        <translation>Richtlinie angelegt</translation>
    </message>
    <message>
        <source>{who} defined the policy {subject}</source>
        <translation>{who} hat die Richtlinie {subject} angelegt</translation>
    </message>
    <message>
        <source>Policy reworded</source>
        <translation>Richtlinie neu formuliert</translation>
    </message>
    <message>
        <source>{who} worded the policy {subject} anew</source>
        <translation>{who} hat die Richtlinie {subject} neu formuliert</translation>
    </message>
    <message>
        <source>Policy switched on or off</source>
        <translation>Richtlinie ein- oder ausgeschaltet</translation>
    </message>
    <message>
        <source>Violation found</source>
        <translation>Verstoß gefunden</translation>
    </message>
    <message>
        <source>{subject} is not as the policy {policy} wants it</source>
        <translation>{subject} entspricht nicht der Richtlinie {policy}</translation>
    </message>
    <message>
        <source>Violation closed</source>
        <translation>Verstoß geschlossen</translation>
    </message>
    <message>
        <source>{subject} is as its policy wants it again</source>
        <translation>{subject} entspricht wieder der Richtlinie</translation>
    </message>
    <message>
        <source>Risk accepted</source>
        <translation>Risiko akzeptiert</translation>
    </message>
    <message>
        <source>{who} accepted the risk that {subject} is not as its policy wants it</source>
        <translation>{who} hat das Risiko akzeptiert, dass {subject} nicht der Richtlinie entspricht</translation>
    </message>
    <message>
        <source>Risk no longer accepted</source>
        <translation>Risiko nicht mehr akzeptiert</translation>
    </message>
    <message>
        <source>{who} no longer accepts the risk of {subject}</source>
        <translation>{who} akzeptiert das Risiko von {subject} nicht mehr</translation>
    </message>
    <message>
        <source>Source registered</source>
        <translation>Quelle registriert</translation>
    </message>
    <message>
        <source>{who} registered the source {subject}</source>
        <translation>{who} hat die Quelle {subject} registriert</translation>
    </message>
    <message>
        <source>Source edited</source>
        <translation>Quelle bearbeitet</translation>
    </message>
    <message>
        <source>{who} edited the source {subject}</source>
        <translation>{who} hat die Quelle {subject} bearbeitet</translation>
    </message>
    <message>
        <source>Source in another state</source>
        <translation>Status einer Quelle geändert</translation>
    </message>
    <message>
        <source>Source archived</source>
        <translation>Quelle archiviert</translation>
    </message>
    <message>
        <source>{who} archived the source {subject}</source>
        <translation>{who} hat die Quelle {subject} archiviert</translation>
    </message>
    <message>
        <source>Connection tested</source>
        <translation>Verbindung getestet</translation>
    </message>
    <message>
        <source>Scan asked for</source>
        <translation>Scan angefordert</translation>
    </message>
    <message>
        <source>Scan offered to an agent</source>
        <translation>Scan einem Agenten angeboten</translation>
    </message>
    <message>
        <source>The scan of {subject} was offered to an agent</source>
        <translation>Der Scan von {subject} wurde einem Agenten angeboten</translation>
    </message>
    <message>
        <source>Scan accepted by an agent</source>
        <translation>Scan von einem Agenten angenommen</translation>
    </message>
    <message>
        <source>{who} accepted the scan of {subject}</source>
        <translation>{who} hat den Scan von {subject} angenommen</translation>
    </message>
    <message>
        <source>Scan begun</source>
        <translation>Scan begonnen</translation>
    </message>
    <message>
        <source>{who} began to scan {subject}</source>
        <translation>{who} hat den Scan von {subject} begonnen</translation>
    </message>
    <message>
        <source>Scan waits again</source>
        <translation>Scan wartet wieder</translation>
    </message>
    <message>
        <source>The scan of {subject} waits for an agent again</source>
        <translation>Der Scan von {subject} wartet wieder auf einen Agenten</translation>
    </message>
    <message>
        <source>Scan done</source>
        <translation>Scan fertig</translation>
    </message>
    <message>
        <source>The scan of {subject} is done</source>
        <translation>Der Scan von {subject} ist fertig</translation>
    </message>
    <message>
        <source>Scan failed</source>
        <translation>Scan fehlgeschlagen</translation>
    </message>
    <message>
        <source>The scan of {subject} failed</source>
        <translation>Der Scan von {subject} ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Scan cancelled</source>
        <translation>Scan abgebrochen</translation>
    </message>
    <message>
        <source>The scan of {subject} was cancelled</source>
        <translation>Der Scan von {subject} wurde abgebrochen</translation>
    </message>
    <message>
        <source>Scan to be cancelled</source>
        <translation>Scan soll abgebrochen werden</translation>
    </message>
    <message>
        <source>{who} asked to cancel the scan of {subject}</source>
        <translation>{who} will den Scan von {subject} abbrechen</translation>
    </message>
    <message>
        <source>Scan delivered</source>
        <translation>Scan zugestellt</translation>
    </message>
    <message>
        <source>Report quarantined</source>
        <translation>Bericht in Quarantäne</translation>
    </message>
    <message>
        <source>A report of {subject} was put aside: {reason}</source>
        <translation>Ein Bericht von {subject} wurde beiseitegelegt: {reason}</translation>
    </message>
    <message>
        <source>Enrolment token issued</source>
        <translation>Aufnahmetoken ausgestellt</translation>
    </message>
    <message>
        <source>{who} issued a token for agents of the group {agent_group}</source>
        <translation>{who} hat ein Token für Agenten der Gruppe {agent_group} ausgestellt</translation>
    </message>
    <message>
        <source>Agent enrolled</source>
        <translation>Agent aufgenommen</translation>
    </message>
    <message>
        <source>The agent {subject} was enrolled</source>
        <translation>Der Agent {subject} wurde aufgenommen</translation>
    </message>
    <message>
        <source>Sources announced by an agent</source>
        <translation>Quellen von einem Agenten angekündigt</translation>
    </message>
    <message>
        <source>{who} announced the sources that it can reach</source>
        <translation>{who} hat die erreichbaren Quellen angekündigt</translation>
    </message>
    <message>
        <source>Agent revoked</source>
        <translation>Agent widerrufen</translation>
    </message>
    <message>
        <source>{who} revoked the agent {subject}</source>
        <translation>{who} hat den Agenten {subject} widerrufen</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>Person hinzugefügt</translation>
    </message>
    <message>
        <source>{who} added {subject}</source>
        <translation>{who} hat {subject} hinzugefügt</translation>
    </message>
    <message>
        <source>Person changed</source>
        <translation>Person geändert</translation>
    </message>
    <message>
        <source>Person let in again</source>
        <translation>Person wieder zugelassen</translation>
    </message>
    <message>
        <source>{who} let {subject} in again</source>
        <translation>{who} hat {subject} wieder zugelassen</translation>
    </message>
    <message>
        <source>Person locked out</source>
        <translation>Person ausgesperrt</translation>
    </message>
    <message>
        <source>{who} locked {subject} out</source>
        <translation>{who} hat {subject} ausgesperrt</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>Passwort geändert</translation>
    </message>
    <message>
        <source>The password of {subject} was changed by {who}</source>
        <translation>Das Passwort von {subject} wurde von {who} geändert</translation>
    </message>
    <message>
        <source>Sign-in failed</source>
        <translation>Anmeldung fehlgeschlagen</translation>
    </message>
    <message>
        <source>Signing in as {subject} failed</source>
        <translation>Die Anmeldung als {subject} ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>{who} signed in</source>
        <translation>{who} hat sich angemeldet</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>A session of {who} ended</source>
        <translation>Eine Sitzung von {who} ist beendet</translation>
    </message>
    <message>
        <source>Console made known</source>
        <translation>Konsole bekannt gemacht</translation>
    </message>
    <message>
        <source>{who} made the console {subject} known</source>
        <translation>{who} hat die Konsole {subject} bekannt gemacht</translation>
    </message>
    <message>
        <source>Console revoked</source>
        <translation>Konsole widerrufen</translation>
    </message>
    <message>
        <source>{who} revoked the console {subject}</source>
        <translation>{who} hat die Konsole {subject} widerrufen</translation>
    </message>
    <message>
        <source>Organisation founded</source>
        <translation>Organisation gegründet</translation>
    </message>
    <message>
        <source>{who} founded the organisation {subject}</source>
        <translation>{who} hat die Organisation {subject} gegründet</translation>
    </message>
    <message>
        <source>Organisation renamed</source>
        <translation>Organisation umbenannt</translation>
    </message>
    <message>
        <source>{who} renamed the organisation from {old_name} to {name}</source>
        <translation>{who} hat die Organisation von {old_name} in {name} umbenannt</translation>
    </message>
    <message>
        <source>Log exported</source>
        <translation>Protokoll exportiert</translation>
    </message>
    <message>
        <source>{who} exported the log with its proofs</source>
        <translation>{who} hat das Protokoll mit seinen Beweisen exportiert</translation>
    </message>
    <message>
        <source>{who}: {done} ({subject})</source>
        <translation>{who}: {done} ({subject})</translation>
    </message>
    <message>
        <source>Agent {name}</source>
        <translation>Agent {name}</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>{family}: everything</source>
        <translation>{family}: alles</translation>
    </message>
    <message>
        <source>an asset</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>a source</source>
        <translation>eine Quelle</translation>
    </message>
    <message>
        <source>a domain</source>
        <translation>ein Bereich</translation>
    </message>
    <message>
        <source>an agent</source>
        <translation>ein Agent</translation>
    </message>
    <message>
        <source>a rule</source>
        <translation>eine Regel</translation>
    </message>
    <message>
        <source>a policy</source>
        <translation>eine Richtlinie</translation>
    </message>
    <message>
        <source>a person</source>
        <translation>eine Person</translation>
    </message>
    <message>
        <source>a console</source>
        <translation>eine Konsole</translation>
    </message>
    <message>
        <source>the organisation</source>
        <translation>die Organisation</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} und {last}</translation>
    </message>
    <message>
        <source>the owner</source>
        <translation>die Verantwortung</translation>
    </message>
    <message>
        <source>the description</source>
        <translation>die Beschreibung</translation>
    </message>
    <message>
        <source>the tags</source>
        <translation>die Schlagwörter</translation>
    </message>
    <message>
        <source>the domain</source>
        <translation>den Bereich</translation>
    </message>
    <message>
        <source>{who} set the owner of {subject} to {owner}</source>
        <translation>{who} hat {owner} als verantwortlich für {subject} eingetragen</translation>
    </message>
    <message>
        <source>{who} removed the owner of {subject}</source>
        <translation>{who} hat die Verantwortung für {subject} entfernt</translation>
    </message>
    <message>
        <source>{who} removed the description of {subject}</source>
        <translation>{who} hat die Beschreibung von {subject} entfernt</translation>
    </message>
    <message>
        <source>{who} changed the description of {subject}</source>
        <translation>{who} hat die Beschreibung von {subject} geändert</translation>
    </message>
    <message>
        <source>{who} described {subject}</source>
        <translation>{who} hat {subject} beschrieben</translation>
    </message>
    <message>
        <source>{who} put {subject} into the domain {domain}</source>
        <translation>{who} hat {subject} dem Bereich {domain} zugeordnet</translation>
    </message>
    <message>
        <source>{who} took {subject} out of its domain</source>
        <translation>{who} hat {subject} aus dem Bereich genommen</translation>
    </message>
    <message>
        <source>the documentation</source>
        <translation>die Dokumentation</translation>
    </message>
    <message>
        <source>{who} changed {what} of {subject}</source>
        <translation>{who} hat {what} von {subject} geändert</translation>
    </message>
    <message>
        <source>{who} tagged {subject} with {added} instead of {removed}</source>
        <translation>{who} hat bei {subject} die Schlagwörter {removed} durch {added} ersetzt</translation>
    </message>
    <message>
        <source>{who} removed {removed} from the tags of {subject}</source>
        <translation>{who} hat bei {subject} die Schlagwörter {removed} entfernt</translation>
    </message>
    <message>
        <source>{who} tagged {subject} with {added}</source>
        <translation>{who} hat {subject} mit {added} verschlagwortet</translation>
    </message>
    <message>
        <source>{who} decided that {subject} holds nothing sensitive</source>
        <translation>{who} hat entschieden: {subject} enthält nichts Sensibles</translation>
    </message>
    <message>
        <source>{who} decided that {subject} does not hold {old}</source>
        <translation>{who} hat entschieden, was {subject} nicht enthält: {old}</translation>
    </message>
    <message>
        <source>{who} confirmed that {subject} holds {new}</source>
        <translation>{who} hat bestätigt: {subject} enthält {new}</translation>
    </message>
    <message>
        <source>{who} decided that {subject} holds {new}</source>
        <translation>{who} hat entschieden: {subject} enthält {new}</translation>
    </message>
    <message>
        <source>{who} took back the decision about {subject}; scans find {new}</source>
        <translation>{who} hat die Entscheidung über {subject} zurückgenommen; Scans finden {new}</translation>
    </message>
    <message>
        <source>The quality of {subject} can no longer be told</source>
        <translation>Die Qualität von {subject} lässt sich nicht mehr angeben</translation>
    </message>
    <message>
        <source>The quality of {subject} was scored for the first time: {new}</source>
        <translation>Die Qualität von {subject} wurde erstmals bewertet: {new}</translation>
    </message>
    <message>
        <source>The quality of {subject} rose from {old} to {new}</source>
        <translation>Die Qualität von {subject} ist von {old} auf {new} gestiegen</translation>
    </message>
    <message>
        <source>The quality of {subject} fell from {old} to {new}</source>
        <translation>Die Qualität von {subject} ist von {old} auf {new} gefallen</translation>
    </message>
    <message>
        <source>{who} edited the rule {subject}</source>
        <translation>{who} hat die Regel {subject} bearbeitet</translation>
    </message>
    <message>
        <source>{who} switched the rule {subject} on</source>
        <translation>{who} hat die Regel {subject} eingeschaltet</translation>
    </message>
    <message>
        <source>{who} paused the rule {subject}</source>
        <translation>{who} hat die Regel {subject} pausiert</translation>
    </message>
    <message>
        <source>{who} retired the rule {subject}</source>
        <translation>{who} hat die Regel {subject} stillgelegt</translation>
    </message>
    <message>
        <source>The rule {subject} failed</source>
        <translation>Die Regel {subject} ist verletzt</translation>
    </message>
    <message>
        <source>{who} switched the policy {subject} on</source>
        <translation>{who} hat die Richtlinie {subject} eingeschaltet</translation>
    </message>
    <message>
        <source>{who} switched the policy {subject} off</source>
        <translation>{who} hat die Richtlinie {subject} ausgeschaltet</translation>
    </message>
    <message>
        <source>The connection to {subject} was tested: it does not work</source>
        <translation>Die Verbindung zu {subject} wurde getestet: Sie funktioniert nicht</translation>
    </message>
    <message>
        <source>The connection to {subject} was tested: it works</source>
        <translation>Die Verbindung zu {subject} wurde getestet: Sie funktioniert</translation>
    </message>
    <message>
        <source>{subject} could not be reached or scanned</source>
        <translation>{subject} konnte nicht erreicht oder gescannt werden</translation>
    </message>
    <message>
        <source>{subject} is now {state}</source>
        <translation>Neuer Status von {subject}: {state}</translation>
    </message>
    <message>
        <source>{who} reported that the scan of {subject} failed</source>
        <translation>{who} hat gemeldet, dass der Scan von {subject} fehlgeschlagen ist</translation>
    </message>
    <message>
        <source>{who} reported that the scan of {subject} was cancelled</source>
        <translation>{who} hat gemeldet, dass der Scan von {subject} abgebrochen wurde</translation>
    </message>
    <message>
        <source>{who} delivered the scan of {subject}</source>
        <translation>{who} hat den Scan von {subject} zugestellt</translation>
    </message>
    <message>
        <source>{who} made {subject} {roles}</source>
        <translation>{who} hat {subject} neue Rollen gegeben: {roles}</translation>
    </message>
    <message>
        <source>a person without a role</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>{who} renamed {old_name} to {subject}</source>
        <translation>{who} hat {old_name} in {subject} umbenannt</translation>
    </message>
    <message>
        <source>{who} let the vocabulary say again how sensitive {subject} is</source>
        <translation>{who} hat die Vertraulichkeit von {subject} wieder dem Vokabular überlassen</translation>
    </message>
    <message>
        <source>{who} made {subject} {sensitivity}</source>
        <translation>{who} hat die Vertraulichkeit von {subject} geändert: {sensitivity}</translation>
    </message>
    <message>
        <source>{who} asked for a test of the connection to {subject}</source>
        <translation>{who} hat einen Test der Verbindung zu {subject} angefordert</translation>
    </message>
    <message>
        <source>{who} asked for a full scan of {subject}</source>
        <translation>{who} hat einen vollständigen Scan von {subject} angefordert</translation>
    </message>
    <message>
        <source>{who} asked for a scan of {subject}</source>
        <translation>{who} hat einen Scan von {subject} angefordert</translation>
    </message>
    <message>
        <source>Alert: {rule}</source>
        <translation>Alarm: {rule}</translation>
    </message>
    <message>
        <source>Judged by another model</source>
        <translation>Von einem anderen Modell beurteilt</translation>
    </message>
    <message>
        <source>Another model or threshold judges columns of {subject} anew</source>
        <translation>Ein anderes Modell oder ein anderer Schwellenwert beurteilt Spalten von {subject} neu</translation>
    </message>
    <message>
        <source>Model put to work</source>
        <translation>Modell in Betrieb genommen</translation>
    </message>
    <message>
        <source>Another model or threshold judges columns from now on</source>
        <translation>Ein anderes Modell oder ein anderer Schwellenwert beurteilt Spalten von nun an</translation>
    </message>
    <message>
        <source>Model trained</source>
        <translation>Modell trainiert</translation>
    </message>
    <message>
        <source>A version of the model was trained</source>
        <translation>Eine Version des Modells wurde trainiert</translation>
    </message>
    <message>
        <source>Training asked for</source>
        <translation>Training angefordert</translation>
    </message>
    <message>
        <source>A new version of the model was asked for</source>
        <translation>Eine neue Version des Modells wurde angefordert</translation>
    </message>
    <message>
        <source>Training cancelled</source>
        <translation>Training abgebrochen</translation>
    </message>
    <message>
        <source>The training of a model was cancelled</source>
        <translation>Das Training eines Modells wurde abgebrochen</translation>
    </message>
    <message>
        <source>Training failed</source>
        <translation>Training gescheitert</translation>
    </message>
    <message>
        <source>The training of a model failed</source>
        <translation>Das Training eines Modells ist gescheitert</translation>
    </message>
    <message>
        <source>Model came with the server</source>
        <translation>Modell mit dem Server gekommen</translation>
    </message>
    <message>
        <source>A version of the model came with the server&apos;s software</source>
        <translation>Eine Version des Modells kam mit der Software des Servers</translation>
    </message>
    <message>
        <source>Comparison asked for</source>
        <translation>Vergleich angefordert</translation>
    </message>
    <message>
        <source>A comparison of models was asked for</source>
        <translation>Ein Vergleich von Modellen wurde angefordert</translation>
    </message>
    <message>
        <source>Models compared</source>
        <translation>Modelle verglichen</translation>
    </message>
    <message>
        <source>What another model would change was found out</source>
        <translation>Es wurde ermittelt, was ein anderes Modell ändern würde</translation>
    </message>
    <message>
        <source>Comparison discarded</source>
        <translation>Vergleich verworfen</translation>
    </message>
    <message>
        <source>A comparison of models was discarded</source>
        <translation>Ein Vergleich von Modellen wurde verworfen</translation>
    </message>
    <message>
        <source>Service account added</source>
        <translation>Dienstkonto hinzugefügt</translation>
    </message>
    <message>
        <source>{who} added the service account {subject}</source>
        <translation>{who} hat das Dienstkonto {subject} hinzugefügt</translation>
    </message>
    <message>
        <source>Service account changed</source>
        <translation>Dienstkonto geändert</translation>
    </message>
    <message>
        <source>{who} changed the service account {subject}</source>
        <translation>{who} hat das Dienstkonto {subject} geändert</translation>
    </message>
    <message>
        <source>Service account enabled</source>
        <translation>Dienstkonto freigegeben</translation>
    </message>
    <message>
        <source>{who} enabled the service account {subject}</source>
        <translation>{who} hat das Dienstkonto {subject} freigegeben</translation>
    </message>
    <message>
        <source>Service account disabled</source>
        <translation>Dienstkonto gesperrt</translation>
    </message>
    <message>
        <source>{who} disabled the service account {subject}</source>
        <translation>{who} hat das Dienstkonto {subject} gesperrt</translation>
    </message>
    <message>
        <source>API token made</source>
        <translation>API-Token ausgestellt</translation>
    </message>
    <message>
        <source>{who} made the API token {subject}</source>
        <translation>{who} hat das API-Token {subject} ausgestellt</translation>
    </message>
    <message>
        <source>API token revoked</source>
        <translation>API-Token widerrufen</translation>
    </message>
    <message>
        <source>{who} revoked the API token {subject}</source>
        <translation>{who} hat das API-Token {subject} widerrufen</translation>
    </message>
    <message>
        <source>API token refused</source>
        <translation>API-Token abgewiesen</translation>
    </message>
    <message>
        <source>An API token was tried with a wrong secret</source>
        <translation>Ein API-Token wurde mit falschem Geheimnis versucht</translation>
    </message>
    <message>
        <source>Settings about access changed</source>
        <translation>Zugriffseinstellungen geändert</translation>
    </message>
    <message>
        <source>{who} changed the settings about access</source>
        <translation>{who} hat die Zugriffseinstellungen geändert</translation>
    </message>
    <message>
        <source>Access request drafted</source>
        <translation>Zugriffsantrag entworfen</translation>
    </message>
    <message>
        <source>{who} drafted an access request</source>
        <translation>{who} hat einen Zugriffsantrag entworfen</translation>
    </message>
    <message>
        <source>Access asked for</source>
        <translation>Zugriff beantragt</translation>
    </message>
    <message>
        <source>{who} asked for access</source>
        <translation>{who} hat Zugriff beantragt</translation>
    </message>
    <message>
        <source>Access request approved</source>
        <translation>Zugriffsantrag genehmigt</translation>
    </message>
    <message>
        <source>{who} approved an access request</source>
        <translation>{who} hat einen Zugriffsantrag genehmigt</translation>
    </message>
    <message>
        <source>Access request refused</source>
        <translation>Zugriffsantrag abgelehnt</translation>
    </message>
    <message>
        <source>{who} refused an access request</source>
        <translation>{who} hat einen Zugriffsantrag abgelehnt</translation>
    </message>
    <message>
        <source>Access request withdrawn</source>
        <translation>Zugriffsantrag zurückgezogen</translation>
    </message>
    <message>
        <source>{who} withdrew an access request</source>
        <translation>{who} hat einen Zugriffsantrag zurückgezogen</translation>
    </message>
    <message>
        <source>Access request expired</source>
        <translation>Zugriffsantrag verfallen</translation>
    </message>
    <message>
        <source>Nobody decided an access request in time</source>
        <translation>Über einen Zugriffsantrag hat niemand rechtzeitig entschieden</translation>
    </message>
    <message>
        <source>Reminder of an access request</source>
        <translation>Erinnerung an einen Zugriffsantrag</translation>
    </message>
    <message>
        <source>An access request waits for its decision</source>
        <translation>Ein Zugriffsantrag wartet auf eine Entscheidung</translation>
    </message>
    <message>
        <source>Access request mailed</source>
        <translation>Antrag auf Zugriff gemailt</translation>
    </message>
    <message>
        <source>People were written to about an access request</source>
        <translation>Wegen eines Antrags auf Zugriff wurden Menschen angeschrieben</translation>
    </message>
    <message>
        <source>Access begun</source>
        <translation>Zugriff begonnen</translation>
    </message>
    <message>
        <source>Access that was asked for has begun</source>
        <translation>Beantragter Zugriff hat begonnen</translation>
    </message>
    <message>
        <source>Access ended</source>
        <translation>Zugriff beendet</translation>
    </message>
    <message>
        <source>Access that was asked for has ended</source>
        <translation>Beantragter Zugriff ist zu Ende</translation>
    </message>
    <message>
        <source>Access review begun</source>
        <translation>Zugriffsprüfung begonnen</translation>
    </message>
    <message>
        <source>{who} began the access review {subject}</source>
        <translation>{who} hat die Zugriffsprüfung {subject} begonnen</translation>
    </message>
    <message>
        <source>Decided in an access review</source>
        <translation>In einer Zugriffsprüfung entschieden</translation>
    </message>
    <message>
        <source>{who} decided in an access review who keeps what</source>
        <translation>{who} hat in einer Zugriffsprüfung entschieden, wer was behält</translation>
    </message>
    <message>
        <source>Reminder of an access review</source>
        <translation>Erinnerung an eine Zugriffsprüfung</translation>
    </message>
    <message>
        <source>The access review {subject} waits for decisions</source>
        <translation>Die Zugriffsprüfung {subject} wartet auf Entscheidungen</translation>
    </message>
    <message>
        <source>Access review mailed</source>
        <translation>Zugriffsprüfung gemailt</translation>
    </message>
    <message>
        <source>Reviewers were written to about {subject}</source>
        <translation>Prüfende wurden wegen {subject} angeschrieben</translation>
    </message>
    <message>
        <source>Access review closed</source>
        <translation>Zugriffsprüfung abgeschlossen</translation>
    </message>
    <message>
        <source>The access review {subject} was closed</source>
        <translation>Die Zugriffsprüfung {subject} wurde abgeschlossen</translation>
    </message>
    <message>
        <source>Access review given up</source>
        <translation>Zugriffsprüfung abgebrochen</translation>
    </message>
    <message>
        <source>{who} gave the access review {subject} up</source>
        <translation>{who} hat die Zugriffsprüfung {subject} abgebrochen</translation>
    </message>
    <message>
        <source>Emergency access taken</source>
        <translation>Notfallzugriff genommen</translation>
    </message>
    <message>
        <source>{who} took a role in an emergency</source>
        <translation>{who} hat im Notfall eine Rolle genommen</translation>
    </message>
    <message>
        <source>Emergency access ended</source>
        <translation>Notfallzugriff beendet</translation>
    </message>
    <message>
        <source>Emergency access has ended and waits for its review</source>
        <translation>Ein Notfallzugriff ist beendet und wartet auf seine Prüfung</translation>
    </message>
    <message>
        <source>Emergency access reviewed</source>
        <translation>Notfallzugriff geprüft</translation>
    </message>
    <message>
        <source>{who} reviewed what was done in an emergency</source>
        <translation>{who} hat geprüft, was im Notfall getan wurde</translation>
    </message>
    <message>
        <source>Alert raised</source>
        <translation>Alarm ausgelöst</translation>
    </message>
    <message>
        <source>Alert: {rule} ({about})</source>
        <translation>Alarm: {rule} ({about})</translation>
    </message>
    <message>
        <source>Alert looked at</source>
        <translation>Alarm angesehen</translation>
    </message>
    <message>
        <source>{who} took note of the alert: {rule}</source>
        <translation>{who} hat den Alarm zur Kenntnis genommen: {rule}</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>{who} was refused: {route}</source>
        <translation>{who} wurde abgewiesen: {route}</translation>
    </message>
    <message>
        <source>Alert rule added</source>
        <translation>Alarmregel hinzugefügt</translation>
    </message>
    <message>
        <source>{who} added the alert rule {name}</source>
        <translation>{who} hat die Alarmregel {name} hinzugefügt</translation>
    </message>
    <message>
        <source>Alert rule changed</source>
        <translation>Alarmregel geändert</translation>
    </message>
    <message>
        <source>{who} changed the alert rule {name}</source>
        <translation>{who} hat die Alarmregel {name} geändert</translation>
    </message>
    <message>
        <source>Alert rule deleted</source>
        <translation>Alarmregel gelöscht</translation>
    </message>
    <message>
        <source>{who} deleted the alert rule {name}</source>
        <translation>{who} hat die Alarmregel {name} gelöscht</translation>
    </message>
    <message>
        <source>Field key made</source>
        <translation>Feldschlüssel erzeugt</translation>
    </message>
    <message>
        <source>Secrets in the database are encrypted with a new key</source>
        <translation>Geheimnisse in der Datenbank werden mit einem neuen Schlüssel verschlüsselt</translation>
    </message>
    <message>
        <source>Group made</source>
        <translation>Gruppe angelegt</translation>
    </message>
    <message>
        <source>{who} made a group</source>
        <translation>{who} hat eine Gruppe angelegt</translation>
    </message>
    <message>
        <source>Group changed</source>
        <translation>Gruppe geändert</translation>
    </message>
    <message>
        <source>{who} changed a group</source>
        <translation>{who} hat eine Gruppe geändert</translation>
    </message>
    <message>
        <source>Group taken away</source>
        <translation>Gruppe entfernt</translation>
    </message>
    <message>
        <source>{who} took a group away</source>
        <translation>{who} hat eine Gruppe entfernt</translation>
    </message>
    <message>
        <source>Put into a group</source>
        <translation>In eine Gruppe aufgenommen</translation>
    </message>
    <message>
        <source>{who} put somebody into a group</source>
        <translation>{who} hat jemanden in eine Gruppe aufgenommen</translation>
    </message>
    <message>
        <source>Taken out of a group</source>
        <translation>Aus einer Gruppe genommen</translation>
    </message>
    <message>
        <source>{who} took somebody out of a group</source>
        <translation>{who} hat jemanden aus einer Gruppe genommen</translation>
    </message>
    <message>
        <source>Role made</source>
        <translation>Rolle angelegt</translation>
    </message>
    <message>
        <source>{who} put a role together</source>
        <translation>{who} hat eine Rolle zusammengestellt</translation>
    </message>
    <message>
        <source>Role changed</source>
        <translation>Rolle geändert</translation>
    </message>
    <message>
        <source>{who} changed what a role allows</source>
        <translation>{who} hat geändert, was eine Rolle erlaubt</translation>
    </message>
    <message>
        <source>Role taken away</source>
        <translation>Rolle entfernt</translation>
    </message>
    <message>
        <source>{who} took a role away</source>
        <translation>{who} hat eine Rolle entfernt</translation>
    </message>
    <message>
        <source>Role given</source>
        <translation>Rolle vergeben</translation>
    </message>
    <message>
        <source>{who} gave somebody a role</source>
        <translation>{who} hat jemandem eine Rolle gegeben</translation>
    </message>
    <message>
        <source>Role taken back</source>
        <translation>Rolle entzogen</translation>
    </message>
    <message>
        <source>{who} took a role back</source>
        <translation>{who} hat eine Rolle entzogen</translation>
    </message>
    <message>
        <source>Access policy written</source>
        <translation>Zugriffsrichtlinie verfasst</translation>
    </message>
    <message>
        <source>{who} wrote a policy of who may see what</source>
        <translation>{who} hat eine Richtlinie verfasst, wer was sehen darf</translation>
    </message>
    <message>
        <source>Access policy changed</source>
        <translation>Zugriffsrichtlinie geändert</translation>
    </message>
    <message>
        <source>{who} changed a policy of who may see what</source>
        <translation>{who} hat eine Richtlinie geändert, wer was sehen darf</translation>
    </message>
    <message>
        <source>Access policy proposed</source>
        <translation>Zugriffsrichtlinie vorgeschlagen</translation>
    </message>
    <message>
        <source>{who} proposed a policy that somebody else has to agree to</source>
        <translation>{who} hat eine Richtlinie vorgeschlagen, der noch jemand zustimmen muss</translation>
    </message>
    <message>
        <source>Proposed policy agreed to</source>
        <translation>Vorgeschlagener Richtlinie zugestimmt</translation>
    </message>
    <message>
        <source>{who} agreed to a policy that somebody else had proposed</source>
        <translation>{who} hat einer Richtlinie zugestimmt, die jemand anders vorgeschlagen hatte</translation>
    </message>
    <message>
        <source>Proposed policy dismissed</source>
        <translation>Vorgeschlagene Richtlinie verworfen</translation>
    </message>
    <message>
        <source>{who} dismissed a proposed policy</source>
        <translation>{who} hat eine vorgeschlagene Richtlinie verworfen</translation>
    </message>
    <message>
        <source>Account waits</source>
        <translation>Konto wartet</translation>
    </message>
    <message>
        <source>Too many tries to sign in as {subject}: the account waits</source>
        <translation>Zu viele Versuche, sich als {subject} anzumelden: das Konto wartet</translation>
    </message>
    <message>
        <source>Second factor set up</source>
        <translation>Zweiter Faktor eingerichtet</translation>
    </message>
    <message>
        <source>{subject} set a second factor up</source>
        <translation>{subject} hat einen zweiten Faktor eingerichtet</translation>
    </message>
    <message>
        <source>Second factor taken away</source>
        <translation>Zweiter Faktor entfernt</translation>
    </message>
    <message>
        <source>{subject} took a second factor away</source>
        <translation>{subject} hat einen zweiten Faktor entfernt</translation>
    </message>
    <message>
        <source>Second factors reset</source>
        <translation>Zweite Faktoren zurückgesetzt</translation>
    </message>
    <message>
        <source>{who} reset the second factors of {subject}</source>
        <translation>{who} hat die zweiten Faktoren von {subject} zurückgesetzt</translation>
    </message>
    <message>
        <source>Recovery codes made</source>
        <translation>Wiederherstellungscodes erzeugt</translation>
    </message>
    <message>
        <source>{subject} got new recovery codes</source>
        <translation>{subject} hat neue Wiederherstellungscodes bekommen</translation>
    </message>
    <message>
        <source>Recovery code used</source>
        <translation>Wiederherstellungscode benutzt</translation>
    </message>
    <message>
        <source>{subject} signed in with a recovery code</source>
        <translation>{subject} hat sich mit einem Wiederherstellungscode angemeldet</translation>
    </message>
    <message>
        <source>Signing in changed</source>
        <translation>Anmeldung geändert</translation>
    </message>
    <message>
        <source>{who} changed who needs a second factor</source>
        <translation>{who} hat geändert, wer einen zweiten Faktor braucht</translation>
    </message>
    <message>
        <source>Account linked</source>
        <translation>Konto verknüpft</translation>
    </message>
    <message>
        <source>{subject} signs in with an identity provider from now on</source>
        <translation>{subject} meldet sich von nun an über einen Identitätsanbieter an</translation>
    </message>
    <message>
        <source>Identity provider added</source>
        <translation>Identitätsanbieter hinzugefügt</translation>
    </message>
    <message>
        <source>{who} added an identity provider</source>
        <translation>{who} hat einen Identitätsanbieter hinzugefügt</translation>
    </message>
    <message>
        <source>Refused after an identity provider</source>
        <translation>Nach einem Identitätsanbieter abgewiesen</translation>
    </message>
    <message>
        <source>Somebody whom an identity provider sent was not let in</source>
        <translation>Jemand, den ein Identitätsanbieter geschickt hat, wurde nicht eingelassen</translation>
    </message>
    <message>
        <source>Identity provider changed</source>
        <translation>Identitätsanbieter geändert</translation>
    </message>
    <message>
        <source>{who} changed an identity provider</source>
        <translation>{who} hat einen Identitätsanbieter geändert</translation>
    </message>
    <message>
        <source>Identity provider removed</source>
        <translation>Identitätsanbieter entfernt</translation>
    </message>
    <message>
        <source>{who} removed an identity provider</source>
        <translation>{who} hat einen Identitätsanbieter entfernt</translation>
    </message>
    <message>
        <source>Account kept by a directory</source>
        <translation>Konto von einem Verzeichnis geführt</translation>
    </message>
    <message>
        <source>{who} keeps the account of {subject} from now on</source>
        <translation>{who} führt von jetzt an das Konto von {subject}</translation>
    </message>
    <message>
        <source>Account changed by a directory</source>
        <translation>Konto von einem Verzeichnis geändert</translation>
    </message>
    <message>
        <source>{who} changed the account of {subject}</source>
        <translation>{who} hat das Konto von {subject} geändert</translation>
    </message>
    <message>
        <source>Account deleted by a directory</source>
        <translation>Konto von einem Verzeichnis gelöscht</translation>
    </message>
    <message>
        <source>{who} deleted the account of {subject}</source>
        <translation>{who} hat das Konto von {subject} gelöscht</translation>
    </message>
    <message>
        <source>Directory set up</source>
        <translation>Verzeichnis eingerichtet</translation>
    </message>
    <message>
        <source>{who} set up signing in with a directory</source>
        <translation>{who} hat die Anmeldung über ein Verzeichnis eingerichtet</translation>
    </message>
    <message>
        <source>Directory changed</source>
        <translation>Verzeichnis geändert</translation>
    </message>
    <message>
        <source>{who} changed how the directory is asked</source>
        <translation>{who} hat geändert, wie das Verzeichnis gefragt wird</translation>
    </message>
    <message>
        <source>Refused after the directory</source>
        <translation>Nach dem Verzeichnis abgewiesen</translation>
    </message>
    <message>
        <source>Somebody whom the directory knows was not let in</source>
        <translation>Jemand, den das Verzeichnis kennt, wurde nicht eingelassen</translation>
    </message>
    <message>
        <source>Directory taken away</source>
        <translation>Verzeichnis entfernt</translation>
    </message>
    <message>
        <source>{who} took signing in with a directory away</source>
        <translation>{who} hat die Anmeldung über ein Verzeichnis entfernt</translation>
    </message>
    <message>
        <source>Domain made</source>
        <translation>Bereich angelegt</translation>
    </message>
    <message>
        <source>{who} made the domain {subject}</source>
        <translation>{who} hat den Bereich {subject} angelegt</translation>
    </message>
    <message>
        <source>Domain changed</source>
        <translation>Bereich geändert</translation>
    </message>
    <message>
        <source>{who} changed the domain {subject}</source>
        <translation>{who} hat den Bereich {subject} geändert</translation>
    </message>
    <message>
        <source>Domain deleted</source>
        <translation>Bereich gelöscht</translation>
    </message>
    <message>
        <source>{who} deleted the domain {subject}</source>
        <translation>{who} hat den Bereich {subject} gelöscht</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>{values} had the form of {things}.</source>
        <translation>{values} mit dem Muster für {things}.</translation>
    </message>
    <message>
        <source>{values} had the form and the right check digits of {things}.</source>
        <translation>{values} mit dem Muster und gültigen Prüfziffern für {things}.</translation>
    </message>
    <message>
        <source>{values} stood in the dictionary of {things}.</source>
        <translation>{values} aus dem Wörterbuch für {things}.</translation>
    </message>
    <message>
        <source>{values} read like {things}.</source>
        <translation>{values} sprachlich erkannt als {things}.</translation>
    </message>
    <message>
        <source>{values} looked like {things}.</source>
        <translation>{values} dem Aussehen nach {things}.</translation>
    </message>
    <message>
        <source>The column&apos;s type fits {things}.</source>
        <translation>Der Typ der Spalte eignet sich für {things}.</translation>
    </message>
    <message>
        <source>The values contradict the name: {values} could be {things} at all.</source>
        <translation>Die Werte widersprechen dem Namen: {values} können überhaupt {things} sein.</translation>
    </message>
    <message>
        <source>By its names, its form and its neighbours it is like columns of {things}.</source>
        <translation>Nach Namen, Form und Nachbarn gleicht sie Spalten für {things}.</translation>
    </message>
    <message>
        <source>What does {name} hold?</source>
        <translation>Was enthält {name}?</translation>
    </message>
    <message>
        <source>Does {name} hold {things}?</source>
        <translation>Enthält {name} {things}?</translation>
    </message>
    <message>
        <source>{things} in {n}</source>
        <translation>{things} in {n}</translation>
    </message>
    <message>
        <source>Recognised: {list}.</source>
        <translation>Erkannt: {list}.</translation>
    </message>
    <message>
        <source>The form is the one used in {country}.</source>
        <translation>Die Form ist die in diesem Land übliche: {country}.</translation>
    </message>
    <message>
        <source>very sure</source>
        <translation>sehr sicher</translation>
    </message>
    <message>
        <source>fairly sure</source>
        <translation>ziemlich sicher</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>Too few different values for {things}, whatever the name says.</source>
        <translation>Zu wenige verschiedene Werte für {things}, was immer der Name sagt.</translation>
    </message>
    <message>
        <source>As a whole it is less like columns of {things} than its values are.</source>
        <translation>Im Ganzen gleicht sie Spalten für {things} weniger, als ihre Werte es tun.</translation>
    </message>
    <message>
        <source>{values} read as {things} to the language recogniser.</source>
        <translation>{values} von der Spracherkennung gelesen als {things}.</translation>
    </message>
    <message>
        <source>The column&apos;s comment</source>
        <translation>Der Kommentar der Spalte</translation>
    </message>
    <message>
        <source>The table&apos;s name</source>
        <translation>Der Name der Tabelle</translation>
    </message>
    <message>
        <source>The column&apos;s name</source>
        <translation>Der Name der Spalte</translation>
    </message>
    <message>
        <source>{whose} speaks against {things}: {words}.</source>
        <translation>{whose} spricht gegen {things}: {words}.</translation>
    </message>
    <message>
        <source>{whose} speaks against {things}.</source>
        <translation>{whose} spricht gegen {things}.</translation>
    </message>
    <message>
        <source>{whose} says {words}.</source>
        <translation>{whose} sagt {words}.</translation>
    </message>
    <message>
        <source>{whose} suggests {things}.</source>
        <translation>{whose} lässt {things} vermuten.</translation>
    </message>
    <message>
        <source>few of the values</source>
        <translation>nur wenige Werte</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>{matched} of {examined} values ({share})</source>
        <translation>{matched} von {examined} Werten ({share})</translation>
    </message>
    <message>
        <source>only {matched} of {examined} values ({share})</source>
        <translation>nur {matched} von {examined} Werten ({share})</translation>
    </message>
    <message>
        <source>none of {examined}</source>
        <translation>0 von {examined} Werten</translation>
    </message>
    <message>
        <source>None of {examined} values</source>
        <translation>Keiner von {examined} Werten</translation>
    </message>
</context>
<context>
    <name>FacetPanel</name>
    <message>
        <source>Facets</source>
        <translation>Facetten</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Source: {name}</source>
        <translation>Quelle: {name}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>About {n}</source>
        <translation>Etwa {n}</translation>
    </message>
    <message>
        <source>Never missing</source>
        <translation>Fehlt nie</translation>
    </message>
    <message>
        <source>May be missing</source>
        <translation>Darf fehlen</translation>
    </message>
    <message>
        <source>By the source</source>
        <translation>Von der Quelle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Gone since</source>
        <translation>Entfallen seit</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Computed</source>
        <translation>Berechnet</translation>
    </message>
    <message>
        <source>Quality {n} of 100</source>
        <translation>Qualität {n} von 100</translation>
    </message>
    <message>
        <source>Scored {when}</source>
        <translation>Bewertet {when}</translation>
    </message>
</context>
<context>
    <name>Filling</name>
    <message>
        <source>Your copy is being filled</source>
        <translation>Ihre Kopie wird gefüllt</translation>
    </message>
    <message>
        <source>You can look around already; lists and counts grow as it goes on.</source>
        <translation>Sie können sich schon umsehen; Listen und Zahlen wachsen mit.</translation>
    </message>
    <message>
        <source>How far the copy is filled</source>
        <translation>Wie weit die Kopie gefüllt ist</translation>
    </message>
    <message>
        <source>{done} of about {total}</source>
        <translation>{done} von etwa {total}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle aufheben</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Found label</source>
        <translation>Gefundenes Label</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Alle Labels</translation>
    </message>
    <message>
        <source>85 % and more</source>
        <translation>85 % und mehr</translation>
    </message>
    <message>
        <source>70 to 85 %</source>
        <translation>70 bis 85 %</translation>
    </message>
    <message>
        <source>Below 70 %</source>
        <translation>Unter 70 %</translation>
    </message>
    <message>
        <source>Any confidence</source>
        <translation>Jede Sicherheit</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>What is forbidden stays forbidden, whatever roles and other policies say</source>
        <translation>Was verboten ist, bleibt verboten, was immer Rollen und andere Richtlinien sagen</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Everybody with a role…</source>
        <translation>Alle mit einer Rolle …</translation>
    </message>
    <message>
        <source>Everybody in a group…</source>
        <translation>Alle in einer Gruppe …</translation>
    </message>
    <message>
        <source>One person…</source>
        <translation>Eine Person …</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Name, e-mail address or department</source>
        <translation>Name, E-Mail-Adresse oder Abteilung</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>For whom?</source>
        <translation>Für wen?</translation>
    </message>
    <message>
        <source>For which group?</source>
        <translation>Für welche Gruppe?</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>Wen</translation>
    </message>
    <message>
        <source>Choose who it is.</source>
        <translation>Wählen Sie, wer es ist.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Add something one can do</source>
        <translation>Etwas hinzufügen, das man tun kann</translation>
    </message>
    <message>
        <source>Nothing chosen: everything one can do with assets</source>
        <translation>Nichts gewählt: alles, was man mit Objekten tun kann</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Add a domain or a source</source>
        <translation>Bereich oder Quelle hinzufügen</translation>
    </message>
    <message>
        <source>Nothing chosen: in the whole catalog</source>
        <translation>Nichts gewählt: im ganzen Katalog</translation>
    </message>
    <message>
        <source>Add a schema, table or column…</source>
        <translation>Schema, Tabelle oder Spalte hinzufügen …</translation>
    </message>
    <message>
        <source>Only if all of these hold</source>
        <translation>Nur wenn all dies gilt</translation>
    </message>
    <message>
        <source>Add a condition</source>
        <translation>Bedingung hinzufügen</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Something is missing yet; it is told in words once it is complete.</source>
        <translation>Noch fehlt etwas; in Worten steht es hier, sobald es vollständig ist.</translation>
    </message>
    <message>
        <source>In which asset?</source>
        <translation>In welchem Objekt?</translation>
    </message>
    <message>
        <source>Name of a table, say</source>
        <translation>Name einer Tabelle etwa</translation>
    </message>
</context>
<context>
    <name>FoundStructure</name>
    <message>
        <source>Could be keys</source>
        <translation>Könnten Schlüssel sein</translation>
    </message>
    <message>
        <source>No value is missing and none comes twice; {rows}</source>
        <translation>Kein Wert fehlt und keiner kommt doppelt vor; {rows}</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>What determines what</source>
        <translation>Was was bestimmt</translation>
    </message>
    <message>
        <source>Rows that agree in one column agree in the other; {rows}</source>
        <translation>Zeilen, die in der einen Spalte übereinstimmen, tun es auch in der anderen; {rows}</translation>
    </message>
    <message>
        <source>but for {share} of the rows</source>
        <translation>bis auf {share} der Zeilen</translation>
    </message>
    <message>
        <source>Where values lie in another table&apos;s key</source>
        <translation>Wo Werte im Schlüssel einer anderen Tabelle liegen</translation>
    </message>
    <message>
        <source>Found by comparing all tables of the scan</source>
        <translation>Gefunden durch den Vergleich aller Tabellen des Scans</translation>
    </message>
    <message>
        <source>Go to {name}</source>
        <translation>Zu {name}</translation>
    </message>
    <message>
        <source>declared</source>
        <translation>deklariert</translation>
    </message>
    <message>
        <source>about {share} of its values</source>
        <translation>etwa {share} der Werte</translation>
    </message>
    <message>
        <source>{share} of its values</source>
        <translation>{share} der Werte</translation>
    </message>
    <message>
        <source>all {n} rows looked at</source>
        <translation>alle {n} Zeilen angesehen</translation>
    </message>
    <message>
        <source>{n} rows of a sample looked at</source>
        <translation>{n} Zeilen einer Stichprobe angesehen</translation>
    </message>
</context>
<context>
    <name>GivenRoles</name>
    <message>
        <source>Give a role…</source>
        <translation>Rolle geben…</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Zurücknehmen…</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>somewhere not on this machine</source>
        <translation>irgendwo, nicht auf diesem Gerät</translation>
    </message>
    <message>
        <source>Take back “{role}”?</source>
        <translation>„{role}“ zurücknehmen?</translation>
    </message>
    <message>
        <source>It is felt with the next request.</source>
        <translation>Es wirkt ab der nächsten Anfrage.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>The role is taken back.</source>
        <translation>Die Rolle ist zurückgenommen.</translation>
    </message>
    <message>
        <source>in the domain {name}</source>
        <translation>im Bereich {name}</translation>
    </message>
    <message>
        <source>over since {when}</source>
        <translation>vorbei seit {when}</translation>
    </message>
    <message>
        <source>until {when}</source>
        <translation>bis {when}</translation>
    </message>
    <message>
        <source>without end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>given by {name}</source>
        <translation>gegeben von {name}</translation>
    </message>
</context>
<context>
    <name>GivingForm</name>
    <message>
        <source>Give {name} a role</source>
        <translation>{name} eine Rolle geben</translation>
    </message>
    <message>
        <source>Choose a role</source>
        <translation>Rolle wählen</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>In a domain and all that lies in it</source>
        <translation>In einem Bereich und allem, was darin liegt</translation>
    </message>
    <message>
        <source>In one source</source>
        <translation>In einer Quelle</translation>
    </message>
    <message>
        <source>In an asset and all that lies in it</source>
        <translation>In einem Objekt und allem, was darin liegt</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Nothing chosen yet</source>
        <translation>Noch nichts gewählt</translation>
    </message>
    <message>
        <source>Which</source>
        <translation>Welche</translation>
    </message>
    <message>
        <source>Ends by itself after</source>
        <translation>Endet von selbst nach dem</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Stands in for Grace in August</source>
        <translation>Vertritt Grace im August</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Stays in the log</source>
        <translation>Bleibt im Protokoll</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>Geben</translation>
    </message>
    <message>
        <source>In which asset?</source>
        <translation>In welchem Objekt?</translation>
    </message>
    <message>
        <source>Name or path</source>
        <translation>Name oder Pfad</translation>
    </message>
    <message>
        <source>In which domain?</source>
        <translation>In welchem Bereich?</translation>
    </message>
    <message>
        <source>In which source?</source>
        <translation>In welcher Quelle?</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>{name} has the role.</source>
        <translation>{name} hat die Rolle.</translation>
    </message>
    <message>
        <source>Asked. Somebody else can approve it.</source>
        <translation>Gefragt. Jemand anders kann es genehmigen.</translation>
    </message>
    <message>
        <source>Giving somebody more takes two people here.</source>
        <translation>Jemandem mehr zu geben braucht hier zwei Personen.</translation>
    </message>
    <message>
        <source>You can ask for it, with a reason: somebody else approves it.</source>
        <translation>Sie können es mit einer Begründung beantragen: jemand anders genehmigt es.</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>Beantragen</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
</context>
<context>
    <name>GroupForm</name>
    <message>
        <source>Make a group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>Finanzen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Owners of assets can be named by it</source>
        <translation>Verantwortliche von Objekten können so genannt werden</translation>
    </message>
    <message>
        <source>Everybody in finance</source>
        <translation>Alle in der Finanzabteilung</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>{name} is kept.</source>
        <translation>{name} ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>GroupsAround</name>
    <message>
        <source>Put into a group…</source>
        <translation>In eine Gruppe aufnehmen…</translation>
    </message>
    <message>
        <source>{name} is in {group}.</source>
        <translation>{name} ist in {group}.</translation>
    </message>
    <message>
        <source>{name} is not in {group} any more.</source>
        <translation>{name} ist nicht mehr in {group}.</translation>
    </message>
    <message>
        <source>through another group</source>
        <translation>über eine andere Gruppe</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take out of {name}</source>
        <translation>Aus {name} herausnehmen</translation>
    </message>
    <message>
        <source>Put {name} into which group?</source>
        <translation>In welche Gruppe soll {name}?</translation>
    </message>
</context>
<context>
    <name>GroupsSection</name>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Keine Gruppen</translation>
    </message>
    <message>
        <source>A group gets roles together: whoever comes in has them, whoever leaves loses them. Groups may hold groups, and a directory can keep them.</source>
        <translation>Eine Gruppe bekommt Rollen gemeinsam: Wer hineinkommt, hat sie, wer geht, verliert sie. Gruppen können Gruppen enthalten, und ein Verzeichnis kann sie führen.</translation>
    </message>
    <message>
        <source>Filter by name or description</source>
        <translation>Nach Name oder Beschreibung filtern</translation>
    </message>
    <message>
        <source>Make a group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Kept by</source>
        <translation>Geführt von</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Kept by a directory</source>
        <translation>Von einem Verzeichnis geführt</translation>
    </message>
    <message>
        <source>The directory says who is in it; what is changed here would be overwritten. Roles can be given to it.</source>
        <translation>Das Verzeichnis sagt, wer darin ist; was hier geändert würde, würde überschrieben. Rollen können ihr gegeben werden.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Roles given to all of them</source>
        <translation>Rollen, die alle darin haben</translation>
    </message>
    <message>
        <source>Is itself in</source>
        <translation>Ist selbst in</translation>
    </message>
    <message>
        <source>Put somebody in…</source>
        <translation>Jemanden aufnehmen…</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>somebody you may not see</source>
        <translation>jemand, den Sie nicht sehen dürfen</translation>
    </message>
    <message>
        <source>group, with all who are in it</source>
        <translation>Gruppe mit allen, die darin sind</translation>
    </message>
    <message>
        <source>service account</source>
        <translation>Dienstkonto</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take {name} out</source>
        <translation>{name} herausnehmen</translation>
    </message>
    <message>
        <source>Put whom into {group}?</source>
        <translation>Wen in {group} aufnehmen?</translation>
    </message>
    <message>
        <source>A directory keeps this group: it is deleted there.</source>
        <translation>Ein Verzeichnis führt diese Gruppe: Gelöscht wird sie dort.</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>Its members stay, and lose what they had through it. Policies that name it do not hold for anybody through it any more. This cannot be undone.</source>
        <translation>Ihre Mitglieder bleiben und verlieren, was sie durch sie hatten. Richtlinien, die sie nennen, gelten durch sie für niemanden mehr. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>{name} ist gelöscht.</translation>
    </message>
    <message>
        <source>a directory</source>
        <translation>einem Verzeichnis</translation>
    </message>
    <message>
        <source>people</source>
        <translation>Personen</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Filter by name or description</source>
        <translation>Nach Name oder Beschreibung filtern</translation>
    </message>
    <message>
        <source>Gone too</source>
        <translation>Auch Entfallene</translation>
    </message>
    <message>
        <source>Also show what the newest scans did not find any more</source>
        <translation>Auch zeigen, was die neuesten Scans nicht mehr fanden</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Request access</source>
        <translation>Zugriff beantragen</translation>
    </message>
    <message>
        <source>Why can I see this?</source>
        <translation>Warum kann ich das sehen?</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message numerus="yes">
        <source>{n} rows</source>
        <translation>
            <numerusform>{n} Zeile</numerusform>
            <numerusform>{n} Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} columns</source>
        <translation>
            <numerusform>{n} Spalte</numerusform>
            <numerusform>{n} Spalten</numerusform>
        </translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Entfallen</translation>
    </message>
    <message>
        <source>Quality {n}</source>
        <translation>Qualität {n}</translation>
    </message>
    <message numerus="yes">
        <source>{n} open violations</source>
        <translation>
            <numerusform>{n} offener Verstoß</numerusform>
            <numerusform>{n} offene Verstöße</numerusform>
        </translation>
    </message>
    <message>
        <source>Seen {when}</source>
        <translation>Gesehen {when}</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>Absteigend sortieren</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Histogram from {low} to {high}, {n} values</source>
        <translation>Histogramm von {low} bis {high}, {n} Werte</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Decide which text stands</source>
        <translation>Entscheiden Sie, welcher Text gilt</translation>
    </message>
    <message>
        <source>Your words are kept; see why</source>
        <translation>Ihr Text ist erhalten; sehen Sie, warum</translation>
    </message>
    <message>
        <source>Very much vanished from a source at once</source>
        <translation>Sehr viel ist auf einmal aus einer Quelle verschwunden</translation>
    </message>
    <message>
        <source>What the scans were not sure about</source>
        <translation>Wobei die Scans nicht sicher waren</translation>
    </message>
    <message>
        <source>Some time</source>
        <translation>Irgendwann</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <comment>a day as Qt writes it</comment>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a day as Qt writes it</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source> and {n} more</source>
        <translation> und {n} weitere</translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>The estate</source>
        <translation>Der Datenbestand</translation>
    </message>
    <message>
        <source>There is no data source yet</source>
        <translation>Es gibt noch keine Datenquelle</translation>
    </message>
    <message>
        <source>An agent runs beside the data and reads it there; only numbers and names leave. Enrol one, then register what it shall scan.</source>
        <translation>Ein Agent läuft bei den Daten und liest sie dort; nur Zahlen und Namen gehen hinaus. Nehmen Sie einen auf und registrieren Sie dann, was er scannen soll.</translation>
    </message>
    <message>
        <source>Enrol an agent</source>
        <translation>Agent aufnehmen</translation>
    </message>
    <message>
        <source>Register a source</source>
        <translation>Quelle registrieren</translation>
    </message>
    <message>
        <source>Offline; as the server had it {ago}</source>
        <translation>Offline; Stand des Servers: {ago}</translation>
    </message>
</context>
<context>
    <name>ItemsSheet</name>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>Hat</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Worauf</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>What everybody had when it began. It is frozen.</source>
        <translation>Was alle hatten, als sie begann. Es ist festgehalten.</translation>
    </message>
    <message>
        <source>These are the first {n}; the report has all of them.</source>
        <translation>Dies sind die ersten {n}; im Bericht stehen alle.</translation>
    </message>
</context>
<context>
    <name>JumpButton</name>
    <message>
        <source>Jump to anything ({keys})</source>
        <translation>Überallhin springen ({keys})</translation>
    </message>
    <message>
        <source>Jump to anything</source>
        <translation>Überallhin springen</translation>
    </message>
    <message>
        <source>Jump to…</source>
        <translation>Springen zu…</translation>
    </message>
</context>
<context>
    <name>KeyHint</name>
    <message>
        <source>Shortcut {keys}</source>
        <translation>Tastenkürzel {keys}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>In the catalog</source>
        <translation>Im Katalog</translation>
    </message>
    <message>
        <source>On an asset</source>
        <translation>Auf einem Objekt</translation>
    </message>
    <message>
        <source>In the search</source>
        <translation>In der Suche</translation>
    </message>
    <message>
        <source>In the review</source>
        <translation>In der Prüfung</translation>
    </message>
    <message>
        <source>On sources</source>
        <translation>Bei Quellen</translation>
    </message>
    <message>
        <source>On agents</source>
        <translation>Bei Agenten</translation>
    </message>
    <message>
        <source>On scans</source>
        <translation>Bei Scans</translation>
    </message>
    <message>
        <source>In the log</source>
        <translation>Im Protokoll</translation>
    </message>
    <message>
        <source>On problems</source>
        <translation>Bei Problemen</translation>
    </message>
    <message>
        <source>On requests</source>
        <translation>Bei Anträgen</translation>
    </message>
    <message>
        <source>In the administration</source>
        <translation>In der Verwaltung</translation>
    </message>
    <message>
        <source>Filter by name or description</source>
        <translation>Nach Name oder Beschreibung filtern</translation>
    </message>
    <message>
        <source>Tag what is selected</source>
        <translation>Auswahl verschlagworten</translation>
    </message>
    <message>
        <source>Name the owner of what is selected</source>
        <translation>Verantwortlich für die Auswahl eintragen</translation>
    </message>
    <message>
        <source>Describe what is selected</source>
        <translation>Auswahl beschreiben</translation>
    </message>
    <message>
        <source>Put what is selected into a domain</source>
        <translation>Ausgewähltes einem Bereich zuordnen</translation>
    </message>
    <message>
        <source>Go to a section</source>
        <translation>Zu einem Abschnitt</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Accept the label (in Classification)</source>
        <translation>Label annehmen (in Einstufung)</translation>
    </message>
    <message>
        <source>Reject the label (in Classification)</source>
        <translation>Label ablehnen (in Einstufung)</translation>
    </message>
    <message>
        <source>Change the label (in Classification)</source>
        <translation>Label ändern (in Einstufung)</translation>
    </message>
    <message>
        <source>Pause a rule or switch it on (in Rules)</source>
        <translation>Regel pausieren oder einschalten (in Regeln)</translation>
    </message>
    <message>
        <source>Go to the field</source>
        <translation>Zum Feld</translation>
    </message>
    <message>
        <source>Save the search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Next column</source>
        <translation>Nächste Spalte</translation>
    </message>
    <message>
        <source>Previous column</source>
        <translation>Vorherige Spalte</translation>
    </message>
    <message>
        <source>Accept the label</source>
        <translation>Label annehmen</translation>
    </message>
    <message>
        <source>Reject the label</source>
        <translation>Label ablehnen</translation>
    </message>
    <message>
        <source>Change the label</source>
        <translation>Label ändern</translation>
    </message>
    <message>
        <source>Skip for now</source>
        <translation>Vorerst überspringen</translation>
    </message>
    <message>
        <source>Pick a column to decide several together</source>
        <translation>Spalte wählen, um mehrere zusammen zu entscheiden</translation>
    </message>
    <message>
        <source>Pick all up to here</source>
        <translation>Alle bis hierher wählen</translation>
    </message>
    <message>
        <source>Tick all alike columns, or none</source>
        <translation>Alle ähnlichen Spalten ankreuzen oder keine</translation>
    </message>
    <message>
        <source>Take the last decision back</source>
        <translation>Letzte Entscheidung zurücknehmen</translation>
    </message>
    <message>
        <source>Let go of what is picked</source>
        <translation>Gewähltes aufheben</translation>
    </message>
    <message>
        <source>Register a source</source>
        <translation>Quelle registrieren</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Scan what has changed</source>
        <translation>Geändertes scannen</translation>
    </message>
    <message>
        <source>Scan everything</source>
        <translation>Alles scannen</translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation>Scan abbrechen</translation>
    </message>
    <message>
        <source>Edit the source</source>
        <translation>Quelle bearbeiten</translation>
    </message>
    <message>
        <source>Enrol an agent</source>
        <translation>Agent aufnehmen</translation>
    </message>
    <message>
        <source>Revoke the agent</source>
        <translation>Agent widerrufen</translation>
    </message>
    <message>
        <source>Scan again what failed</source>
        <translation>Fehlgeschlagenes erneut scannen</translation>
    </message>
    <message>
        <source>Search in the log</source>
        <translation>Im Protokoll suchen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Take theirs, or discard</source>
        <translation>Andere übernehmen oder verwerfen</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Bearbeiten und erneut senden</translation>
    </message>
    <message>
        <source>Select alike</source>
        <translation>Gleichartige auswählen</translation>
    </message>
    <message>
        <source>Approve the request</source>
        <translation>Den Antrag genehmigen</translation>
    </message>
    <message>
        <source>Refuse the request, or revoke what is reviewed</source>
        <translation>Den Antrag ablehnen, oder Geprüftes widerrufen</translation>
    </message>
    <message>
        <source>Keep what is reviewed</source>
        <translation>Geprüftes behalten</translation>
    </message>
    <message>
        <source>Filter requests</source>
        <translation>Anträge filtern</translation>
    </message>
    <message>
        <source>Add or make a new one</source>
        <translation>Neues hinzufügen oder anlegen</translation>
    </message>
    <message>
        <source>Delete or revoke the chosen one</source>
        <translation>Das Gewählte löschen oder widerrufen</translation>
    </message>
    <message>
        <source>Filter the list</source>
        <translation>Liste filtern</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>First, last row</source>
        <translation>Erste, letzte Zeile</translation>
    </message>
    <message>
        <source>Select more</source>
        <translation>Mehr auswählen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open in a new tab</source>
        <translation>In neuem Tab öffnen</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>In tables</source>
        <translation>In Tabellen</translation>
    </message>
</context>
<context>
    <name>KindsField</name>
    <message>
        <source>Find a kind of entry</source>
        <translation>Art von Eintrag suchen</translation>
    </message>
    <message>
        <source>Kinds of entries</source>
        <translation>Arten von Einträgen</translation>
    </message>
</context>
<context>
    <name>LabelChooser</name>
    <message>
        <source>Change label</source>
        <translation>Label ändern</translation>
    </message>
    <message>
        <source>Label, category or sensitivity</source>
        <translation>Label, Kategorie oder Vertraulichkeit</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>↑ ↓ to move · Enter to choose · Esc to leave</source>
        <translation>↑ ↓ bewegen · Enter wählt · Esc verlässt</translation>
    </message>
    <message>
        <source>a label of your own</source>
        <translation>ein eigenes Label</translation>
    </message>
</context>
<context>
    <name>LeaveSheet</name>
    <message>
        <source>Sign out and delete the copy?</source>
        <translation>Abmelden und Kopie löschen?</translation>
    </message>
    <message>
        <source>The key and the copy of the catalog are deleted from this machine, with what was searched and which tabs were open. Whoever signs in again fetches everything anew.</source>
        <translation>Der Schlüssel und die Kopie des Katalogs werden von diesem Rechner gelöscht, auch was gesucht wurde und welche Tabs offen waren. Wer sich wieder anmeldet, lädt alles neu.</translation>
    </message>
    <message>
        <source>Send them now</source>
        <translation>Jetzt senden</translation>
    </message>
    <message>
        <source>Save them to a file…</source>
        <translation>In eine Datei speichern…</translation>
    </message>
    <message>
        <source>Delete and sign out</source>
        <translation>Löschen und abmelden</translation>
    </message>
    <message numerus="yes">
        <source>{n} edits are only on this machine. Deleting the copy loses them.</source>
        <translation>
            <numerusform>{n} Änderung ist nur auf diesem Rechner. Mit der Kopie geht sie verloren.</numerusform>
            <numerusform>{n} Änderungen sind nur auf diesem Rechner. Mit der Kopie gehen sie verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server does not answer now</source>
        <translation>Der Server antwortet gerade nicht</translation>
    </message>
    <message>
        <source>Save edits</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message numerus="yes">
        <source>{n} edits were saved to {path}</source>
        <translation>
            <numerusform>{n} Änderung wurde gespeichert: {path}</numerusform>
            <numerusform>{n} Änderungen wurden gespeichert: {path}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LimitsSheet</name>
    <message>
        <source>Limits of access</source>
        <translation>Grenzen des Zugriffs</translation>
    </message>
    <message>
        <source>A role that somebody gives holds once a second person agrees. Switching this off takes two people as well.</source>
        <translation>Eine Rolle, die jemand vergibt, gilt, sobald eine zweite Person zustimmt. Auch das Abschalten braucht zwei Personen.</translation>
    </message>
    <message>
        <source>You have asked to switch this off. Somebody else has to ask as well.</source>
        <translation>Sie möchten das abschalten. Jemand anderes muss es auch verlangen.</translation>
    </message>
    <message>
        <source>Somebody has asked to switch this off. If you do too, it is off.</source>
        <translation>Jemand möchte das abschalten. Wenn Sie es auch verlangen, ist es aus.</translation>
    </message>
    <message>
        <source>Giving roles takes two people</source>
        <translation>Rollen zu vergeben braucht zwei Personen</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} Tage</translation>
    </message>
    <message>
        <source>An API token lives at most</source>
        <translation>Ein API-Token lebt höchstens</translation>
    </message>
    <message>
        <source>An access request waits for its decision</source>
        <translation>Ein Zugriffsantrag wartet auf seine Entscheidung</translation>
    </message>
    <message>
        <source>Access that was asked for lasts at most</source>
        <translation>Beantragter Zugriff dauert höchstens</translation>
    </message>
    <message>
        <source>Access in an emergency lasts at most</source>
        <translation>Zugriff im Notfall dauert höchstens</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} Minuten</translation>
    </message>
    <message>
        <source>is taken away</source>
        <translation>wird entzogen</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>What nobody has decided by the end of an access review</source>
        <translation>Worüber am Ende einer Zugriffsprüfung niemand entschieden hat</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saved. That giving roles takes two people ends once somebody else asks too.</source>
        <translation>Gespeichert. Dass Rollen zu vergeben zwei Personen braucht, endet, sobald jemand anderes es auch verlangt.</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>Show more: {n} are not shown yet</source>
        <translation>Mehr zeigen: {n} sind noch nicht zu sehen</translation>
    </message>
</context>
<context>
    <name>Listing</name>
    <message>
        <source>looking on the server…</source>
        <translation>wird auf dem Server gesucht …</translation>
    </message>
    <message>
        <source>the first {n}; later ones are neither listed nor found</source>
        <translation>die ersten {n}; spätere werden weder aufgeführt noch gefunden</translation>
    </message>
    <message>
        <source>the first {n}; what you type is looked for among all</source>
        <translation>die ersten {n}; was Sie eingeben, wird unter allen gesucht</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>Nichts passt</translation>
    </message>
    <message>
        <source>This needs the server</source>
        <translation>Das braucht den Server</translation>
    </message>
    <message>
        <source>Who may do what is decided there, and is not kept on this machine.</source>
        <translation>Wer was darf, wird dort entschieden und liegt nicht auf diesem Rechner.</translation>
    </message>
</context>
<context>
    <name>LookSheet</name>
    <message>
        <source>Review what {name} did</source>
        <translation>Prüfen, was {name} getan hat</translation>
    </message>
    <message>
        <source>It was justified</source>
        <translation>Es war gerechtfertigt</translation>
    </message>
    <message>
        <source>It was not justified</source>
        <translation>Es war nicht gerechtfertigt</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Only the rule was touched, see the log</source>
        <translation>Nur die Regel wurde angefasst, siehe Protokoll</translation>
    </message>
    <message>
        <source>What you found</source>
        <translation>Was Sie gefunden haben</translation>
    </message>
    <message>
        <source>A sentence at least</source>
        <translation>Mindestens ein Satz</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
</context>
<context>
    <name>LooksCard</name>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Changes at once</source>
        <translation>Ändert sich sofort</translation>
    </message>
    <message>
        <source>Rows of tables and lists</source>
        <translation>Zeilen von Tabellen und Listen</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Geräumig</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
</context>
<context>
    <name>MachineForm</name>
    <message>
        <source>Add a service account</source>
        <translation>Dienstkonto hinzufügen</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>nightly scans</source>
        <translation>nächtliche Scans</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Starts scans after the nightly load</source>
        <translation>Startet Scans nach dem nächtlichen Laden</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>Who answers for it?</source>
        <translation>Wer steht dafür ein?</translation>
    </message>
    <message>
        <source>Name, e-mail address or department</source>
        <translation>Name, E-Mail-Adresse oder Abteilung</translation>
    </message>
    <message>
        <source>Nobody chosen yet</source>
        <translation>Noch niemand gewählt</translation>
    </message>
    <message>
        <source>Who answers for it</source>
        <translation>Wer dafür einsteht</translation>
    </message>
    <message>
        <source>What it may do, everywhere</source>
        <translation>Was es überall darf</translation>
    </message>
    <message>
        <source>Roles for a part of the catalog are given to it afterwards</source>
        <translation>Rollen für einen Teil des Katalogs werden ihm danach gegeben</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>{name} is kept.</source>
        <translation>{name} ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>MachineTokenForm</name>
    <message>
        <source>Make a token for {name}</source>
        <translation>Token für {name} anlegen</translation>
    </message>
    <message>
        <source>build server</source>
        <translation>Build-Server</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Where it will be used</source>
        <translation>Wo es gebraucht wird</translation>
    </message>
    <message>
        <source>What it may do</source>
        <translation>Was es darf</translation>
    </message>
    <message>
        <source>Only what the account&apos;s roles allow is offered; give as little as it needs</source>
        <translation>Angeboten wird nur, was die Rollen des Kontos erlauben; geben Sie so wenig, wie es braucht</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
</context>
<context>
    <name>MachineTokenSheet</name>
    <message>
        <source>The token “{name}”</source>
        <translation>Das Token „{name}“</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>It is shown only now, and kept nowhere: copy it to where the program reads it. It works until {when}.</source>
        <translation>Es wird nur jetzt gezeigt und nirgends aufbewahrt: Kopieren Sie es dorthin, wo das Programm es liest. Es gilt bis {when}.</translation>
    </message>
    <message>
        <source>Sent as: Authorization: Bearer &lt;token&gt;</source>
        <translation>Gesendet als: Authorization: Bearer &lt;token&gt;</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>MachinesSection</name>
    <message>
        <source>Service accounts</source>
        <translation>Dienstkonten</translation>
    </message>
    <message>
        <source>No service accounts</source>
        <translation>Keine Dienstkonten</translation>
    </message>
    <message>
        <source>A program that works for the organisation has an account of its own: it goes on when people leave, has no password, and signs in with tokens that can be revoked.</source>
        <translation>Ein Programm, das für die Organisation arbeitet, hat ein eigenes Konto: Es bleibt, wenn Personen gehen, hat kein Passwort und meldet sich mit Token an, die widerrufen werden können.</translation>
    </message>
    <message>
        <source>Filter by name, role or who answers</source>
        <translation>Nach Name, Rolle oder Zuständigen filtern</translation>
    </message>
    <message>
        <source>Add a service account</source>
        <translation>Dienstkonto hinzufügen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>Wer einsteht</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>somebody you may not see</source>
        <translation>jemand, den Sie nicht sehen dürfen</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Roles of its own, everywhere</source>
        <translation>Eigene Rollen, überall</translation>
    </message>
    <message>
        <source>Roles given to it</source>
        <translation>Ihm gegebene Rollen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Tokens that work</source>
        <translation>Gültige Token</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>Sperren…</translation>
    </message>
    <message>
        <source>Make a token…</source>
        <translation>Token anlegen…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Revoke {name}</source>
        <translation>{name} widerrufen</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>nie benutzt</translation>
    </message>
    <message>
        <source>last used {when}</source>
        <translation>zuletzt benutzt {when}</translation>
    </message>
    <message>
        <source>until {when}</source>
        <translation>bis {when}</translation>
    </message>
    <message>
        <source>Revoke {name}?</source>
        <translation>{name} widerrufen?</translation>
    </message>
    <message>
        <source>What uses it is refused from now on. This cannot be undone.</source>
        <translation>Was es benutzt, wird ab jetzt abgewiesen. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>{name} opens nothing any more.</source>
        <translation>{name} öffnet nichts mehr.</translation>
    </message>
    <message>
        <source>Disable {name}?</source>
        <translation>{name} sperren?</translation>
    </message>
    <message>
        <source>Its tokens are revoked for good: what uses them is refused from now on. If it is enabled again, it needs new ones.</source>
        <translation>Seine Token werden endgültig widerrufen: Was sie benutzt, wird ab jetzt abgewiesen. Wird es wieder freigegeben, braucht es neue.</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>{name} is disabled.</source>
        <translation>{name} ist gesperrt.</translation>
    </message>
    <message>
        <source>{name} is enabled.</source>
        <translation>{name} ist freigegeben.</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>gesperrt</translation>
    </message>
</context>
<context>
    <name>Markdown</name>
    <message>
        <source>Not opened from here: {target}</source>
        <translation>Von hier nicht geöffnet: {target}</translation>
    </message>
</context>
<context>
    <name>Mine</name>
    <message>
        <source>Requests</source>
        <translation>Anträge</translation>
    </message>
    <message>
        <source>You have not asked for anything</source>
        <translation>Sie haben nichts beantragt</translation>
    </message>
    <message>
        <source>Ask for access on the page of a table or a source. What you asked for, what became of it and until when it holds is listed here.</source>
        <translation>Beantragen Sie Zugriff auf der Seite einer Tabelle oder Quelle. Hier steht, was Sie beantragt haben, was daraus wurde und bis wann es gilt.</translation>
    </message>
    <message>
        <source>Filter by role or what for</source>
        <translation>Nach Rolle oder Zweck filtern</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Worauf</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Beantragt</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Send it off</source>
        <translation>Absenden</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Zurückziehen…</translation>
    </message>
    <message>
        <source>Give it back…</source>
        <translation>Zurückgeben…</translation>
    </message>
    <message>
        <source>Ask again…</source>
        <translation>Erneut beantragen…</translation>
    </message>
    <message>
        <source>Sent to whoever decides.</source>
        <translation>An die gesendet, die entscheiden.</translation>
    </message>
    <message>
        <source>Withdraw this request?</source>
        <translation>Diesen Antrag zurückziehen?</translation>
    </message>
    <message>
        <source>Nobody decides it any more. You can ask again at any time.</source>
        <translation>Niemand entscheidet ihn mehr. Sie können jederzeit erneut beantragen.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>Withdrawn.</source>
        <translation>Zurückgezogen.</translation>
    </message>
    <message>
        <source>Give {role} back?</source>
        <translation>{role} zurückgeben?</translation>
    </message>
    <message>
        <source>It ends at once. To have it again you have to ask again.</source>
        <translation>Es endet sofort. Um es wieder zu haben, müssen Sie es erneut beantragen.</translation>
    </message>
    <message>
        <source>Give back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Given back.</source>
        <translation>Zurückgegeben.</translation>
    </message>
    <message>
        <source>Asked again.</source>
        <translation>Erneut beantragt.</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Train a new version</source>
        <translation>Neue Version trainieren</translation>
    </message>
    <message>
        <source>Thresholds…</source>
        <translation>Schwellenwerte …</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt …</translation>
    </message>
    <message>
        <source>Judge by version {number} from now on?</source>
        <translation>Von nun an nach Version {number} urteilen?</translation>
    </message>
    <message>
        <source>{changed} columns change at once, for everybody. What people have decided stands. Agents use it from their next poll on. You can go back by comparing and activating an older version.</source>
        <translation>{changed} Spalten ändern sich sofort, für alle. Was Menschen entschieden haben, bleibt. Agenten verwenden sie ab ihrer nächsten Abfrage. Zurück geht es, indem Sie eine ältere Version vergleichen und aktivieren.</translation>
    </message>
    <message>
        <source>Activate</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>The one that came with each agent</source>
        <translation>Das mit jedem Agenten gekommene</translation>
    </message>
    <message>
        <source>Version {number}, since {when}, by {who}</source>
        <translation>Version {number}, seit {when}, von {who}</translation>
    </message>
    <message>
        <source>{n} of at least {fewest}</source>
        <translation>{n} von mindestens {fewest}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Betrieb</translation>
    </message>
    <message>
        <source>Columns it can judge again</source>
        <translation>Spalten, die es neu beurteilen kann</translation>
    </message>
    <message>
        <source>Decisions to learn from</source>
        <translation>Entscheidungen zum Lernen</translation>
    </message>
    <message>
        <source>Version {number} is being trained</source>
        <translation>Version {number} wird trainiert</translation>
    </message>
    <message>
        <source>Version {number} is being compared</source>
        <translation>Version {number} wird verglichen</translation>
    </message>
    <message>
        <source>Version {number}</source>
        <translation>Version {number}</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>See what version {number} would change</source>
        <translation>Ansehen, was Version {number} ändern würde</translation>
    </message>
    <message>
        <source>failed: {why}</source>
        <translation>gescheitert: {why}</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>being trained</source>
        <translation>wird trainiert</translation>
    </message>
    <message>
        <source>came with the server</source>
        <translation>mit dem Server gekommen</translation>
    </message>
    <message>
        <source>{when}, by {who}, from {n} decisions</source>
        <translation>{when}, von {who}, aus {n} Entscheidungen</translation>
    </message>
    <message>
        <source>F1 on unseen decisions: {score} (the one in use then: {before})</source>
        <translation>F1 bei ungesehenen Entscheidungen: {score} (das damals verwendete: {before})</translation>
    </message>
</context>
<context>
    <name>NameSheet</name>
    <message>
        <source>Name of the organisation</source>
        <translation>Name der Organisation</translation>
    </message>
    <message>
        <source>The short name that is typed at the door, {slug}, stays.</source>
        <translation>Der Kurzname, der bei der Anmeldung eingegeben wird, {slug}, bleibt.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>NeedsCard</name>
    <message>
        <source>What needs you</source>
        <translation>Was Sie braucht</translation>
    </message>
    <message>
        <source>Nothing so far; the catalog is still being fetched.</source>
        <translation>Bisher nichts; der Katalog wird noch geladen.</translation>
    </message>
    <message>
        <source>Nothing needs you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message>
        <source>No reviews, no conflicts, no failed scans, no open violations.</source>
        <translation>Keine Prüfungen, keine Konflikte, keine fehlgeschlagenen Scans, keine offenen Verstöße.</translation>
    </message>
</context>
<context>
    <name>Neighbours</name>
    <message>
        <source>Its neighbours</source>
        <translation>Ihre Nachbarn</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Vertraulichkeit</translation>
    </message>
    <message>
        <source>Columns of the same table</source>
        <translation>Spalten derselben Tabelle</translation>
    </message>
    <message>
        <source>Beside it in {table}</source>
        <translation>Daneben in {table}</translation>
    </message>
</context>
<context>
    <name>NoteSheet</name>
    <message>
        <source>Take note of this alert</source>
        <translation>Diesen Alarm zur Kenntnis nehmen</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was dabei herauskam</translation>
    </message>
    <message>
        <source>May be empty. It stays with the alert and in the log.</source>
        <translation>Darf leer sein. Es bleibt beim Alarm und im Protokoll.</translation>
    </message>
    <message>
        <source>Take note</source>
        <translation>Zur Kenntnis nehmen</translation>
    </message>
    <message>
        <source>The alert is noted.</source>
        <translation>Der Alarm ist zur Kenntnis genommen.</translation>
    </message>
</context>
<context>
    <name>OfRequests</name>
    <message numerus="yes">
        <source>{n} columns</source>
        <translation>
            <numerusform>{n} Spalte</numerusform>
            <numerusform>{n} Spalten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Documentation</source>
        <translation>Dokumentation</translation>
    </message>
    <message>
        <source>Say what it holds and what it is for. Markdown; press Enter to write.</source>
        <translation>Sagen Sie, was es enthält und wozu es dient. Markdown; Enter beginnt das Schreiben.</translation>
    </message>
    <message>
        <source>Nobody has described it yet.</source>
        <translation>Noch hat es niemand beschrieben.</translation>
    </message>
    <message>
        <source>The source says: {text}</source>
        <translation>Die Quelle sagt: {text}</translation>
    </message>
    <message>
        <source>What is below</source>
        <translation>Was darunter ist</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Schemas</source>
        <translation>Schemas</translation>
    </message>
    <message>
        <source>Below</source>
        <translation>Darunter</translation>
    </message>
</context>
<context>
    <name>OwnSheet</name>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>A person or a team; empty for nobody</source>
        <translation>Eine Person oder ein Team; leer für niemanden</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Set owner</source>
        <translation>Eintragen</translation>
    </message>
    <message>
        <source>Remove the owner</source>
        <translation>Verantwortung entfernen</translation>
    </message>
</context>
<context>
    <name>OwnerField</name>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>A person or a team</source>
        <translation>Eine Person oder ein Team</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Make {name} the owner</source>
        <translation>{name} als verantwortlich eintragen</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>Owner: {name}</source>
        <translation>Verantwortlich: {name}</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Change the owner</source>
        <translation>Verantwortung ändern</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Jump to a table, a column, a screen, an action…</source>
        <translation>Springen zu Tabelle, Spalte, Ansicht, Aktion…</translation>
    </message>
    <message>
        <source>Jump to anything</source>
        <translation>Überallhin springen</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Was passt</translation>
    </message>
    <message>
        <source>Nothing fits. Fewer letters find more.</source>
        <translation>Nichts passt. Weniger Buchstaben finden mehr.</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>in a new tab</source>
        <translation>in neuem Tab</translation>
    </message>
    <message>
        <source>actions only</source>
        <translation>nur Aktionen</translation>
    </message>
</context>
<context>
    <name>PassphraseDoor</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Passphrase wählen</translation>
    </message>
    <message>
        <source>Unlock the console</source>
        <translation>Konsole entsperren</translation>
    </message>
    <message>
        <source>{reason} So the keys of this console are kept in a file that only a passphrase opens. It is asked for at each start; nobody can recover it for you.</source>
        <translation>{reason} Daher liegen die Schlüssel dieser Konsole in einer Datei, die nur eine Passphrase öffnet. Sie wird bei jedem Start erfragt; niemand kann sie für Sie wiederherstellen.</translation>
    </message>
    <message>
        <source>The passphrase opens your local copy.</source>
        <translation>Die Passphrase öffnet Ihre lokale Kopie.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Dieselbe noch einmal</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>At least {n} characters; several words in a row are easy to keep.</source>
        <translation>Mindestens {n} Zeichen; mehrere Wörter hintereinander lassen sich leicht merken.</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden stimmen nicht überein.</translation>
    </message>
</context>
<context>
    <name>PasswordForm</name>
    <message>
        <source>Give {name} another password</source>
        <translation>{name} ein anderes Passwort geben</translation>
    </message>
    <message>
        <source>Their sessions end, and they sign in with the new one. Tell it to them on another way than by e-mail; they can change it themselves then.</source>
        <translation>Ihre Sitzungen enden, und sie melden sich mit dem neuen an. Teilen Sie es nicht per E-Mail mit; sie können es dann selbst ändern.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Give it</source>
        <translation>Geben</translation>
    </message>
    <message>
        <source>{name} has another password.</source>
        <translation>{name} hat ein anderes Passwort.</translation>
    </message>
</context>
<context>
    <name>PasswordLine</name>
    <message>
        <source>Show what is typed</source>
        <translation>Zeigen, was getippt ist</translation>
    </message>
</context>
<context>
    <name>PasswordSheet</name>
    <message>
        <source>Change password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>All your sessions end, this one too: you sign in again afterwards.</source>
        <translation>Alle Ihre Sitzungen enden, auch diese: Sie melden sich danach neu an.</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Bisheriges Passwort</translation>
    </message>
    <message>
        <source>At least 12 characters; several words in a row are easy to remember.</source>
        <translation>Mindestens 12 Zeichen; mehrere Wörter hintereinander merkt man sich leicht.</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dasselbe</translation>
    </message>
</context>
<context>
    <name>PeopleSection</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>Niemand hier</translation>
    </message>
    <message>
        <source>Everybody who signs in is listed here, with what they may do.</source>
        <translation>Hier stehen alle, die sich anmelden, mit dem, was sie dürfen.</translation>
    </message>
    <message>
        <source>Filter by name, e-mail, role or department</source>
        <translation>Nach Name, E-Mail, Rolle oder Abteilung filtern</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Person hinzufügen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Abteilung</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Roles of their own, everywhere</source>
        <translation>Eigene Rollen, überall</translation>
    </message>
    <message>
        <source>Roles given to them</source>
        <translation>Ihnen gegebene Rollen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Consoles</source>
        <translation>Konsolen</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Password…</source>
        <translation>Passwort…</translation>
    </message>
    <message>
        <source>Take second factors away…</source>
        <translation>Zweite Faktoren wegnehmen…</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Disable…</source>
        <translation>Sperren…</translation>
    </message>
    <message>
        <source>Disable {name}?</source>
        <translation>{name} sperren?</translation>
    </message>
    <message>
        <source>They are signed out everywhere and cannot sign in. What they did stays, and they can be enabled again.</source>
        <translation>Sie werden überall abgemeldet und können sich nicht anmelden. Was sie getan haben, bleibt, und sie können wieder freigegeben werden.</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>{name} is disabled.</source>
        <translation>{name} ist gesperrt.</translation>
    </message>
    <message>
        <source>{name} is enabled.</source>
        <translation>{name} ist freigegeben.</translation>
    </message>
    <message>
        <source>Take away the second factors of {name}?</source>
        <translation>Die zweiten Faktoren von {name} wegnehmen?</translation>
    </message>
    <message>
        <source>For somebody who has lost their phone: app, passkeys and recovery codes are worth nothing any more, and they are signed out. Be sure that it is them who asks.</source>
        <translation>Für jemanden, der sein Telefon verloren hat: App, Passkeys und Wiederherstellungscodes gelten nicht mehr, und alle Sitzungen enden. Vergewissern Sie sich, dass es wirklich diese Person ist, die darum bittet.</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>{name} has no second factor any more.</source>
        <translation>{name} hat keinen zweiten Faktor mehr.</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
</context>
<context>
    <name>PermissionGrid</name>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>From a directory</source>
        <translation>Aus einem Verzeichnis</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Beantragen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Nutzen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Prove</source>
        <translation>Beweisen</translation>
    </message>
    <message>
        <source>See</source>
        <translation>Sehen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>Comes from a role that this one inherits</source>
        <translation>Kommt von einer Rolle, die diese erbt</translation>
    </message>
</context>
<context>
    <name>Permissions</name>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Find assets and read what is known of them</source>
        <translation>Objekte finden und lesen, was von ihnen bekannt ist</translation>
    </message>
    <message>
        <source>Describe assets: text, owner, tags, terms</source>
        <translation>Objekte beschreiben: Text, Verantwortliche, Schlagwörter, Begriffe</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>See which domains there are</source>
        <translation>Sehen, welche Bereiche es gibt</translation>
    </message>
    <message>
        <source>Keep domains, and put sources and assets into them</source>
        <translation>Bereiche pflegen und ihnen Quellen und Objekte zuordnen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>See labels and sensitivity of columns</source>
        <translation>Labels und Vertraulichkeit von Spalten sehen</translation>
    </message>
    <message>
        <source>Confirm, change and reject labels</source>
        <translation>Labels bestätigen, ändern und ablehnen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>See scores and violations</source>
        <translation>Bewertungen und Verstöße sehen</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>See rules and their results</source>
        <translation>Regeln und ihre Ergebnisse sehen</translation>
    </message>
    <message>
        <source>Write, change and end rules</source>
        <translation>Regeln schreiben, ändern und beenden</translation>
    </message>
    <message>
        <source>Compliance</source>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>See obligations and findings</source>
        <translation>Pflichten und Befunde sehen</translation>
    </message>
    <message>
        <source>Set obligations and settle findings</source>
        <translation>Pflichten setzen und Befunde erledigen</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Make and read reports</source>
        <translation>Berichte erstellen und lesen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>See which sources there are</source>
        <translation>Sehen, welche Quellen es gibt</translation>
    </message>
    <message>
        <source>Register, change and retire sources</source>
        <translation>Quellen anmelden, ändern und stilllegen</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Follow scans</source>
        <translation>Scans verfolgen</translation>
    </message>
    <message>
        <source>Start and stop scans</source>
        <translation>Scans starten und anhalten</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>See agents</source>
        <translation>Agenten sehen</translation>
    </message>
    <message>
        <source>Enrol and revoke agents</source>
        <translation>Agenten aufnehmen und widerrufen</translation>
    </message>
    <message>
        <source>People and roles</source>
        <translation>Personen und Rollen</translation>
    </message>
    <message>
        <source>See people, groups, and who has which role</source>
        <translation>Personen, Gruppen und Rollen sehen</translation>
    </message>
    <message>
        <source>Add and disable people, give roles, keep groups</source>
        <translation>Personen hinzufügen und sperren, Rollen geben, Gruppen führen</translation>
    </message>
    <message>
        <source>Keep people and groups from a directory (SCIM)</source>
        <translation>Personen und Gruppen aus einem Verzeichnis führen (SCIM)</translation>
    </message>
    <message>
        <source>Service accounts</source>
        <translation>Dienstkonten</translation>
    </message>
    <message>
        <source>See service accounts and all API tokens</source>
        <translation>Dienstkonten und alle API-Token sehen</translation>
    </message>
    <message>
        <source>Keep service accounts, make their tokens, revoke any token</source>
        <translation>Dienstkonten führen, ihre Token anlegen, jedes Token widerrufen</translation>
    </message>
    <message>
        <source>Access policies</source>
        <translation>Zugriffsrichtlinien</translation>
    </message>
    <message>
        <source>Read policies, and ask why somebody may</source>
        <translation>Richtlinien lesen und fragen, warum jemand etwas darf</translation>
    </message>
    <message>
        <source>Write and end policies</source>
        <translation>Richtlinien schreiben und beenden</translation>
    </message>
    <message>
        <source>Access requests</source>
        <translation>Zugriffsanträge</translation>
    </message>
    <message>
        <source>See everybody&apos;s requests</source>
        <translation>Anträge aller sehen</translation>
    </message>
    <message>
        <source>Ask for access</source>
        <translation>Zugriff beantragen</translation>
    </message>
    <message>
        <source>Decide requests that come to one</source>
        <translation>Anträge entscheiden, die an einen gehen</translation>
    </message>
    <message>
        <source>Access reviews</source>
        <translation>Zugriffsprüfungen</translation>
    </message>
    <message>
        <source>Follow reviews</source>
        <translation>Prüfungen verfolgen</translation>
    </message>
    <message>
        <source>Begin and end reviews</source>
        <translation>Prüfungen beginnen und beenden</translation>
    </message>
    <message>
        <source>Answer the questions of a review</source>
        <translation>Fragen einer Prüfung beantworten</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Notfallzugriff</translation>
    </message>
    <message>
        <source>Open an emergency access; all are told</source>
        <translation>Einen Notfallzugriff öffnen; alle erfahren es</translation>
    </message>
    <message>
        <source>See and review emergency accesses</source>
        <translation>Notfallzugriffe sehen und prüfen</translation>
    </message>
    <message>
        <source>Settings about access</source>
        <translation>Einstellungen zum Zugriff</translation>
    </message>
    <message>
        <source>Change what the organisation lays down</source>
        <translation>Ändern, was die Organisation festlegt</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>See the organisation&apos;s name and settings</source>
        <translation>Name und Einstellungen der Organisation sehen</translation>
    </message>
    <message>
        <source>Rename it, and set how one signs in</source>
        <translation>Sie umbenennen und festlegen, wie man sich anmeldet</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Read who did what</source>
        <translation>Lesen, wer was getan hat</translation>
    </message>
    <message>
        <source>Prove the log, and export it with proofs</source>
        <translation>Das Protokoll beweisen und mit Beweisen ausgeben</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>See alerts and their rules</source>
        <translation>Alarme und ihre Regeln sehen</translation>
    </message>
    <message>
        <source>Settle alerts and set their rules</source>
        <translation>Alarme erledigen und ihre Regeln setzen</translation>
    </message>
    <message>
        <source>Own account</source>
        <translation>Eigenes Konto</translation>
    </message>
    <message>
        <source>See one&apos;s own account</source>
        <translation>Das eigene Konto sehen</translation>
    </message>
    <message>
        <source>Change one&apos;s password, devices, tokens</source>
        <translation>Eigenes Passwort, Geräte und Token ändern</translation>
    </message>
    <message>
        <source>Data administrator</source>
        <translation>Datenadministrator</translation>
    </message>
    <message>
        <source>Connects sources and agents, runs scans, reviews</source>
        <translation>Verbindet Quellen und Agenten, führt Scans und Prüfungen aus</translation>
    </message>
    <message>
        <source>Data steward</source>
        <translation>Data Steward</translation>
    </message>
    <message>
        <source>Looks after data: labels, rules, findings, texts</source>
        <translation>Kümmert sich um Daten: Labels, Regeln, Befunde, Texte</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <source>Sees everything that is governed, changes nothing</source>
        <translation>Sieht alles, was geregelt ist, ändert nichts</translation>
    </message>
    <message>
        <source>Data user</source>
        <translation>Datennutzer</translation>
    </message>
    <message>
        <source>Finds data and asks for access to it</source>
        <translation>Findet Daten und beantragt Zugriff darauf</translation>
    </message>
    <message>
        <source>System administrator</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>Keeps people, roles, policies and signing in</source>
        <translation>Führt Personen, Rollen, Richtlinien und Anmeldung</translation>
    </message>
    <message>
        <source>Workspace member</source>
        <translation>Mitglied des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Finds data, and works on it with others</source>
        <translation>Findet Daten und arbeitet mit anderen daran</translation>
    </message>
</context>
<context>
    <name>PlaceSheet</name>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>None of their own: that of what they lie in</source>
        <translation>Kein eigener: der dessen, worin sie liegen</translation>
    </message>
    <message>
        <source>Choose a domain</source>
        <translation>Bereich wählen</translation>
    </message>
    <message>
        <source>All in them goes with them that was not put elsewhere.</source>
        <translation>Alles darin, was nicht woanders zugeordnet ist, kommt mit.</translation>
    </message>
    <message>
        <source>Put them there</source>
        <translation>Zuordnen</translation>
    </message>
</context>
<context>
    <name>PoliciesSection</name>
    <message>
        <source>Policies</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>No policies yet</source>
        <translation>Noch keine Richtlinien</translation>
    </message>
    <message>
        <source>Roles say who may do what. A policy permits or forbids beyond that, by what an asset is: its label, its tags, whose it is, who asks and when.</source>
        <translation>Rollen sagen, wer was darf. Eine Richtlinie erlaubt oder verbietet darüber hinaus, je nachdem, was ein Objekt ist: sein Label, seine Schlagwörter, wem es gehört, wer fragt und wann.</translation>
    </message>
    <message>
        <source>Filter policies</source>
        <translation>Richtlinien filtern</translation>
    </message>
    <message>
        <source>New policy</source>
        <translation>Neue Richtlinie</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>Wen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Fassung</translation>
    </message>
    <message>
        <source>Changed by</source>
        <translation>Geändert von</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>{name} asks for a change of it…</source>
        <translation>{name} bittet um eine Änderung …</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Switch off…</source>
        <translation>Ausschalten …</translation>
    </message>
    <message>
        <source>Switch on…</source>
        <translation>Einschalten …</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>Fassungen …</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>It says more than the form can show; its text is what counts.</source>
        <translation>Sie sagt mehr, als das Formular zeigen kann; es gilt ihr Text.</translation>
    </message>
    <message>
        <source>As Cedar text</source>
        <translation>Als Cedar-Text</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>A policy is switched off, never deleted: what held when can be told later.</source>
        <translation>Eine Richtlinie wird ausgeschaltet, nie gelöscht: Was wann galt, lässt sich später sagen.</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation>{name} ist gespeichert.</translation>
    </message>
    <message>
        <source>Switch {name} off?</source>
        <translation>{name} ausschalten?</translation>
    </message>
    <message>
        <source>Switch {name} on?</source>
        <translation>{name} einschalten?</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Go back to version {n}?</source>
        <translation>Zurück zu Fassung {n}?</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurückgehen</translation>
    </message>
    <message>
        <source>It is switched off: it holds once it is switched on.</source>
        <translation>Sie ist ausgeschaltet: Sie gilt, sobald sie eingeschaltet wird.</translation>
    </message>
    <message>
        <source>Asked. Another administrator can approve it.</source>
        <translation>Gefragt. Ein anderer Administrator kann es genehmigen.</translation>
    </message>
</context>
<context>
    <name>PolicyEditor</name>
    <message>
        <source>In force as soon as it is saved</source>
        <translation>In Kraft, sobald sie gespeichert ist</translation>
    </message>
    <message>
        <source>See what changes…</source>
        <translation>Ansehen, was sich ändert …</translation>
    </message>
    <message>
        <source>New policy</source>
        <translation>Neue Richtlinie</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>{name} bearbeiten</translation>
    </message>
    <message>
        <source>Personnel files</source>
        <translation>Personalakten</translation>
    </message>
    <message>
        <source>For whoever reads it later</source>
        <translation>Für alle, die sie später lesen</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihr einen Namen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Why it is there</source>
        <translation>Warum es sie gibt</translation>
    </message>
    <message>
        <source>As a form</source>
        <translation>Als Formular</translation>
    </message>
    <message>
        <source>As Cedar text</source>
        <translation>Als Cedar-Text</translation>
    </message>
    <message>
        <source>How it is written</source>
        <translation>Wie sie geschrieben ist</translation>
    </message>
    <message>
        <source>Throw away what you wrote?</source>
        <translation>Verwerfen, was Sie geschrieben haben?</translation>
    </message>
    <message>
        <source>It is saved nowhere yet.</source>
        <translation>Es ist noch nirgends gespeichert.</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>This can be saved.</source>
        <translation>So lässt sie sich speichern.</translation>
    </message>
    <message>
        <source>This says more than the form can show; it is edited as text.</source>
        <translation>Das sagt mehr, als das Formular zeigen kann; es wird als Text bearbeitet.</translation>
    </message>
    <message>
        <source>It is switched off: it holds once it is switched on.</source>
        <translation>Sie ist ausgeschaltet: Sie gilt, sobald sie eingeschaltet wird.</translation>
    </message>
    <message>
        <source>What would change?</source>
        <translation>Was würde sich ändern?</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>PolicyWords</name>
    <message>
        <source>Labelled at all</source>
        <translation>Überhaupt ein Label</translation>
    </message>
    <message>
        <source>In a domain at all</source>
        <translation>Überhaupt in einem Bereich</translation>
    </message>
    <message>
        <source>Owner or steward asks</source>
        <translation>Wer fragt: verantwortlich oder Steward</translation>
    </message>
    <message>
        <source>Department of whoever asks</source>
        <translation>Abteilung dessen, der fragt</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Day of the week</source>
        <translation>Wochentag</translation>
    </message>
    <message>
        <source>Through what they ask</source>
        <translation>Womit zugegriffen wird</translation>
    </message>
    <message>
        <source>Network they ask from</source>
        <translation>Netz, aus dem zugegriffen wird</translation>
    </message>
    <message>
        <source>Choose at least one value.</source>
        <translation>Wählen Sie mindestens einen Wert.</translation>
    </message>
    <message>
        <source>is one of</source>
        <translation>ist eines von</translation>
    </message>
    <message>
        <source>is none of</source>
        <translation>ist keines von</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>Add a value</source>
        <translation>Wert hinzufügen</translation>
    </message>
    <message>
        <source>has a label</source>
        <translation>hat ein Label</translation>
    </message>
    <message>
        <source>has no label</source>
        <translation>hat kein Label</translation>
    </message>
    <message>
        <source>lies in a domain</source>
        <translation>liegt in einem Bereich</translation>
    </message>
    <message>
        <source>lies in no domain</source>
        <translation>liegt in keinem Bereich</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>Abteilungen</translation>
    </message>
    <message>
        <source>Type a department, then Enter</source>
        <translation>Abteilung eintippen, dann Eingabe</translation>
    </message>
    <message>
        <source>First hour</source>
        <translation>Erste Stunde</translation>
    </message>
    <message>
        <source>Hour at which it ends</source>
        <translation>Stunde, zu der es endet</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>is between</source>
        <translation>ist zwischen</translation>
    </message>
    <message>
        <source>is not between</source>
        <translation>ist nicht zwischen</translation>
    </message>
    <message>
        <source>The second hour must be later; for a night ask for “is not between”.</source>
        <translation>Die zweite Stunde muss später sein; für eine Nacht wählen Sie „ist nicht zwischen“.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Vertraulichkeit</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Permits</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Forbids</source>
        <translation>Verbietet</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Everybody with the role {name}</source>
        <translation>Alle mit der Rolle {name}</translation>
    </message>
    <message>
        <source>The group {name}</source>
        <translation>Die Gruppe {name}</translation>
    </message>
    <message>
        <source>Everything one can do with assets</source>
        <translation>Alles, was man mit Objekten tun kann</translation>
    </message>
    <message>
        <source>As its text says</source>
        <translation>Wie ihr Text sagt</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>Wen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Only if</source>
        <translation>Nur wenn</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>In the whole catalog</source>
        <translation>Im ganzen Katalog</translation>
    </message>
    <message>
        <source>In {places}</source>
        <translation>In {places}</translation>
    </message>
    <message>
        <source>it has a label</source>
        <translation>es hat ein Label</translation>
    </message>
    <message>
        <source>it has no label</source>
        <translation>es hat kein Label</translation>
    </message>
    <message>
        <source>{what} is {values}</source>
        <translation>{what} ist {values}</translation>
    </message>
    <message>
        <source>{what} is not {values}</source>
        <translation>{what} ist nicht {values}</translation>
    </message>
    <message>
        <source>{what}: {values}</source>
        <translation>{what}: {values}</translation>
    </message>
    <message>
        <source>{what}: not {values}</source>
        <translation>{what}: nicht {values}</translation>
    </message>
    <message>
        <source>it lies in a domain</source>
        <translation>es liegt in einem Bereich</translation>
    </message>
    <message>
        <source>it lies in no domain</source>
        <translation>es liegt in keinem Bereich</translation>
    </message>
    <message>
        <source>whoever asks owns it</source>
        <translation>wer fragt, ist dafür verantwortlich</translation>
    </message>
    <message>
        <source>whoever asks does not own it</source>
        <translation>wer fragt, ist nicht dafür verantwortlich</translation>
    </message>
    <message>
        <source>whoever asks is its steward</source>
        <translation>wer fragt, ist Steward dafür</translation>
    </message>
    <message>
        <source>whoever asks is not its steward</source>
        <translation>wer fragt, ist nicht Steward dafür</translation>
    </message>
    <message>
        <source>their department is {values}</source>
        <translation>die Abteilung ist {values}</translation>
    </message>
    <message>
        <source>their department is not {values}</source>
        <translation>die Abteilung ist nicht {values}</translation>
    </message>
    <message>
        <source>it is between {first} and {until} UTC</source>
        <translation>es ist zwischen {first} und {until} UTC</translation>
    </message>
    <message>
        <source>it is not between {first} and {until} UTC</source>
        <translation>es ist nicht zwischen {first} und {until} UTC</translation>
    </message>
    <message>
        <source>it is {values} (UTC)</source>
        <translation>es ist {values} (UTC)</translation>
    </message>
    <message>
        <source>it is not {values} (UTC)</source>
        <translation>es ist nicht {values} (UTC)</translation>
    </message>
    <message>
        <source>they ask through {values}</source>
        <translation>der Zugriff geschieht über {values}</translation>
    </message>
    <message>
        <source>they do not ask through {values}</source>
        <translation>der Zugriff geschieht nicht über {values}</translation>
    </message>
    <message>
        <source>they ask from {values}</source>
        <translation>der Zugriff kommt von {values}</translation>
    </message>
    <message>
        <source>they do not ask from {values}</source>
        <translation>der Zugriff kommt nicht von {values}</translation>
    </message>
    <message>
        <source>{first} or {last}</source>
        <translation>{first} oder {last}</translation>
    </message>
    <message>
        <source>the domain {name}</source>
        <translation>dem Bereich {name}</translation>
    </message>
</context>
<context>
    <name>PresenceSheet</name>
    <message>
        <source>Not needed within ten minutes of signing in.</source>
        <translation>In den ersten zehn Minuten nach der Anmeldung nicht nötig.</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Ihr Passwort</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>PresentPeople</name>
    <message>
        <source>Looking at this now: {names}</source>
        <translation>Sehen das gerade an: {names}</translation>
    </message>
</context>
<context>
    <name>ProblemPane</name>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre Fassung</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Bearbeiten und erneut senden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>Einstufung</translation>
    </message>
    <message>
        <source>Acceptance of a risk</source>
        <translation>Annahme eines Risikos</translation>
    </message>
    <message>
        <source>State of the rule</source>
        <translation>Status der Regel</translation>
    </message>
    <message>
        <source>The risk is not accepted</source>
        <translation>Das Risiko ist nicht akzeptiert</translation>
    </message>
    <message>
        <source>The risk is accepted</source>
        <translation>Das Risiko ist akzeptiert</translation>
    </message>
    <message>
        <source>No domain of its own</source>
        <translation>Kein eigener Bereich</translation>
    </message>
    <message>
        <source>No decision: what scans find counts</source>
        <translation>Keine Entscheidung: Es gilt, was Scans finden</translation>
    </message>
    <message>
        <source>Does not hold what was found</source>
        <translation>Enthält nicht, was gefunden wurde</translation>
    </message>
    <message>
        <source>What was found is right</source>
        <translation>Was gefunden wurde, stimmt</translation>
    </message>
    <message>
        <source>Holds {things}</source>
        <translation>Enthält {things}</translation>
    </message>
    <message>
        <source>What you edited is gone, or you may not see it any more.</source>
        <translation>Was Sie geändert haben, ist entfallen, oder Sie dürfen es nicht mehr sehen.</translation>
    </message>
    <message>
        <source>The server refused it.</source>
        <translation>Der Server hat es abgewiesen.</translation>
    </message>
    <message>
        <source>{who} changed it on {when}, before your edit arrived.</source>
        <translation>{who} hat es am {when} geändert, bevor Ihre Änderung ankam.</translation>
    </message>
    <message>
        <source>Somebody else changed it before your edit arrived.</source>
        <translation>Jemand anderes hat es geändert, bevor Ihre Änderung ankam.</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere Fassung</translation>
    </message>
    <message>
        <source>As it is now</source>
        <translation>Wie es jetzt ist</translation>
    </message>
</context>
<context>
    <name>ProblemsScreen</name>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Select alike</source>
        <translation>Gleichartige auswählen</translation>
    </message>
    <message>
        <source>Select all of this kind (A)</source>
        <translation>Alle dieser Art auswählen (A)</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Worüber</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>Ihre Fassung</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere Fassung</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>{conflicts} in conflict, {refused} refused</source>
        <translation>{conflicts} im Konflikt, {refused} abgewiesen</translation>
    </message>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>When somebody else changes what you have changed, or the server refuses an edit, it waits here with both texts. Nothing you write is lost.</source>
        <translation>Wenn jemand anderes ändert, was Sie geändert haben, oder der Server eine Änderung abweist, wartet sie hier mit beiden Texten. Nichts, was Sie schreiben, geht verloren.</translation>
    </message>
    <message>
        <source>Keep mine ({n})</source>
        <translation>Meine behalten ({n})</translation>
    </message>
    <message>
        <source>Take theirs ({n})</source>
        <translation>Andere übernehmen ({n})</translation>
    </message>
    <message>
        <source>Send your own of all that are selected (M)</source>
        <translation>Bei allen ausgewählten die eigene Fassung senden (M)</translation>
    </message>
    <message>
        <source>Let your own of all that are selected go (T)</source>
        <translation>Bei allen ausgewählten die eigene Fassung verwerfen (T)</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Take theirs, or discard</source>
        <translation>Andere übernehmen oder verwerfen</translation>
    </message>
    <message>
        <source>Edit and send again</source>
        <translation>Bearbeiten und erneut senden</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
</context>
<context>
    <name>ProfileSection</name>
    <message>
        <source>No profile yet</source>
        <translation>Noch kein Profil</translation>
    </message>
    <message>
        <source>Scans count values without taking any; the next scan fills this.</source>
        <translation>Scans zählen Werte, ohne welche mitzunehmen; der nächste Scan füllt dies.</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Counted {when}</source>
        <translation>Gezählt {when}</translation>
    </message>
    <message>
        <source>every row</source>
        <translation>jede Zeile</translation>
    </message>
    <message>
        <source>a sample</source>
        <translation>eine Stichprobe</translation>
    </message>
    <message>
        <source>{n} rows looked at, {all}, {when}</source>
        <translation>{n} Zeilen untersucht, {all}, {when}</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Gefüllt</translation>
    </message>
    <message>
        <source>Empty text</source>
        <translation>Leerer Text</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlend</translation>
    </message>
    <message>
        <source>about </source>
        <translation>etwa </translation>
    </message>
    <message>
        <source>Different</source>
        <translation>Verschieden</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Sieht aus wie</translation>
    </message>
    <message>
        <source>Granularity</source>
        <translation>Körnung</translation>
    </message>
    <message>
        <source>{yes} true, {no} false</source>
        <translation>{yes} wahr, {no} falsch</translation>
    </message>
    <message>
        <source>Truth values</source>
        <translation>Wahrheitswerte</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>A is a capital letter, a a small one, 9 a digit; ~ says that more of them follow</source>
        <translation>A ist ein Großbuchstabe, a ein Kleinbuchstabe, 9 eine Ziffer; ~ heißt, dass weitere folgen</translation>
    </message>
    <message>
        <source>What values look like</source>
        <translation>Wie Werte aussehen</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>How values are spread</source>
        <translation>Wie Werte verteilt sind</translation>
    </message>
    <message>
        <source>The least and the greatest are withheld: they would show a value.</source>
        <translation>Der kleinste und der größte fehlen: Sie würden einen Wert zeigen.</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Kleinster</translation>
    </message>
    <message>
        <source>Greatest</source>
        <translation>Größter</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mitte</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>Not finite</source>
        <translation>Nicht endlich</translation>
    </message>
    <message>
        <source>Missing, %</source>
        <translation>Fehlend, %</translation>
    </message>
    <message>
        <source>Different values</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>Scan by scan</source>
        <translation>Scan für Scan</translation>
    </message>
    <message>
        <source>The last {n} scans</source>
        <translation>Die letzten {n} Scans</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
</context>
<context>
    <name>ProofPlace</name>
    <message>
        <source>Proven</source>
        <translation>Bewiesen</translation>
    </message>
</context>
<context>
    <name>ProposalsSheet</name>
    <message>
        <source>Changes that wait for a second administrator</source>
        <translation>Änderungen, die auf einen zweiten Administrator warten</translation>
    </message>
    <message>
        <source>What would be otherwise</source>
        <translation>Was anders wäre</translation>
    </message>
    <message>
        <source>Dismiss…</source>
        <translation>Verwerfen …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Genehmigen…</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Gewünscht von</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>As {name} wants it</source>
        <translation>Wie {name} sie möchte</translation>
    </message>
    <message>
        <source>Take back…</source>
        <translation>Zurücknehmen …</translation>
    </message>
    <message>
        <source>There is no such policy yet</source>
        <translation>Diese Richtlinie gibt es noch nicht</translation>
    </message>
    <message>
        <source>As it is now</source>
        <translation>Wie sie jetzt ist</translation>
    </message>
    <message>
        <source>You asked for this yourself: another administrator has to approve it.</source>
        <translation>Sie haben selbst darum gebeten: Ein anderer Administrator muss es genehmigen.</translation>
    </message>
    <message>
        <source>The policy has changed since: this cannot be approved any more. Dismiss it, and ask for it again.</source>
        <translation>Die Richtlinie hat sich seitdem geändert: Dies kann nicht mehr genehmigt werden. Verwerfen Sie es und bitten Sie erneut darum.</translation>
    </message>
    <message>
        <source>{name} is approved and saved.</source>
        <translation>{name} ist genehmigt und gespeichert.</translation>
    </message>
    <message>
        <source>Take {name} back?</source>
        <translation>{name} zurücknehmen?</translation>
    </message>
    <message>
        <source>Dismiss {name}?</source>
        <translation>{name} verwerfen?</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Nothing changes. Whoever still wants it has to ask for it again.</source>
        <translation>Nichts ändert sich. Wer es weiterhin möchte, muss erneut darum bitten.</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Zurückgenommen.</translation>
    </message>
    <message>
        <source>Dismissed.</source>
        <translation>Verworfen.</translation>
    </message>
    <message>
        <source>A new policy</source>
        <translation>Eine neue Richtlinie</translation>
    </message>
    <message>
        <source>It says something else</source>
        <translation>Sie sagt etwas anderes</translation>
    </message>
    <message>
        <source>Switch it on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switch it off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Another name or description</source>
        <translation>Anderer Name oder andere Beschreibung</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
</context>
<context>
    <name>ProviderChoice</name>
    <message>
        <source>Sign in with your organisation&apos;s account</source>
        <translation>Mit dem Konto Ihrer Organisation anmelden</translation>
    </message>
    <message>
        <source>Use a password of PurSight instead</source>
        <translation>Stattdessen ein Passwort von PurSight verwenden</translation>
    </message>
    <message>
        <source>Sign in with a passkey</source>
        <translation>Mit einem Passkey anmelden</translation>
    </message>
    <message>
        <source>Server and organisation are needed.</source>
        <translation>Server und Organisation werden gebraucht.</translation>
    </message>
    <message>
        <source>This organisation signs in with passwords.</source>
        <translation>Diese Organisation meldet sich mit Passwörtern an.</translation>
    </message>
    <message>
        <source>Sign in with the directory&apos;s password</source>
        <translation>Mit dem Passwort des Verzeichnisses anmelden</translation>
    </message>
    <message>
        <source>Sign in with {name}</source>
        <translation>Mit {name} anmelden</translation>
    </message>
</context>
<context>
    <name>ProviderSheet</name>
    <message>
        <source>Add an identity provider</source>
        <translation>Identitätsanbieter hinzufügen</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>Register PurSight at the provider as a confidential web client with the redirect address below; it gives you the client&apos;s id and secret.</source>
        <translation>Registrieren Sie PurSight beim Anbieter als vertraulichen Web-Client mit der Rücksprungadresse unten; er gibt Ihnen Kennung und Geheimnis des Clients.</translation>
    </message>
    <message>
        <source>Redirect address</source>
        <translation>Rücksprungadresse</translation>
    </message>
    <message>
        <source>The server does not know yet by which name browsers reach it: set PURSIGHT_PUBLIC_URL there. Until then nobody can sign in like this.</source>
        <translation>Der Server weiß noch nicht, unter welchem Namen Browser ihn erreichen: Setzen Sie dort PURSIGHT_PUBLIC_URL. Bis dahin kann sich niemand so anmelden.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>People see it at the door: Sign in with …</source>
        <translation>Personen sehen ihn bei der Anmeldung: Anmelden mit …</translation>
    </message>
    <message>
        <source>Issuer</source>
        <translation>Aussteller</translation>
    </message>
    <message>
        <source>To the letter as the provider calls itself. With another issuer all links between its people and persons here are forgotten.</source>
        <translation>Buchstabengenau, wie sich der Anbieter selbst nennt. Mit einem anderen Aussteller werden alle Verknüpfungen zwischen seinen Leuten und Personen hier vergessen.</translation>
    </message>
    <message>
        <source>Client id</source>
        <translation>Kennung des Clients</translation>
    </message>
    <message>
        <source>It is kept encrypted and never shown again.</source>
        <translation>Es wird verschlüsselt aufbewahrt und nie wieder gezeigt.</translation>
    </message>
    <message>
        <source>There is one; leave this empty and it stays.</source>
        <translation>Es gibt eines; lassen Sie das leer, und es bleibt.</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Geheimnis des Clients</translation>
    </message>
    <message>
        <source>Scopes</source>
        <translation>Scopes</translation>
    </message>
    <message>
        <source>Claim with the groups</source>
        <translation>Claim mit den Gruppen</translation>
    </message>
    <message>
        <source>Empty: groups give no roles.</source>
        <translation>Leer: Gruppen geben keine Rollen.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Roles by group</source>
        <translation>Rollen nach Gruppe</translation>
    </message>
    <message>
        <source>Given and taken at each sign-in; roles that are not named here stay.</source>
        <translation>Bei jeder Anmeldung gegeben und genommen; Rollen, die hier nicht genannt sind, bleiben.</translation>
    </message>
    <message>
        <source>Let in who comes for the first time</source>
        <translation>Einlassen, wer zum ersten Mal kommt</translation>
    </message>
    <message>
        <source>A person without a password is made for them.</source>
        <translation>Für sie wird eine Person ohne Passwort angelegt.</translation>
    </message>
    <message>
        <source>Find persons by their e-mail address, once</source>
        <translation>Personen einmal über ihre E-Mail-Adresse finden</translation>
    </message>
    <message>
        <source>Only where the provider lets nobody choose an address that is not theirs.</source>
        <translation>Nur, wo der Anbieter niemanden eine Adresse wählen lässt, die nicht die eigene ist.</translation>
    </message>
    <message>
        <source>It asks for a second factor itself</source>
        <translation>Er verlangt selbst einen zweiten Faktor</translation>
    </message>
    <message>
        <source>Then PurSight asks for none: whoever gets in there gets in here.</source>
        <translation>Dann verlangt PurSight keinen: Wer dort hineinkommt, kommt hier hinein.</translation>
    </message>
    <message>
        <source>People can sign in with it</source>
        <translation>Personen können sich damit anmelden</translation>
    </message>
    <message>
        <source>Switched off, its settings and links are kept.</source>
        <translation>Abgeschaltet bleiben Einstellungen und Verknüpfungen erhalten.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
</context>
<context>
    <name>ProvidersCard</name>
    <message>
        <source>People sign in through their browser with OpenID Connect, and get roles by the groups that the provider names.</source>
        <translation>Personen melden sich über ihren Browser mit OpenID Connect an und erhalten Rollen nach den Gruppen, die der Anbieter nennt.</translation>
    </message>
    <message>
        <source>Add an identity provider…</source>
        <translation>Identitätsanbieter hinzufügen …</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keiner.</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Remove {name}…</source>
        <translation>{name} entfernen …</translation>
    </message>
</context>
<context>
    <name>ProvisioningCard</name>
    <message>
        <source>Entra ID, Okta and others can make, switch off and group the accounts here by SCIM 2.0. Who is switched off there is out here at once.</source>
        <translation>Entra ID, Okta und andere können die Konten hier über SCIM 2.0 anlegen, abschalten und gruppieren. Wer dort abgeschaltet wird, ist hier sofort draußen.</translation>
    </message>
    <message>
        <source>1.  Make a service account with the role System administrator.
2.  Give it an API token with the one permission persons.provision: it opens this address and nothing else.
3.  Type address and token into the directory; the token is shown once.</source>
        <translation>1.  Legen Sie ein Dienstkonto mit der Rolle Systemadministrator an.
2.  Geben Sie ihm ein API-Token mit der einen Berechtigung persons.provision: Es öffnet diese Adresse und sonst nichts.
3.  Geben Sie Adresse und Token im Verzeichnis ein; das Token wird einmal gezeigt.</translation>
    </message>
    <message>
        <source>Go to the service accounts</source>
        <translation>Zu den Dienstkonten</translation>
    </message>
    <message>
        <source>Address for SCIM</source>
        <translation>Adresse für SCIM</translation>
    </message>
</context>
<context>
    <name>QuantileBox</name>
    <message>
        <source>Quantiles: {list}</source>
        <translation>Quantile: {list}</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>Columns that wait for a decision</source>
        <translation>Spalten, die auf eine Entscheidung warten</translation>
    </message>
</context>
<context>
    <name>RaisedAlerts</name>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Nothing was noticed</source>
        <translation>Nichts ist aufgefallen</translation>
    </message>
    <message>
        <source>Rules look through the log for what should not happen, such as many passwords tried for one account. What they find is listed here, and sent by e-mail.</source>
        <translation>Regeln suchen im Protokoll nach dem, was nicht geschehen soll, etwa vielen probierten Passwörtern für ein Konto. Was sie finden, steht hier und kommt per E-Mail.</translation>
    </message>
    <message>
        <source>Filter by what happened or who it is about</source>
        <translation>Nach Vorfall oder Betroffenen filtern</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>Show in the log</source>
        <translation>Im Protokoll zeigen</translation>
    </message>
    <message>
        <source>Take note…</source>
        <translation>Zur Kenntnis nehmen…</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>Angesehen</translation>
    </message>
    <message>
        <source>somebody you may not see</source>
        <translation>jemand, den Sie nicht sehen dürfen</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
</context>
<context>
    <name>ReasonSheet</name>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
</context>
<context>
    <name>RecoveryCodes</name>
    <message>
        <source>Each of these opens your account once when the phone is lost. They are shown only now: print them, or put them where you keep passwords.</source>
        <translation>Jeder dieser Codes öffnet Ihr Konto einmal, wenn das Telefon verloren ist. Sie werden nur jetzt gezeigt: drucken Sie sie, oder legen Sie sie zu Ihren Passwörtern.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>Your recovery codes</source>
        <translation>Ihre Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>I have kept them</source>
        <translation>Ich habe sie aufbewahrt</translation>
    </message>
</context>
<context>
    <name>RegisterSheet</name>
    <message>
        <source>Register a source</source>
        <translation>Quelle registrieren</translation>
    </message>
    <message>
        <source>No agent announces a source that is not registered yet. Set one up where an agent runs: pursight agent sources add. It appears here by itself.</source>
        <translation>Kein Agent kündigt eine Quelle an, die noch nicht registriert ist. Richten Sie eine ein, wo ein Agent läuft: pursight agent sources add. Sie erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Announced by your agents, not yet registered</source>
        <translation>Von Ihren Agenten angekündigt, noch nicht registriert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What people here call it</source>
        <translation>Wie man sie hier nennt</translation>
    </message>
    <message>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>It may decide who sees it</source>
        <translation>Er kann bestimmen, wer sie sieht</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Registrieren</translation>
    </message>
    <message>
        <source>{name} is registered; its agent tries to reach it now.</source>
        <translation>{name} ist registriert; der Agent versucht jetzt, sie zu erreichen.</translation>
    </message>
</context>
<context>
    <name>RelationsSection</name>
    <message>
        <source>No keys</source>
        <translation>Keine Schlüssel</translation>
    </message>
    <message>
        <source>The source declares no primary key, no unique and no foreign keys.</source>
        <translation>Die Quelle erklärt keinen Primärschlüssel, keine eindeutigen und keine Fremdschlüssel.</translation>
    </message>
    <message>
        <source>Points at</source>
        <translation>Verweist auf</translation>
    </message>
    <message>
        <source>Pointed at by</source>
        <translation>Verwiesen von</translation>
    </message>
    <message>
        <source>What makes a row unique</source>
        <translation>Was eine Zeile eindeutig macht</translation>
    </message>
    <message>
        <source>Primary key</source>
        <translation>Primärschlüssel</translation>
    </message>
    <message>
        <source>Unique</source>
        <translation>Eindeutig</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indizes</translation>
    </message>
    <message>
        <source>{n} in all</source>
        <translation>{n} insgesamt</translation>
    </message>
    <message>
        <source>Go to {name}</source>
        <translation>Zu {name}</translation>
    </message>
    <message numerus="yes">
        <source>{n} keys</source>
        <translation>
            <numerusform>{n} Schlüssel</numerusform>
            <numerusform>{n} Schlüssel</numerusform>
        </translation>
    </message>
    <message>
        <source>not in the catalog</source>
        <translation>nicht im Katalog</translation>
    </message>
</context>
<context>
    <name>RequestPane</name>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>{name} wrote</source>
        <translation>{name} schrieb</translation>
    </message>
    <message>
        <source>Asked by</source>
        <translation>Beantragt von</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>somebody who is gone</source>
        <translation>jemand, den es nicht mehr gibt</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Worauf</translation>
    </message>
    <message numerus="yes">
        <source>{n} that you do not see</source>
        <translation>
            <numerusform>{n}, die Sie nicht sehen</numerusform>
            <numerusform>{n}, die Sie nicht sehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Only columns</source>
        <translation>Nur Spalten</translation>
    </message>
    <message numerus="yes">
        <source>{n} days</source>
        <translation>
            <numerusform>{n} Tag</numerusform>
            <numerusform>{n} Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>To be decided</source>
        <translation>Zu entscheiden bis</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden von</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschehen ist</translation>
    </message>
</context>
<context>
    <name>RequestSheet</name>
    <message>
        <source>Find and understand it (data user)</source>
        <translation>Finden und verstehen (Data User)</translation>
    </message>
    <message>
        <source>Look after it (data steward)</source>
        <translation>Betreuen (Data Steward)</translation>
    </message>
    <message>
        <source>Run it (data administrator)</source>
        <translation>Betreiben (Data Administrator)</translation>
    </message>
    <message>
        <source>Request access to {name}</source>
        <translation>Zugriff auf {name} beantragen</translation>
    </message>
    <message>
        <source>Somebody else decides: whoever owns or looks after it, or an administrator. What is given holds for it and all that lies in it, and ends by itself.</source>
        <translation>Jemand anderes entscheidet: wem es gehört, wer es betreut oder wer verwaltet. Was gegeben wird, gilt dafür und für alles, was darin liegt, und endet von selbst.</translation>
    </message>
    <message>
        <source>What you want to do</source>
        <translation>Was Sie tun möchten</translation>
    </message>
    <message>
        <source>Reconcile invoices of the third quarter</source>
        <translation>Rechnungen des dritten Quartals abgleichen</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Whoever decides reads it</source>
        <translation>Wer entscheidet, liest es</translation>
    </message>
    <message>
        <source>For how many days</source>
        <translation>Für wie viele Tage</translation>
    </message>
    <message>
        <source>Keep it as a draft, and send it off later</source>
        <translation>Als Entwurf behalten und später absenden</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Beantragen</translation>
    </message>
    <message>
        <source>All columns</source>
        <translation>Alle Spalten</translation>
    </message>
    <message>
        <source>Only some columns</source>
        <translation>Nur einige Spalten</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Of it</source>
        <translation>Davon</translation>
    </message>
    <message>
        <source>Kept as a draft. You find it under Requests.</source>
        <translation>Als Entwurf behalten. Sie finden ihn unter Anträge.</translation>
    </message>
    <message numerus="yes">
        <source>Asked. {n} people can decide it.</source>
        <translation>
            <numerusform>Beantragt. {n} Person kann darüber entscheiden.</numerusform>
            <numerusform>Beantragt. {n} Personen können darüber entscheiden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RequestsScreen</name>
    <message>
        <source>Requests</source>
        <translation>Anträge</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Nothing waits for you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message>
        <source>Every column is decided. What the next scan is not sure about will come up here.</source>
        <translation>Jede Spalte ist entschieden. Wobei der nächste Scan nicht sicher ist, das erscheint hier.</translation>
    </message>
    <message>
        <source>Undo the last decision (U)</source>
        <translation>Letzte Entscheidung rückgängig machen (U)</translation>
    </message>
    <message>
        <source>Nothing waits with these filters</source>
        <translation>Mit diesen Filtern wartet nichts</translation>
    </message>
    <message>
        <source>Without them there is more: {n}.</source>
        <translation>Ohne sie gibt es mehr: {n}.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Nothing waits so far</source>
        <translation>Bisher wartet nichts</translation>
    </message>
    <message>
        <source>The local copy is still filling; what waits for you will come up here.</source>
        <translation>Die lokale Kopie wird noch gefüllt; was auf Sie wartet, erscheint hier.</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Now {label}</source>
        <translation>Jetzt {label}</translation>
    </message>
    <message>
        <source>Decided elsewhere</source>
        <translation>Anderswo entschieden</translation>
    </message>
    <message>
        <source>{by} decided: {things}. A later scan is sure of {other}.</source>
        <translation>Entscheidung von {by}: {things}. Ein späterer Scan ist sich sicher: {other}.</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>jemandem</translation>
    </message>
    <message>
        <source>{share} without a value</source>
        <translation>{share} ohne Wert</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>{done} of {total} decided</source>
        <translation>{done} von {total} entschieden</translation>
    </message>
    <message>
        <source>Still filling; more may come</source>
        <translation>Wird noch gefüllt; es können mehr kommen</translation>
    </message>
    <message>
        <source>What do these {n} columns hold?</source>
        <translation>Was enthalten diese {n} Spalten?</translation>
    </message>
    <message>
        <source>The scan thinks: {things}.</source>
        <translation>Der Scan meint: {things}.</translation>
    </message>
    <message>
        <source>found by the scan</source>
        <translation>vom Scan gefunden</translation>
    </message>
    <message>
        <source>It has been decided elsewhere meanwhile; nothing was changed.</source>
        <translation>Inzwischen wurde anderswo entschieden; nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>ReviewsSection</name>
    <message>
        <source>Access reviews</source>
        <translation>Zugriffsprüfungen</translation>
    </message>
    <message>
        <source>No access reviews</source>
        <translation>Keine Zugriffsprüfungen</translation>
    </message>
    <message>
        <source>In a review somebody else looks at what people have, item by item, and keeps or revokes it by a day. What came of it is evidence that can be taken away.</source>
        <translation>In einer Prüfung sieht jemand anderes Eintrag für Eintrag an, was Menschen haben, und behält oder widerruft es bis zu einem Tag. Was daraus wurde, ist ein Beleg zum Mitnehmen.</translation>
    </message>
    <message>
        <source>Filter by name or reviewer</source>
        <translation>Nach Name oder Prüfenden filtern</translation>
    </message>
    <message>
        <source>Begin a review…</source>
        <translation>Prüfung beginnen…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Worum es geht</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Entschieden</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>is revoked</source>
        <translation>wird widerrufen</translation>
    </message>
    <message>
        <source>is kept</source>
        <translation>wird behalten</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>Was übrig bleibt</translation>
    </message>
    <message>
        <source>Reviewers</source>
        <translation>Prüfende</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>All items</source>
        <translation>Alle Einträge</translation>
    </message>
    <message>
        <source>SHA-256 of the report, as the log has it:</source>
        <translation>SHA-256 des Berichts, wie er im Protokoll steht:</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>Als JSON speichern…</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Abschließen…</translation>
    </message>
    <message>
        <source>Give it up…</source>
        <translation>Aufgeben…</translation>
    </message>
    <message>
        <source>It can be closed once all is decided, and closes at its due date.</source>
        <translation>Sie kann abgeschlossen werden, sobald alles entschieden ist, und schließt am Stichtag von selbst.</translation>
    </message>
    <message>
        <source>Begun. The reviewers find it under Requests.</source>
        <translation>Begonnen. Die Prüfenden finden sie unter Anträge.</translation>
    </message>
    <message>
        <source>Close {name}?</source>
        <translation>{name} abschließen?</translation>
    </message>
    <message>
        <source>The report is sealed then, and nothing can be decided any more.</source>
        <translation>Der Bericht ist dann versiegelt, und nichts kann mehr entschieden werden.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Closed.</source>
        <translation>Abgeschlossen.</translation>
    </message>
    <message>
        <source>Give {name} up?</source>
        <translation>{name} aufgeben?</translation>
    </message>
    <message>
        <source>What was decided stays decided; what was not is left as it is.</source>
        <translation>Was entschieden wurde, bleibt entschieden; alles andere bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Aufgeben</translation>
    </message>
    <message>
        <source>Given up.</source>
        <translation>Aufgegeben.</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Den Bericht speichern</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Als {name} gespeichert.</translation>
    </message>
    <message>
        <source>Who has the role {name}</source>
        <translation>Wer die Rolle {name} hat</translation>
    </message>
    <message>
        <source>The group {name}</source>
        <translation>Die Gruppe {name}</translation>
    </message>
    <message>
        <source>The domain {name}</source>
        <translation>Der Bereich {name}</translation>
    </message>
    <message>
        <source>The source {name}</source>
        <translation>Die Quelle {name}</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>RoleForm</name>
    <message>
        <source>Put a role together</source>
        <translation>Rolle zusammenstellen</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} ändern</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Steward of finance</source>
        <translation>Verantwortung Finanzen</translation>
    </message>
    <message>
        <source>Names it for ever, in policies too</source>
        <translation>Benennt sie für immer, auch in Richtlinien</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Inherits</source>
        <translation>Erbt</translation>
    </message>
    <message>
        <source>Allows in the end</source>
        <translation>Erlaubt am Ende</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>{name} is kept.</source>
        <translation>{name} ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>RoleMapField</name>
    <message>
        <source>Add a group</source>
        <translation>Gruppe hinzufügen</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Take this row away</source>
        <translation>Diese Zeile entfernen</translation>
    </message>
</context>
<context>
    <name>RoleTicks</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
</context>
<context>
    <name>RolesSection</name>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>No roles</source>
        <translation>Keine Rollen</translation>
    </message>
    <message>
        <source>A role is what somebody may do: a set of permissions with a name.</source>
        <translation>Eine Rolle ist, was jemand darf: Berechtigungen unter einem Namen.</translation>
    </message>
    <message>
        <source>Filter by name or by what it allows</source>
        <translation>Nach Name oder nach dem, was sie erlaubt, filtern</translation>
    </message>
    <message>
        <source>Put a role together</source>
        <translation>Rolle zusammenstellen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Für wen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Built in: cannot be changed</source>
        <translation>Eingebaut: nicht änderbar</translation>
    </message>
    <message>
        <source>Inherits</source>
        <translation>Erbt</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Who has it</source>
        <translation>Wer sie hat</translation>
    </message>
    <message>
        <source>somebody you may not see</source>
        <translation>jemand, den Sie nicht sehen dürfen</translation>
    </message>
    <message>
        <source>These are the first of them; look under People for others.</source>
        <translation>Das sind die ersten davon; weitere finden Sie unter Personen.</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>Built-in roles cannot be deleted.</source>
        <translation>Eingebaute Rollen können nicht gelöscht werden.</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>{name} löschen?</translation>
    </message>
    <message>
        <source>It can be put together again, but this cannot be undone.</source>
        <translation>Sie kann wieder zusammengestellt werden, aber das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>{name} is deleted.</source>
        <translation>{name} ist gelöscht.</translation>
    </message>
    <message>
        <source>given to {names}</source>
        <translation>an {names} vergeben</translation>
    </message>
    <message>
        <source>inherited by {names}</source>
        <translation>von {names} geerbt</translation>
    </message>
    <message>
        <source>{role} is still {why}.</source>
        <translation>{role} ist noch {why}.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Take it back there first, and out of the roles that inherit it.</source>
        <translation>Nehmen Sie sie dort zuerst zurück und aus den Rollen heraus, die sie erben.</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} und {n} weitere</translation>
    </message>
    <message>
        <source>Our own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
</context>
<context>
    <name>RuleSheet</name>
    <message>
        <source>Add a rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
    <message>
        <source>Change this rule</source>
        <translation>Diese Regel ändern</translation>
    </message>
    <message>
        <source>Somebody was made an owner</source>
        <translation>Jemand wurde Eigentümer</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What an alert of it is called</source>
        <translation>So heißt ein Alarm dieser Regel</translation>
    </message>
    <message>
        <source>Entries of the log that count</source>
        <translation>Einträge im Protokoll, die zählen</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>Innerhalb von</translation>
    </message>
    <message>
        <source>Counted for</source>
        <translation>Gezählt für</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Write to</source>
        <translation>Schreiben an</translation>
    </message>
    <message>
        <source>E-mail addresses with commas between; none: the system administrators</source>
        <translation>E-Mail-Adressen, durch Kommas getrennt; keine: die Systemadministratoren</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>{name} looks through the log from now on.</source>
        <translation>{name} durchsucht von nun an das Protokoll.</translation>
    </message>
</context>
<context>
    <name>RulesCard</name>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen …</translation>
    </message>
    <message>
        <source>Second factor…</source>
        <translation>Zweiter Faktor …</translation>
    </message>
    <message>
        <source>Limits…</source>
        <translation>Grenzen …</translation>
    </message>
    <message>
        <source>takes two people</source>
        <translation>braucht zwei Personen</translation>
    </message>
    <message>
        <source>takes one person</source>
        <translation>braucht eine Person</translation>
    </message>
    <message>
        <source>somebody has asked to switch this off</source>
        <translation>jemand möchte das abschalten</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} Tage</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>is taken away</source>
        <translation>wird entzogen</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>A second factor is asked of</source>
        <translation>Ein zweiter Faktor wird verlangt von</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemandem</translation>
    </message>
    <message>
        <source>Giving roles</source>
        <translation>Rollen vergeben</translation>
    </message>
    <message>
        <source>API tokens live at most</source>
        <translation>API-Token leben höchstens</translation>
    </message>
    <message>
        <source>Requests wait for a decision</source>
        <translation>Anträge warten auf eine Entscheidung</translation>
    </message>
    <message>
        <source>Asked-for access lasts at most</source>
        <translation>Beantragter Zugriff dauert höchstens</translation>
    </message>
    <message>
        <source>Access in an emergency</source>
        <translation>Zugriff im Notfall</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} Minuten</translation>
    </message>
    <message>
        <source>Undecided in a review</source>
        <translation>Unentschieden bei einer Überprüfung</translation>
    </message>
</context>
<context>
    <name>RulesSection</name>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Newest result</source>
        <translation>Neuestes Ergebnis</translation>
    </message>
    <message>
        <source>Broken, scan by scan</source>
        <translation>Verletzt, Scan für Scan</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>{n} of {all} rows break it</source>
        <translation>{n} von {all} Zeilen verletzen sie</translation>
    </message>
    <message numerus="yes">
        <source>holds in {n} rows</source>
        <translation>
            <numerusform>gilt in {n} Zeile</numerusform>
            <numerusform>gilt in {n} Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>No rules here</source>
        <translation>Hier sind keine Regeln</translation>
    </message>
    <message>
        <source>Rules say what must hold: never missing, unique, in a list. They are written on the server and checked by every scan.</source>
        <translation>Regeln sagen, was gelten muss: fehlt nie, eindeutig, in einer Liste. Sie werden auf dem Server geschrieben und von jedem Scan geprüft.</translation>
    </message>
    <message>
        <source>Pause (P)</source>
        <translation>Pausieren (P)</translation>
    </message>
    <message>
        <source>Switch on (P)</source>
        <translation>Einschalten (P)</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>Signing out and deleting the copy…</source>
        <translation>Wird abgemeldet, die Kopie wird gelöscht…</translation>
    </message>
    <message>
        <source>The language changes when the console is opened again.</source>
        <translation>Die Sprache ändert sich, wenn die Konsole neu geöffnet wird.</translation>
    </message>
</context>
<context>
    <name>SavingSheet</name>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Whoever decides reads it; may stay empty</source>
        <translation>Wer entscheidet, liest es; darf leer bleiben</translation>
    </message>
    <message>
        <source>A policy that may allow more takes two people here.</source>
        <translation>Eine Richtlinie, die mehr erlauben kann, braucht hier zwei Personen.</translation>
    </message>
    <message>
        <source>You can ask for it: nothing changes before somebody else agrees.</source>
        <translation>Sie können darum bitten: Nichts ändert sich, bevor jemand anderes zustimmt.</translation>
    </message>
    <message>
        <source>Ask a second administrator</source>
        <translation>Einen zweiten Administrator bitten</translation>
    </message>
</context>
<context>
    <name>ScanPane</name>
    <message>
        <source>{phase}: {rows} rows</source>
        <translation>{phase}: {rows} Zeilen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel (C)</source>
        <translation>Abbrechen (C)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Try again (R)</source>
        <translation>Erneut versuchen (R)</translation>
    </message>
    <message>
        <source>Go to the source</source>
        <translation>Zur Quelle</translation>
    </message>
    <message>
        <source>Copy the run&apos;s number; the logs of agent and server name it</source>
        <translation>Nummer des Laufs kopieren; die Protokolle von Agent und Server nennen sie</translation>
    </message>
    <message>
        <source>Copy the trace id; every log line of it has the same</source>
        <translation>Trace-ID kopieren; jede Protokollzeile dazu trägt dieselbe</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Angefordert von</translation>
    </message>
    <message>
        <source>Asked for at</source>
        <translation>Angefordert am</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Trace id</source>
        <translation>Trace-ID</translation>
    </message>
    <message>
        <source>What it counted</source>
        <translation>Was er gezählt hat</translation>
    </message>
    <message>
        <source>Not looked at in this source: {n}. Why?</source>
        <translation>In dieser Quelle nicht untersucht: {n}. Warum?</translation>
    </message>
    <message>
        <source>What it cost</source>
        <translation>Was er gekostet hat</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
</context>
<context>
    <name>Scans</name>
    <message>
        <source>Waits for its agent to ask for work.</source>
        <translation>Wartet, bis der Agent nach Arbeit fragt.</translation>
    </message>
    <message>
        <source>Offered to its agent, which has not answered yet.</source>
        <translation>Dem Agenten angeboten, der noch nicht geantwortet hat.</translation>
    </message>
    <message>
        <source>Its agent is about to begin.</source>
        <translation>Der Agent beginnt gleich.</translation>
    </message>
    <message>
        <source>Its agent is reading the source.</source>
        <translation>Der Agent liest die Quelle.</translation>
    </message>
    <message>
        <source>Done; what it found is in the catalog.</source>
        <translation>Fertig; was gefunden wurde, ist im Katalog.</translation>
    </message>
    <message>
        <source>It did not do its work; what earlier scans found stays.</source>
        <translation>Er ist nicht gelungen; was frühere Scans fanden, bleibt.</translation>
    </message>
    <message>
        <source>It was cancelled; what earlier scans found stays.</source>
        <translation>Er wurde abgebrochen; was frühere Scans fanden, bleibt.</translation>
    </message>
    <message>
        <source>The catalog follows it</source>
        <translation>Der Katalog folgt ihm</translation>
    </message>
    <message>
        <source>Kept as history: a newer scan was there already</source>
        <translation>Als Verlauf aufbewahrt: Ein neuerer Scan war schon da</translation>
    </message>
    <message>
        <source>None: another attempt was delivered first</source>
        <translation>Keine: Ein anderer Versuch wurde zuerst zugestellt</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Sensitive columns</source>
        <translation>Sensible Spalten</translation>
    </message>
    <message>
        <source>Rules that failed</source>
        <translation>Verletzte Regeln</translation>
    </message>
    <message>
        <source>Not looked at</source>
        <translation>Nicht untersucht</translation>
    </message>
    <message>
        <source>Unchanged, not read again</source>
        <translation>Unverändert, nicht neu gelesen</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>Verbindungstest</translation>
    </message>
    <message>
        <source>Full scan</source>
        <translation>Vollständiger Scan</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>schedule of {who}</source>
        <translation>Zeitplan von {who}</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>The source was busy</source>
        <translation>Die Quelle war beschäftigt</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Connections at a time</source>
        <translation>Verbindungen zugleich</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Tables read</source>
        <translation>Tabellen gelesen</translation>
    </message>
    <message>
        <source>Unchanged, not read</source>
        <translation>Unverändert, nicht gelesen</translation>
    </message>
    <message>
        <source>Taken up again</source>
        <translation>Von vorher übernommen</translation>
    </message>
    <message>
        <source>Paused for the source</source>
        <translation>Pausen für die Quelle</translation>
    </message>
    <message>
        <source>Waited for its hours</source>
        <translation>Auf die Zeitfenster gewartet</translation>
    </message>
    <message>
        <source>Processor at the agent</source>
        <translation>Rechenzeit beim Agenten</translation>
    </message>
    <message>
        <source>Memory at the agent</source>
        <translation>Speicher beim Agenten</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} s ({share})</source>
        <translation>{n} s ({share})</translation>
    </message>
    <message>
        <source>{n}, since {when}</source>
        <translation>{n}, seit {when}</translation>
    </message>
</context>
<context>
    <name>ScansScreen</name>
    <message>
        <source>Scans</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation>Jetzt scannen</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>Angefordert von</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>Jeder Status</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Im Gange</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>That scan is not in your copy any more.</source>
        <translation>Dieser Scan ist nicht mehr in Ihrer Kopie.</translation>
    </message>
    <message>
        <source>{n}, {running} under way</source>
        <translation>{n}, {running} im Gange</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>None of the scans is as you filter.</source>
        <translation>Keiner der Scans entspricht Ihrem Filter.</translation>
    </message>
    <message>
        <source>No such scans</source>
        <translation>Keine solchen Scans</translation>
    </message>
    <message>
        <source>Once a source is registered and its agent reaches it, it can be scanned.</source>
        <translation>Sobald eine Quelle registriert ist und ihr Agent sie erreicht, kann sie gescannt werden.</translation>
    </message>
    <message>
        <source>Go to the sources</source>
        <translation>Zu den Quellen</translation>
    </message>
    <message>
        <source>No scans yet</source>
        <translation>Noch keine Scans</translation>
    </message>
    <message>
        <source>A scan of {name} was asked for.</source>
        <translation>Ein Scan von {name} wurde angefordert.</translation>
    </message>
    <message>
        <source>The scan of {name} is being cancelled.</source>
        <translation>Der Scan von {name} wird abgebrochen.</translation>
    </message>
    <message>
        <source>Asked for again: {name}.</source>
        <translation>Erneut angefordert: {name}.</translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation>Scan abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Scan what has changed in a source</source>
        <translation>Geändertes einer Quelle scannen</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Vertraulichkeit</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Verantwortlich</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Schemas</source>
        <translation>Schemas</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Below {value}</source>
        <translation>Unter {value}</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Nothing found in {ms} ms</source>
        <translation>Nichts gefunden in {ms} ms</translation>
    </message>
    <message>
        <source>{total} found in {ms} ms</source>
        <translation>{total} gefunden in {ms} ms</translation>
    </message>
    <message>
        <source>, the best {shown} shown</source>
        <translation>, die besten {shown} gezeigt</translation>
    </message>
    <message>
        <source>Did you mean “{meant}”?</source>
        <translation>Meinten Sie „{meant}“?</translation>
    </message>
    <message>
        <source>More than {n}</source>
        <translation>Mehr als {n}</translation>
    </message>
    <message>
        <source>Replace {name}?</source>
        <translation>{name} ersetzen?</translation>
    </message>
    <message>
        <source>Another search is saved under this name; it would be forgotten.</source>
        <translation>Unter diesem Namen ist eine andere Suche gespeichert; sie ginge verloren.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the text</source>
        <translation>Text leeren</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>Search names, descriptions and comments</source>
        <translation>Namen, Beschreibungen und Kommentare durchsuchen</translation>
    </message>
    <message>
        <source>Save this search (Ctrl+S)</source>
        <translation>Diese Suche speichern (Strg+S)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>Wird gesucht</translation>
    </message>
    <message>
        <source>Type to search; every answer comes from this machine.</source>
        <translation>Tippen Sie, um zu suchen; jede Antwort kommt von diesem Rechner.</translation>
    </message>
    <message>
        <source>Nothing found with these filters</source>
        <translation>Mit diesen Filtern nichts gefunden</translation>
    </message>
    <message>
        <source>Take them off to look through the whole catalog.</source>
        <translation>Heben Sie sie auf, um den ganzen Katalog zu durchsuchen.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Nothing found so far</source>
        <translation>Bisher nichts gefunden</translation>
    </message>
    <message>
        <source>The local copy is still filling; try again in a moment.</source>
        <translation>Die lokale Kopie wird noch gefüllt; versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation>Nichts gefunden für „{text}“</translation>
    </message>
    <message>
        <source>Try fewer or shorter words, a part of a name, or what a column holds, such as email or iban.</source>
        <translation>Versuchen Sie weniger oder kürzere Wörter, einen Teil eines Namens oder was eine Spalte enthält, etwa email oder iban.</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Saved as {name} (Ctrl+S)</source>
        <translation>Gespeichert als {name} (Strg+S)</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Search saved as {name}</source>
        <translation>Suche gespeichert als {name}</translation>
    </message>
</context>
<context>
    <name>SecondFactorSheet</name>
    <message>
        <source>Who needs a second factor</source>
        <translation>Wer einen zweiten Faktor braucht</translation>
    </message>
    <message>
        <source>Sessions of these people that were opened without one end with their next request; who has none sets one up when they sign in. That holds for you too.</source>
        <translation>Sitzungen dieser Personen, die ohne einen geöffnet wurden, enden mit der nächsten Anfrage; wer keinen hat, richtet bei der Anmeldung einen ein. Das gilt auch für Sie.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>SecondStepCard</name>
    <message>
        <source>One more step</source>
        <translation>Noch ein Schritt</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Use a passkey in the browser</source>
        <translation>Einen Passkey im Browser verwenden</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>A code is needed.</source>
        <translation>Ein Code wird gebraucht.</translation>
    </message>
    <message>
        <source>Type one of the recovery codes that you have kept.</source>
        <translation>Geben Sie einen der Wiederherstellungscodes ein, die Sie aufbewahrt haben.</translation>
    </message>
    <message>
        <source>Use your passkey in the browser, or type a recovery code.</source>
        <translation>Verwenden Sie Ihren Passkey im Browser, oder geben Sie einen Wiederherstellungscode ein.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Wiederherstellungscode</translation>
    </message>
    <message>
        <source>Use the authenticator app instead</source>
        <translation>Stattdessen die Authenticator-App benutzen</translation>
    </message>
    <message>
        <source>Type the code that your authenticator app shows now.</source>
        <translation>Geben Sie den Code ein, den Ihre Authenticator-App jetzt zeigt.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>The phone is not at hand: use a recovery code</source>
        <translation>Telefon nicht zur Hand: Wiederherstellungscode benutzen</translation>
    </message>
    <message>
        <source>Set up an authenticator app</source>
        <translation>Authenticator-App einrichten</translation>
    </message>
    <message>
        <source>Your organisation asks for a second factor. Scan the picture with an authenticator app on your phone, and type the code that it shows then.</source>
        <translation>Ihre Organisation verlangt einen zweiten Faktor. Scannen Sie das Bild mit einer Authenticator-App auf Ihrem Telefon und geben Sie den Code ein, den sie dann zeigt.</translation>
    </message>
    <message>
        <source>Your recovery codes</source>
        <translation>Ihre Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>I have kept them: go on</source>
        <translation>Ich habe sie aufbewahrt: weiter</translation>
    </message>
</context>
<context>
    <name>SecurityCard</name>
    <message>
        <source>Change password…</source>
        <translation>Passwort ändern…</translation>
    </message>
    <message>
        <source>Set up an authenticator app…</source>
        <translation>Authenticator-App einrichten…</translation>
    </message>
    <message>
        <source>New recovery codes…</source>
        <translation>Neue Wiederherstellungscodes…</translation>
    </message>
    <message>
        <source>Take the app away…</source>
        <translation>App entfernen…</translation>
    </message>
    <message>
        <source>Passkeys…</source>
        <translation>Passkeys …</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>not set up</source>
        <translation>nicht eingerichtet</translation>
    </message>
    <message>
        <source>Authenticator app</source>
        <translation>Authenticator-App</translation>
    </message>
    <message>
        <source>Passkeys</source>
        <translation>Passkeys</translation>
    </message>
    <message>
        <source>Recovery codes left</source>
        <translation>Wiederherstellungscodes übrig</translation>
    </message>
    <message>
        <source>Your organisation asks for a second factor.</source>
        <translation>Ihre Organisation verlangt einen zweiten Faktor.</translation>
    </message>
    <message>
        <source>Change the app…</source>
        <translation>App wechseln…</translation>
    </message>
    <message>
        <source>Set up an authenticator app</source>
        <translation>Authenticator-App einrichten</translation>
    </message>
    <message>
        <source>New recovery codes</source>
        <translation>Neue Wiederherstellungscodes</translation>
    </message>
    <message>
        <source>The codes that you have now are worth nothing afterwards.</source>
        <translation>Die Codes, die Sie jetzt haben, gelten danach nicht mehr.</translation>
    </message>
    <message>
        <source>Take the authenticator app away</source>
        <translation>Authenticator-App entfernen</translation>
    </message>
    <message>
        <source>Afterwards your password alone opens your account, if nothing else is set.</source>
        <translation>Danach öffnet Ihr Passwort allein Ihr Konto, wenn nichts anderes eingerichtet ist.</translation>
    </message>
    <message>
        <source>Your browser opens on a page of the server: add passkeys there, and take them away. It is yours for ten minutes.</source>
        <translation>Ihr Browser öffnet eine Seite des Servers: Dort fügen Sie Passkeys hinzu und entfernen sie. Sie gehört zehn Minuten lang Ihnen.</translation>
    </message>
    <message>
        <source>Your password is changed. Sign in with the new one.</source>
        <translation>Ihr Passwort ist geändert. Melden Sie sich mit dem neuen an.</translation>
    </message>
</context>
<context>
    <name>SendingForm</name>
    <message>
        <source>Discard what you have typed?</source>
        <translation>Verwerfen, was Sie eingegeben haben?</translation>
    </message>
    <message>
        <source>Nothing of it is saved.</source>
        <translation>Nichts davon ist gespeichert.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>SensitivityChip</name>
    <message>
        <source>Sensitivity: {level}</source>
        <translation>Vertraulichkeit: {level}</translation>
    </message>
</context>
<context>
    <name>SessionsCard</name>
    <message>
        <source>End all others…</source>
        <translation>Alle anderen beenden…</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Diese</translation>
    </message>
    <message>
        <source>last used {when}</source>
        <translation>zuletzt benutzt {when}</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>End the session of {name}</source>
        <translation>Sitzung von {name} beenden</translation>
    </message>
    <message>
        <source>The session of {name} has ended.</source>
        <translation>Die Sitzung von {name} ist beendet.</translation>
    </message>
    <message>
        <source>Whoever sits there, you too, has to sign in again.</source>
        <translation>Wer dort sitzt, auch Sie selbst, muss sich neu anmelden.</translation>
    </message>
    <message>
        <source>End all other sessions?</source>
        <translation>Alle anderen Sitzungen beenden?</translation>
    </message>
    <message>
        <source>End them</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>All other sessions have ended.</source>
        <translation>Alle anderen Sitzungen sind beendet.</translation>
    </message>
    <message>
        <source>A program without a name</source>
        <translation>Ein Programm ohne Namen</translation>
    </message>
    <message>
        <source>the server&apos;s own machine</source>
        <translation>auf dem Server selbst</translation>
    </message>
    <message>
        <source>local network</source>
        <translation>lokales Netz</translation>
    </message>
    <message>
        <source>internet</source>
        <translation>Internet</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Server and person</source>
        <translation>Server und Person</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Password and second factor</source>
        <translation>Passwort und zweiter Faktor</translation>
    </message>
    <message>
        <source>Where you are signed in</source>
        <translation>Wo Sie angemeldet sind</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Your consoles</source>
        <translation>Ihre Konsolen</translation>
    </message>
    <message>
        <source>Machines with a copy</source>
        <translation>Rechner mit einer Kopie</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Theme, rows, language</source>
        <translation>Farbschema, Zeilen, Sprache</translation>
    </message>
    <message>
        <source>Copy on this machine</source>
        <translation>Kopie auf diesem Rechner</translation>
    </message>
    <message>
        <source>What works offline</source>
        <translation>Was offline geht</translation>
    </message>
    <message>
        <source>Classification model</source>
        <translation>Modell der Einstufung</translation>
    </message>
    <message>
        <source>What columns are judged by</source>
        <translation>Wonach Spalten beurteilt werden</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>When something is wrong</source>
        <translation>Wenn etwas nicht stimmt</translation>
    </message>
    <message>
        <source>Your settings cannot be kept: {why}</source>
        <translation>Ihre Einstellungen lassen sich nicht speichern: {why}</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>On this screen</source>
        <translation>In dieser Ansicht</translation>
    </message>
</context>
<context>
    <name>ShortcutsCard</name>
    <message>
        <source>Everything can be done with the keyboard; F1 shows how, on any screen.</source>
        <translation>Alles geht mit der Tastatur; F1 zeigt in jeder Ansicht, wie.</translation>
    </message>
    <message>
        <source>Show all shortcuts</source>
        <translation>Alle Tastenkürzel zeigen</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Screens</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Fold the sidebar</source>
        <translation>Seitenleiste einklappen</translation>
    </message>
</context>
<context>
    <name>SignInDoor</name>
    <message>
        <source>Sign in again</source>
        <translation>Erneut anmelden</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Your session has ended. What you changed is kept and sent afterwards.</source>
        <translation>Ihre Sitzung ist beendet. Was Sie geändert haben, bleibt erhalten und wird danach gesendet.</translation>
    </message>
    <message>
        <source>Once: afterwards the console keeps its session, works without a network, and fills an encrypted copy of what you may see.</source>
        <translation>Nur einmal: Danach behält die Konsole ihre Sitzung, arbeitet ohne Netz und füllt eine verschlüsselte Kopie dessen, was Sie sehen dürfen.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>its short name</source>
        <translation>ihr Kurzname</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>It is the same: trust this server</source>
        <translation>Er ist derselbe: Server vertrauen</translation>
    </message>
    <message>
        <source>Server, organisation and e-mail address are all needed.</source>
        <translation>Server, Organisation und E-Mail-Adresse werden alle gebraucht.</translation>
    </message>
    <message>
        <source>Server, organisation and name are all needed.</source>
        <translation>Server, Organisation und Name werden alle gebraucht.</translation>
    </message>
    <message>
        <source>Name in the directory</source>
        <translation>Name im Verzeichnis</translation>
    </message>
    <message>
        <source>Password in the directory</source>
        <translation>Passwort im Verzeichnis</translation>
    </message>
    <message>
        <source>Compare this fingerprint with the one its administrator sees (pursight server doctor):
{pin}</source>
        <translation>Vergleichen Sie diesen Fingerabdruck mit dem, den seine Administration sieht (pursight server doctor):
{pin}</translation>
    </message>
    <message>
        <source>You signed in as {other}. The copy here is of {owner}.</source>
        <translation>Sie haben sich als {other} angemeldet. Die Kopie hier gehört {owner}.</translation>
    </message>
</context>
<context>
    <name>SignedIn</name>
    <message>
        <source>Nowhere</source>
        <translation>Nirgends</translation>
    </message>
    <message>
        <source>No console has a copy of the catalog for them</source>
        <translation>Keine Konsole hat eine Kopie des Katalogs für sie</translation>
    </message>
    <message>
        <source>A program without a name</source>
        <translation>Ein Programm ohne Namen</translation>
    </message>
    <message>
        <source>the server&apos;s own machine</source>
        <translation>Gerät des Servers selbst</translation>
    </message>
    <message>
        <source>local network</source>
        <translation>lokales Netz</translation>
    </message>
    <message>
        <source>internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <source>last used {when}</source>
        <translation>zuletzt benutzt {when}</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>End the session of {name}</source>
        <translation>Die Sitzung von {name} beenden</translation>
    </message>
    <message>
        <source>The session of {name} has ended.</source>
        <translation>Die Sitzung von {name} ist beendet.</translation>
    </message>
    <message>
        <source>last seen {when}</source>
        <translation>zuletzt gesehen {when}</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Revoke {name}</source>
        <translation>{name} widerrufen</translation>
    </message>
    <message>
        <source>Revoke {name}?</source>
        <translation>{name} widerrufen?</translation>
    </message>
    <message>
        <source>It deletes its copy when it next connects; what was not sent yet is lost with it. This cannot be undone.</source>
        <translation>Sie löscht ihre Kopie, sobald sie sich wieder verbindet; was noch nicht gesendet war, geht damit verloren. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>{name} is trusted no more.</source>
        <translation>{name} wird nicht mehr vertraut.</translation>
    </message>
</context>
<context>
    <name>SigningInSection</name>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Abgeschaltet</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>What holds</source>
        <translation>Was gilt</translation>
    </message>
    <message>
        <source>Second factor and limits</source>
        <translation>Zweiter Faktor und Grenzen</translation>
    </message>
    <message>
        <source>Identity providers</source>
        <translation>Identitätsanbieter</translation>
    </message>
    <message>
        <source>OpenID Connect</source>
        <translation>OpenID Connect</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>LDAP, Active Directory</source>
        <translation>LDAP, Active Directory</translation>
    </message>
    <message>
        <source>Accounts kept elsewhere</source>
        <translation>Anderswo geführte Konten</translation>
    </message>
    <message>
        <source>SCIM 2.0</source>
        <translation>SCIM 2.0</translation>
    </message>
    <message>
        <source>The organisation is renamed.</source>
        <translation>Die Organisation ist umbenannt.</translation>
    </message>
    <message>
        <source>It is saved who needs a second factor.</source>
        <translation>Gespeichert ist, wer einen zweiten Faktor braucht.</translation>
    </message>
    <message>
        <source>The limits are saved.</source>
        <translation>Die Grenzen sind gespeichert.</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>{name} entfernen?</translation>
    </message>
    <message>
        <source>Nobody signs in with it any more, and it is forgotten who is who. The persons stay; who has no password gets in no more.</source>
        <translation>Niemand meldet sich mehr damit an, und vergessen wird, wer wer ist. Die Personen bleiben; wer kein Passwort hat, kommt nicht mehr hinein.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation>{name} ist entfernt.</translation>
    </message>
    <message>
        <source>The directory is saved.</source>
        <translation>Das Verzeichnis ist gespeichert.</translation>
    </message>
    <message>
        <source>Nobody signs in with it any more, and it is forgotten who is who. The persons stay; who has no password of PurSight gets in no more.</source>
        <translation>Niemand meldet sich mehr damit an, und vergessen wird, wer wer ist. Die Personen bleiben; wer kein Passwort von PurSight hat, kommt nicht mehr hinein.</translation>
    </message>
    <message>
        <source>Take the directory away?</source>
        <translation>Das Verzeichnis entfernen?</translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>The directory is taken away.</source>
        <translation>Das Verzeichnis ist entfernt.</translation>
    </message>
    <message>
        <source>{name} is saved.</source>
        <translation>{name} ist gespeichert.</translation>
    </message>
    <message>
        <source>This needs the server</source>
        <translation>Das braucht den Server</translation>
    </message>
    <message>
        <source>How one signs in is decided there, and is not kept on this machine.</source>
        <translation>Wie man sich anmeldet, wird dort entschieden und nicht auf diesem Rechner gehalten.</translation>
    </message>
</context>
<context>
    <name>SimulationSheet</name>
    <message>
        <source>Nothing is saved yet. This is who would gain or lose what.</source>
        <translation>Noch ist nichts gespeichert. So sähe es aus: wer etwas gewinnt und wer etwas verliert.</translation>
    </message>
    <message>
        <source>All that it is about, one after the other</source>
        <translation>Alles, worum es geht, eins nach dem anderen</translation>
    </message>
    <message>
        <source>For doing what</source>
        <translation>Um was zu tun</translation>
    </message>
    <message>
        <source>From where they ask</source>
        <translation>Von wo aus zugegriffen wird</translation>
    </message>
    <message>
        <source>Whether you would lock yourself out is looked at as you ask now</source>
        <translation>Ob Sie sich selbst aussperren würden, wird so geprüft, wie Sie jetzt zugreifen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Who would feel it</source>
        <translation>Wer es spüren würde</translation>
    </message>
    <message>
        <source>Lock yourself out?</source>
        <translation>Sich selbst aussperren?</translation>
    </message>
    <message>
        <source>You could not do this any more: {what}. Somebody else may have to undo it.</source>
        <translation>Dies könnten Sie nicht mehr: {what}. Womöglich muss jemand anderes es rückgängig machen.</translation>
    </message>
    <message>
        <source>Go on nevertheless</source>
        <translation>Trotzdem fortfahren</translation>
    </message>
    <message>
        <source>Not everything was looked at: {n} of {all} steps.</source>
        <translation>Nicht alles wurde angesehen: {n} von {all} Schritten.</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Doing what</source>
        <translation>Wobei</translation>
    </message>
    <message>
        <source>Gains</source>
        <translation>Gewinnt</translation>
    </message>
    <message>
        <source>Loses</source>
        <translation>Verliert</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>Zum Beispiel</translation>
    </message>
    <message>
        <source>this</source>
        <translation>dies</translation>
    </message>
    <message>
        <source>You would lock yourself out.</source>
        <translation>Sie würden sich selbst aussperren.</translation>
    </message>
    <message>
        <source>You could not do this any more: {what}.</source>
        <translation>Dies könnten Sie nicht mehr: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>{n} more</source>
        <translation>
            <numerusform>{n} weiteres</numerusform>
            <numerusform>{n} weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at people</source>
        <translation>Personen werden betrachtet</translation>
    </message>
    <message numerus="yes">
        <source>{n} people lose something.</source>
        <translation>
            <numerusform>{n} Person verliert etwas.</numerusform>
            <numerusform>{n} Personen verlieren etwas.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} people gain something.</source>
        <translation>
            <numerusform>{n} Person gewinnt etwas.</numerusform>
            <numerusform>{n} Personen gewinnen etwas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody would feel a difference.</source>
        <translation>Niemand würde einen Unterschied spüren.</translation>
    </message>
    <message>
        <source>Looked at {n} of {all} people.</source>
        <translation>{n} von {all} Personen betrachtet.</translation>
    </message>
    <message>
        <source>{name} loses: {what}</source>
        <translation>{name} verliert: {what}</translation>
    </message>
    <message>
        <source>{name} gains: {what}</source>
        <translation>{name} gewinnt: {what}</translation>
    </message>
</context>
<context>
    <name>SourceActions</name>
    <message>
        <source>The agent is asked whether it reaches {name}.</source>
        <translation>Der Agent wird gefragt, ob er {name} erreicht.</translation>
    </message>
    <message>
        <source>A scan of {name} was asked for.</source>
        <translation>Ein Scan von {name} wurde angefordert.</translation>
    </message>
    <message>
        <source>A full scan of {name} was asked for.</source>
        <translation>Ein vollständiger Scan von {name} wurde angefordert.</translation>
    </message>
    <message>
        <source>A scan of {name} was asked for again.</source>
        <translation>Ein Scan von {name} wurde erneut angefordert.</translation>
    </message>
    <message>
        <source>No scan of it is running.</source>
        <translation>Davon läuft kein Scan.</translation>
    </message>
    <message>
        <source>The scan of {name} is being cancelled.</source>
        <translation>Der Scan von {name} wird abgebrochen.</translation>
    </message>
    <message>
        <source>Open in the catalog</source>
        <translation>Im Katalog öffnen</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Scan what has changed</source>
        <translation>Geändertes scannen</translation>
    </message>
    <message>
        <source>Scan everything</source>
        <translation>Alles scannen</translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation>Scan abbrechen</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
</context>
<context>
    <name>SourcePane</name>
    <message>
        <source>Cancel scan</source>
        <translation>Scan abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Scan now</source>
        <translation>Jetzt scannen</translation>
    </message>
    <message>
        <source>Only what has changed, or everything</source>
        <translation>Nur Geändertes oder alles</translation>
    </message>
    <message>
        <source>What has changed (S)</source>
        <translation>Geändertes (S)</translation>
    </message>
    <message>
        <source>Everything (Shift+S)</source>
        <translation>Alles (Umschalt+S)</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Have the agent try to reach it (T)</source>
        <translation>Den Agenten versuchen lassen, sie zu erreichen (T)</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit (E)</source>
        <translation>Bearbeiten (E)</translation>
    </message>
    <message>
        <source>{phase}: {rows} rows</source>
        <translation>{phase}: {rows} Zeilen</translation>
    </message>
    <message>
        <source>{tables} tables, {columns} columns</source>
        <translation>{tables} Tabellen, {columns} Spalten</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Enthält</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Last scan</source>
        <translation>Letzter Scan</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Open in the catalog</source>
        <translation>Im Katalog öffnen</translation>
    </message>
    <message>
        <source>Not looked at: {n}</source>
        <translation>Nicht untersucht: {n}</translation>
    </message>
    <message>
        <source>looked at in part</source>
        <translation>teilweise untersucht</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>und {n} weitere</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>It was never scanned.</source>
        <translation>Sie wurde nie gescannt.</translation>
    </message>
    <message>
        <source>All scans of it</source>
        <translation>Alle ihre Scans</translation>
    </message>
    <message>
        <source>Connection test</source>
        <translation>Verbindungstest</translation>
    </message>
    <message>
        <source>Full scan</source>
        <translation>Vollständiger Scan</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>SourceTree</name>
    <message>
        <source>Sources, schemas and tables</source>
        <translation>Quellen, Schemas und Tabellen</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(ohne Namen)</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>It was named; its agent has not heard of it yet.</source>
        <translation>Sie ist benannt; ihr Agent weiß noch nichts von ihr.</translation>
    </message>
    <message>
        <source>Its agent is about to try to reach it.</source>
        <translation>Ihr Agent versucht gleich, sie zu erreichen.</translation>
    </message>
    <message>
        <source>Its agent reaches it; it was never scanned.</source>
        <translation>Ihr Agent erreicht sie; sie wurde nie gescannt.</translation>
    </message>
    <message>
        <source>Its agent is reading it now.</source>
        <translation>Ihr Agent liest sie gerade.</translation>
    </message>
    <message>
        <source>It was read; what was found is being looked through.</source>
        <translation>Sie wurde gelesen; das Gefundene wird durchgesehen.</translation>
    </message>
    <message>
        <source>It is worked out what its columns hold.</source>
        <translation>Es wird ermittelt, was ihre Spalten enthalten.</translation>
    </message>
    <message>
        <source>It is known what its columns hold.</source>
        <translation>Es ist bekannt, was ihre Spalten enthalten.</translation>
    </message>
    <message>
        <source>Rules and policies are being checked.</source>
        <translation>Regeln und Richtlinien werden geprüft.</translation>
    </message>
    <message>
        <source>Rules and policies were checked.</source>
        <translation>Regeln und Richtlinien wurden geprüft.</translation>
    </message>
    <message>
        <source>All that was found is in the catalog.</source>
        <translation>Alles Gefundene ist im Katalog.</translation>
    </message>
    <message>
        <source>All that was found is in the catalog; each scan keeps it up to date.</source>
        <translation>Alles Gefundene ist im Katalog; jeder Scan hält es aktuell.</translation>
    </message>
    <message>
        <source>Its agent could not reach it.</source>
        <translation>Ihr Agent konnte sie nicht erreichen.</translation>
    </message>
    <message>
        <source>The last scan did not do its work; what earlier ones found stays.</source>
        <translation>Der letzte Scan ist nicht gelungen; was frühere fanden, bleibt.</translation>
    </message>
    <message>
        <source>It was taken out of use; what is known of it stays.</source>
        <translation>Sie wurde außer Dienst gestellt; was man von ihr weiß, bleibt.</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Unreachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Scan failed</source>
        <translation>Scan fehlgeschlagen</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>Noch nicht getestet</translation>
    </message>
    <message>
        <source>Partly read</source>
        <translation>Teils gelesen</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Never tested</source>
        <translation>Nie getestet</translation>
    </message>
    <message>
        <source>Works, answered in {ms} ms</source>
        <translation>Funktioniert, Antwort in {ms} ms</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Funktioniert</translation>
    </message>
    <message>
        <source>Does not work</source>
        <translation>Funktioniert nicht</translation>
    </message>
</context>
<context>
    <name>SourcesScreen</name>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Register a source</source>
        <translation>Quelle registrieren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Last scan</source>
        <translation>Letzter Scan</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>Alias</translation>
    </message>
    <message>
        <source>{n}, {broken} with a problem</source>
        <translation>{n}, {broken} mit einem Problem</translation>
    </message>
    <message>
        <source>That source is not in your copy any more.</source>
        <translation>Diese Quelle ist nicht mehr in Ihrer Kopie.</translation>
    </message>
    <message>
        <source>A source is a database or a folder that one of your agents can reach. Enrol an agent first, then register what it announces.</source>
        <translation>Eine Quelle ist eine Datenbank oder ein Ordner, den einer Ihrer Agenten erreicht. Nehmen Sie zuerst einen Agenten auf und registrieren Sie dann, was er ankündigt.</translation>
    </message>
    <message>
        <source>No sources yet</source>
        <translation>Noch keine Quellen</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Scan what has changed</source>
        <translation>Geändertes scannen</translation>
    </message>
    <message>
        <source>Scan everything</source>
        <translation>Alles scannen</translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation>Scan abbrechen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Register a source (N)</source>
        <translation>Quelle registrieren (N)</translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
    <message>
        <source>What you can type</source>
        <translation>Was Sie tippen können</translation>
    </message>
    <message>
        <source>words in any spelling: cust_email, CustomerEmail, e-mail</source>
        <translation>Wörter in jeder Schreibweise: cust_email, CustomerEmail, e-mail</translation>
    </message>
    <message>
        <source>typing mistakes are forgiven</source>
        <translation>Tippfehler werden verziehen</translation>
    </message>
    <message>
        <source>names, descriptions and comments are looked through</source>
        <translation>Namen, Beschreibungen und Kommentare werden durchsucht</translation>
    </message>
    <message>
        <source>None yet. Search, narrow the result down, then keep it with the bookmark (Ctrl+S).</source>
        <translation>Noch keine. Suchen Sie, grenzen Sie ein und merken Sie es mit dem Lesezeichen (Strg+S).</translation>
    </message>
    <message>
        <source>What you search for will be listed here.</source>
        <translation>Wonach Sie suchen, steht hier.</translation>
    </message>
    <message>
        <source>Rename {name}</source>
        <translation>{name} umbenennen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Rename search</source>
        <translation>Suche umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>StateChip</name>
    <message>
        <source>State: {state}</source>
        <translation>Status: {state}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Clock went back</source>
        <translation>Uhr ging zurück</translation>
    </message>
    <message>
        <source>Refused edits and conflicts</source>
        <translation>Abgewiesene Änderungen und Konflikte</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Notfallzugriff</translation>
    </message>
    <message>
        <source>Otherwise tried at {when}</source>
        <translation>Sonst nächster Versuch um {when}</translation>
    </message>
    <message>
        <source>Also here: {names}</source>
        <translation>Auch hier: {names}</translation>
    </message>
    <message numerus="yes">
        <source>{n} problems</source>
        <translation>
            <numerusform>{n} Problem</numerusform>
            <numerusform>{n} Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Emergency access: {role} until {time}</source>
        <translation>Notfallzugriff: {role} bis {time}</translation>
    </message>
    <message>
        <source>All you do is marked in the log. Click to give it back.</source>
        <translation>Alles, was Sie tun, wird im Protokoll gekennzeichnet. Klicken Sie, um ihn zurückzugeben.</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>Jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Send and fetch now instead of at the next turn</source>
        <translation>Jetzt senden und laden statt beim nächsten Mal</translation>
    </message>
    <message numerus="yes">
        <source>{n} edits not yet sent</source>
        <translation>
            <numerusform>{n} Änderung noch nicht gesendet</numerusform>
            <numerusform>{n} Änderungen noch nicht gesendet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Switch</name>
    <message>
        <source>To decide</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>To review</source>
        <translation>Zu prüfen</translation>
    </message>
</context>
<context>
    <name>TabBar</name>
    <message>
        <source>Tabs</source>
        <translation>Tabs</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Tab schließen</translation>
    </message>
    <message>
        <source>Close tab (Ctrl+W)</source>
        <translation>Tab schließen (Strg+W)</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>What you are writing about {names} is not saved yet. Closed, it cannot be had again.</source>
        <translation>Was Sie über {names} schreiben, ist noch nicht gespeichert. Nach dem Schließen ist es verloren.</translation>
    </message>
    <message>
        <source>Discard what you are writing?</source>
        <translation>Geschriebenes verwerfen?</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>TagSheet</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Tags to add</source>
        <translation>Neue Schlagwörter</translation>
    </message>
    <message>
        <source>They have</source>
        <translation>Vorhandene</translation>
    </message>
    <message>
        <source>Save tags</source>
        <translation>Schlagwörter speichern</translation>
    </message>
</context>
<context>
    <name>TagsField</name>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
</context>
<context>
    <name>TakeSheet</name>
    <message>
        <source>Take emergency access</source>
        <translation>Notfallzugriff nehmen</translation>
    </message>
    <message>
        <source>This raises an alarm.</source>
        <translation>Das löst einen Alarm aus.</translation>
    </message>
    <message>
        <source>All administrators and auditors are told at once, with your name and reason. Everything you do meanwhile is marked in the log, and somebody else reviews it afterwards. It cannot be extended.</source>
        <translation>Administration und Revision erfahren es sofort, mit Ihrem Namen und Grund. Alles, was Sie inzwischen tun, wird im Protokoll gekennzeichnet, und jemand anderes prüft es danach. Verlängern lässt es sich nicht.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>It holds for the whole organisation</source>
        <translation>Sie gilt für die ganze Organisation</translation>
    </message>
    <message>
        <source>Payroll stands still, the steward is on a flight</source>
        <translation>Die Lohnabrechnung steht, der Verantwortliche sitzt im Flugzeug</translation>
    </message>
    <message>
        <source>What has happened</source>
        <translation>Was geschehen ist</translation>
    </message>
    <message>
        <source>A sentence at least</source>
        <translation>Mindestens ein Satz</translation>
    </message>
    <message>
        <source>For how many minutes</source>
        <translation>Für wie viele Minuten</translation>
    </message>
    <message>
        <source>Take it and raise the alarm</source>
        <translation>Nehmen und Alarm auslösen</translation>
    </message>
</context>
<context>
    <name>Things</name>
    <message>
        <source>e-mail addresses</source>
        <translation>E-Mail-Adressen</translation>
    </message>
    <message>
        <source>telephone numbers</source>
        <translation>Telefonnummern</translation>
    </message>
    <message>
        <source>postal addresses</source>
        <translation>Anschriften</translation>
    </message>
    <message>
        <source>names of cities</source>
        <translation>Ortsnamen</translation>
    </message>
    <message>
        <source>states or provinces</source>
        <translation>Bundesländer oder Provinzen</translation>
    </message>
    <message>
        <source>countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>postal codes</source>
        <translation>Postleitzahlen</translation>
    </message>
    <message>
        <source>names of people</source>
        <translation>Personennamen</translation>
    </message>
    <message>
        <source>dates of birth</source>
        <translation>Geburtsdaten</translation>
    </message>
    <message>
        <source>ages of people</source>
        <translation>Altersangaben</translation>
    </message>
    <message>
        <source>genders of people</source>
        <translation>Geschlechtsangaben</translation>
    </message>
    <message>
        <source>race or ethnic origin</source>
        <translation>Angaben zur ethnischen Herkunft</translation>
    </message>
    <message>
        <source>religious beliefs</source>
        <translation>Religionszugehörigkeiten</translation>
    </message>
    <message>
        <source>nationalities</source>
        <translation>Staatsangehörigkeiten</translation>
    </message>
    <message>
        <source>marital status</source>
        <translation>Familienstände</translation>
    </message>
    <message>
        <source>political opinions</source>
        <translation>politische Meinungen</translation>
    </message>
    <message>
        <source>sexual orientation</source>
        <translation>Angaben zur sexuellen Orientierung</translation>
    </message>
    <message>
        <source>trade union memberships</source>
        <translation>Gewerkschaftszugehörigkeiten</translation>
    </message>
    <message>
        <source>job titles</source>
        <translation>Berufsbezeichnungen</translation>
    </message>
    <message>
        <source>names of organisations</source>
        <translation>Namen von Organisationen</translation>
    </message>
    <message>
        <source>US social security numbers</source>
        <translation>US-Sozialversicherungsnummern</translation>
    </message>
    <message>
        <source>national identity numbers</source>
        <translation>nationale Personenkennziffern</translation>
    </message>
    <message>
        <source>tax numbers</source>
        <translation>Steuernummern</translation>
    </message>
    <message>
        <source>passport numbers</source>
        <translation>Reisepassnummern</translation>
    </message>
    <message>
        <source>driving licence numbers</source>
        <translation>Führerscheinnummern</translation>
    </message>
    <message>
        <source>US National Provider Identifiers</source>
        <translation>US-NPI-Nummern</translation>
    </message>
    <message>
        <source>US DEA registration numbers</source>
        <translation>US-DEA-Nummern</translation>
    </message>
    <message>
        <source>voter numbers</source>
        <translation>Wählernummern</translation>
    </message>
    <message>
        <source>payment card numbers</source>
        <translation>Zahlungskartennummern</translation>
    </message>
    <message>
        <source>security codes of payment cards</source>
        <translation>Kartenprüfnummern</translation>
    </message>
    <message>
        <source>expiry dates of payment cards</source>
        <translation>Ablaufdaten von Zahlungskarten</translation>
    </message>
    <message>
        <source>IBANs</source>
        <translation>IBANs</translation>
    </message>
    <message>
        <source>SWIFT or BIC codes</source>
        <translation>SWIFT- oder BIC-Codes</translation>
    </message>
    <message>
        <source>bank account numbers</source>
        <translation>Kontonummern</translation>
    </message>
    <message>
        <source>bank routing numbers</source>
        <translation>Bankleitzahlen</translation>
    </message>
    <message>
        <source>addresses of cryptocurrency wallets</source>
        <translation>Krypto-Wallet-Adressen</translation>
    </message>
    <message>
        <source>salaries</source>
        <translation>Gehälter</translation>
    </message>
    <message>
        <source>incomes</source>
        <translation>Einkommen</translation>
    </message>
    <message>
        <source>credit scores</source>
        <translation>Bonitätswerte</translation>
    </message>
    <message>
        <source>medical record numbers</source>
        <translation>Patientennummern</translation>
    </message>
    <message>
        <source>ICD diagnosis codes</source>
        <translation>ICD-Diagnosecodes</translation>
    </message>
    <message>
        <source>diagnoses</source>
        <translation>Diagnosen</translation>
    </message>
    <message>
        <source>medicines</source>
        <translation>Medikamente</translation>
    </message>
    <message>
        <source>health measurements</source>
        <translation>Gesundheitswerte</translation>
    </message>
    <message>
        <source>blood groups</source>
        <translation>Blutgruppen</translation>
    </message>
    <message>
        <source>health insurance numbers</source>
        <translation>Krankenversichertennummern</translation>
    </message>
    <message>
        <source>passwords or their hashes</source>
        <translation>Passwörter oder deren Hashes</translation>
    </message>
    <message>
        <source>API keys</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>JSON Web Tokens</source>
        <translation>JSON Web Tokens</translation>
    </message>
    <message>
        <source>private keys</source>
        <translation>private Schlüssel</translation>
    </message>
    <message>
        <source>connection strings</source>
        <translation>Verbindungszeichenfolgen</translation>
    </message>
    <message>
        <source>session tokens</source>
        <translation>Sitzungstoken</translation>
    </message>
    <message>
        <source>user names</source>
        <translation>Benutzernamen</translation>
    </message>
    <message>
        <source>social network handles</source>
        <translation>Social-Media-Namen</translation>
    </message>
    <message>
        <source>web addresses</source>
        <translation>Webadressen</translation>
    </message>
    <message>
        <source>IP addresses</source>
        <translation>IP-Adressen</translation>
    </message>
    <message>
        <source>MAC addresses</source>
        <translation>MAC-Adressen</translation>
    </message>
    <message>
        <source>device identifiers</source>
        <translation>Gerätekennungen</translation>
    </message>
    <message>
        <source>browser user agents</source>
        <translation>Browserkennungen</translation>
    </message>
    <message>
        <source>browser cookies</source>
        <translation>Browser-Cookies</translation>
    </message>
    <message>
        <source>geographic coordinates</source>
        <translation>geografische Koordinaten</translation>
    </message>
    <message>
        <source>vehicle identification numbers</source>
        <translation>Fahrgestellnummern</translation>
    </message>
    <message>
        <source>number plates</source>
        <translation>Kfz-Kennzeichen</translation>
    </message>
    <message>
        <source>pictures of people</source>
        <translation>Bilder von Personen</translation>
    </message>
    <message>
        <source>biometric data</source>
        <translation>biometrische Daten</translation>
    </message>
    <message>
        <source>signatures</source>
        <translation>Unterschriften</translation>
    </message>
    <message>
        <source>texts with personal data</source>
        <translation>Texte mit personenbezogenen Daten</translation>
    </message>
    <message>
        <source>nothing sensitive</source>
        <translation>nichts Sensibles</translation>
    </message>
</context>
<context>
    <name>ThresholdsSheet</name>
    <message>
        <source>Thresholds of a label</source>
        <translation>Schwellenwerte eines Labels</translation>
    </message>
    <message>
        <source>A label applies by itself from the first confidence on; from the second on a person is asked. You see what would change before anything does.</source>
        <translation>Ab der ersten Konfidenz gilt ein Label von selbst, ab der zweiten wird ein Mensch gefragt. Sie sehen, was sich ändern würde, bevor sich etwas ändert.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Applies from</source>
        <translation>Gilt ab</translation>
    </message>
    <message>
        <source>A person is asked from</source>
        <translation>Ein Mensch wird gefragt ab</translation>
    </message>
    <message>
        <source>See what would change</source>
        <translation>Ansehen, was sich ändern würde</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
</context>
<context>
    <name>ToDecide</name>
    <message>
        <source>Approve…</source>
        <translation>Genehmigen…</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>Ablehnen…</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anträge</translation>
    </message>
    <message>
        <source>Nothing waits for you</source>
        <translation>Nichts wartet auf Sie</translation>
    </message>
    <message>
        <source>Who asks for access to what you own or look after is listed here. Nobody decides what they asked for themselves.</source>
        <translation>Hier steht, wer Zugriff auf etwas beantragt, das Sie verantworten oder betreuen. Niemand entscheidet, was er selbst beantragt hat.</translation>
    </message>
    <message>
        <source>Filter by person or what for</source>
        <translation>Nach Person oder Zweck filtern</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Worauf</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Decide by</source>
        <translation>Entscheiden</translation>
    </message>
    <message>
        <source>Somebody else decides what is for you.</source>
        <translation>Was für Sie ist, entscheidet jemand anderes.</translation>
    </message>
    <message>
        <source>Approved for {name}.</source>
        <translation>Für {name} genehmigt.</translation>
    </message>
    <message>
        <source>Refused.</source>
        <translation>Abgelehnt.</translation>
    </message>
    <message>
        <source>Refuse what {name} asks for?</source>
        <translation>Ablehnen, was {name} beantragt?</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Whoever asked reads it</source>
        <translation>Wer es beantragt hat, liest es</translation>
    </message>
</context>
<context>
    <name>ToReviewList</name>
    <message>
        <source>Keep…</source>
        <translation>Behalten…</translation>
    </message>
    <message>
        <source>Keep what is selected</source>
        <translation>Ausgewähltes behalten</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Revoke what is selected</source>
        <translation>Ausgewähltes widerrufen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anträge</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts zu prüfen</translation>
    </message>
    <message>
        <source>When you are a reviewer of an access review, what others have is listed here, to be kept or revoked by its due date. Nobody reviews what they have themselves.</source>
        <translation>Wenn Sie in einer Zugriffsprüfung prüfen, steht hier, was andere haben; bis zum Stichtag ist es zu behalten oder zu widerrufen. Niemand prüft, was er selbst hat.</translation>
    </message>
    <message>
        <source>Filter by person, role or review</source>
        <translation>Nach Person, Rolle oder Prüfung filtern</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Has</source>
        <translation>Hat</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Worauf</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Gegeben</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>is revoked</source>
        <translation>wird widerrufen</translation>
    </message>
    <message>
        <source>is kept</source>
        <translation>wird behalten</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Nicht entschieden</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} von {all}</translation>
    </message>
    <message>
        <source>What is left</source>
        <translation>Was übrig bleibt</translation>
    </message>
    <message>
        <source>Select several with Shift or Ctrl to decide them together.</source>
        <translation>Wählen Sie mehrere mit Umschalt oder Strg aus, um sie zusammen zu entscheiden.</translation>
    </message>
    <message>
        <source>Keep {what} of {name}?</source>
        <translation>{what} von {name} behalten?</translation>
    </message>
    <message>
        <source>Revoke {what} of {name}?</source>
        <translation>{what} von {name} widerrufen?</translation>
    </message>
    <message>
        <source>Keep {n} items?</source>
        <translation>{n} Einträge behalten?</translation>
    </message>
    <message>
        <source>Revoke {n} items?</source>
        <translation>{n} Einträge widerrufen?</translation>
    </message>
    <message>
        <source>It takes effect at once.</source>
        <translation>Es wirkt sofort.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>It stands in the report of the review</source>
        <translation>Es steht im Bericht der Prüfung</translation>
    </message>
    <message numerus="yes">
        <source>{n} decided.</source>
        <translation>
            <numerusform>{n} entschieden.</numerusform>
            <numerusform>{n} entschieden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>TokenSheet</name>
    <message>
        <source>Type this where the agent is to run</source>
        <translation>Geben Sie dies ein, wo der Agent laufen soll</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>The token alone</source>
        <translation>Nur das Token</translation>
    </message>
    <message>
        <source>It expires {when} ({moment}). It is shown only now: copy it.</source>
        <translation>Es läuft {when} ab ({moment}). Es wird nur jetzt gezeigt: Kopieren Sie es.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Kopieren: {name}</translation>
    </message>
</context>
<context>
    <name>TokensSection</name>
    <message>
        <source>API tokens</source>
        <translation>API-Token</translation>
    </message>
    <message>
        <source>No API tokens</source>
        <translation>Keine API-Token</translation>
    </message>
    <message>
        <source>Programs sign in with a token instead of a password. People make their own, and service accounts are given theirs; all of them are listed here.</source>
        <translation>Programme melden sich mit einem Token statt mit einem Kennwort an. Personen erstellen ihre eigenen, Dienstkonten bekommen ihre; alle stehen hier.</translation>
    </message>
    <message>
        <source>Filter by name or holder</source>
        <translation>Nach Name oder Inhaber filtern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>Inhaber</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>somebody you may not see</source>
        <translation>jemand, den Sie nicht sehen dürfen</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>May do</source>
        <translation>Darf</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>This token opens nothing any more.</source>
        <translation>Dieses Token öffnet nichts mehr.</translation>
    </message>
    <message>
        <source>Revoke {name}?</source>
        <translation>{name} widerrufen?</translation>
    </message>
    <message>
        <source>What uses it is refused from now on. This cannot be undone.</source>
        <translation>Was es benutzt, wird ab jetzt abgewiesen. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>{name} opens nothing any more.</source>
        <translation>{name} öffnet nichts mehr.</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>Gültig</translation>
    </message>
</context>
<context>
    <name>VersionsSheet</name>
    <message>
        <source>Earlier version</source>
        <translation>Frühere Fassung</translation>
    </message>
    <message>
        <source>Later version</source>
        <translation>Spätere Fassung</translation>
    </message>
    <message>
        <source>Version {n} · {who} · {when}</source>
        <translation>Fassung {n} · {who} · {when}</translation>
    </message>
    <message>
        <source>There is no earlier version yet.</source>
        <translation>Noch gibt es keine frühere Fassung.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Go back to version {n}…</source>
        <translation>Zurück zu Fassung {n} …</translation>
    </message>
    <message>
        <source>This is what it says now.</source>
        <translation>Das sagt sie jetzt.</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>Version {n}, {state}</source>
        <translation>Fassung {n}, {state}</translation>
    </message>
</context>
<context>
    <name>ViolationsSection</name>
    <message>
        <source>You may not see violations</source>
        <translation>Sie dürfen Verstöße nicht sehen</translation>
    </message>
    <message>
        <source>Your roles do not include compliance.</source>
        <translation>Ihre Rollen umfassen Compliance nicht.</translation>
    </message>
    <message>
        <source>No violations</source>
        <translation>Keine Verstöße</translation>
    </message>
    <message>
        <source>Everything here is as the policies want it.</source>
        <translation>Hier ist alles, wie die Richtlinien es verlangen.</translation>
    </message>
    <message>
        <source>{policy}, since {when}</source>
        <translation>{policy}, seit {when}</translation>
    </message>
    <message>
        <source>What to do: {text}</source>
        <translation>Was zu tun ist: {text}</translation>
    </message>
    <message>
        <source>The risk was taken by {name}: {reason}</source>
        <translation>Das Risiko wurde von {name} übernommen: {reason}</translation>
    </message>
    <message>
        <source>you</source>
        <translation>Ihnen</translation>
    </message>
    <message>
        <source>Closed {when}</source>
        <translation>Geschlossen {when}</translation>
    </message>
    <message>
        <source>Accept the risk…</source>
        <translation>Risiko akzeptieren…</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
</context>
<context>
    <name>WaitingLine</name>
    <message>
        <source>Look…</source>
        <translation>Ansehen …</translation>
    </message>
    <message>
        <source>One change waits for a second administrator.</source>
        <translation>Eine Änderung wartet auf einen zweiten Administrator.</translation>
    </message>
    <message>
        <source>{n} changes wait for a second administrator.</source>
        <translation>{n} Änderungen warten auf einen zweiten Administrator.</translation>
    </message>
</context>
<context>
    <name>WayField</name>
    <message>
        <source>As usual: console, or token</source>
        <translation>Wie üblich: Konsole oder Token</translation>
    </message>
    <message>
        <source>Through what they ask</source>
        <translation>Womit zugegriffen wird</translation>
    </message>
    <message>
        <source>Usually people ask through a console, service accounts with an API token</source>
        <translation>Menschen greifen meist über eine Konsole zu, Dienstkonten mit einem API-Token</translation>
    </message>
    <message>
        <source>Network they ask from</source>
        <translation>Netz, aus dem zugegriffen wird</translation>
    </message>
    <message>
        <source>Where the address lies that they ask from, as the server sees it</source>
        <translation>Wo die Adresse liegt, von der zugegriffen wird, wie der Server sie sieht</translation>
    </message>
</context>
<context>
    <name>WayWords</name>
    <message>
        <source>Console</source>
        <translation>Konsole</translation>
    </message>
    <message>
        <source>Browser or other program</source>
        <translation>Browser oder anderes Programm</translation>
    </message>
    <message>
        <source>API token</source>
        <translation>API-Token</translation>
    </message>
    <message>
        <source>The server’s own machine</source>
        <translation>Rechner des Servers</translation>
    </message>
    <message>
        <source>Private network</source>
        <translation>Privates Netz</translation>
    </message>
    <message>
        <source>Public network</source>
        <translation>Öffentliches Netz</translation>
    </message>
    <message>
        <source>Unknown network</source>
        <translation>Unbekanntes Netz</translation>
    </message>
    <message>
        <source>a console</source>
        <translation>eine Konsole</translation>
    </message>
    <message>
        <source>a browser or another program</source>
        <translation>einen Browser oder ein anderes Programm</translation>
    </message>
    <message>
        <source>an API token</source>
        <translation>ein API-Token</translation>
    </message>
    <message>
        <source>the server’s own machine</source>
        <translation>dem Rechner des Servers</translation>
    </message>
    <message>
        <source>a private network</source>
        <translation>einem privaten Netz</translation>
    </message>
    <message>
        <source>a public network</source>
        <translation>einem öffentlichen Netz</translation>
    </message>
    <message>
        <source>an unknown network</source>
        <translation>einem unbekannten Netz</translation>
    </message>
    <message>
        <source>As you ask now: through {through}, from {network}.</source>
        <translation>So, wie Sie jetzt zugreifen: über {through}, von {network}.</translation>
    </message>
    <message>
        <source>It is taken that they ask through {through}, from {network}.</source>
        <translation>Angenommen ist ein Zugriff über {through}, von {network}.</translation>
    </message>
</context>
<context>
    <name>WhyAnswer</name>
    <message>
        <source>{who} may: {doing}</source>
        <translation>{who} darf: {doing}</translation>
    </message>
    <message>
        <source>{who} may not: {doing}</source>
        <translation>{who} darf nicht: {doing}</translation>
    </message>
    <message>
        <source>You may: {doing}</source>
        <translation>Sie dürfen: {doing}</translation>
    </message>
    <message>
        <source>You may not: {doing}</source>
        <translation>Sie dürfen nicht: {doing}</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>in the domain {place}</source>
        <translation>im Bereich {place}</translation>
    </message>
    <message>
        <source>in {place}</source>
        <translation>in {place}</translation>
    </message>
    <message>
        <source>The role {role}, {where}</source>
        <translation>Die Rolle {role}, {where}</translation>
    </message>
    <message>
        <source>one that you may not see</source>
        <translation>die Sie nicht sehen dürfen</translation>
    </message>
    <message>
        <source>, through the group {name}</source>
        <translation>, durch die Gruppe {name}</translation>
    </message>
    <message>
        <source>, until {when}</source>
        <translation>, bis {when}</translation>
    </message>
    <message>
        <source>The account would have to be enabled.</source>
        <translation>Das Konto müsste freigegeben werden.</translation>
    </message>
    <message>
        <source>The policy would have to be changed or switched off: what is forbidden, no role gives back.</source>
        <translation>Die Richtlinie müsste geändert oder ausgeschaltet werden: Was verboten ist, gibt keine Rolle zurück.</translation>
    </message>
    <message>
        <source>One of these roles, for it or everywhere: {roles}.</source>
        <translation>Eine dieser Rollen, dafür oder überall: {roles}.</translation>
    </message>
    <message>
        <source>One of these roles, everywhere: {roles}.</source>
        <translation>Eine dieser Rollen, überall: {roles}.</translation>
    </message>
    <message>
        <source>A role that allows it.</source>
        <translation>Eine Rolle, die es erlaubt.</translation>
    </message>
    <message>
        <source>Or a policy that permits it.</source>
        <translation>Oder eine Richtlinie, die es erlaubt.</translation>
    </message>
    <message>
        <source>The account is disabled and may do nothing.</source>
        <translation>Das Konto ist gesperrt und darf nichts.</translation>
    </message>
    <message>
        <source>Permitted by the policy {name}</source>
        <translation>Erlaubt durch die Richtlinie {name}</translation>
    </message>
    <message>
        <source>Forbidden by the policy {name}</source>
        <translation>Verboten durch die Richtlinie {name}</translation>
    </message>
    <message>
        <source>It forbids the table in which this column lies.</source>
        <translation>Sie verbietet die Tabelle, in der diese Spalte liegt.</translation>
    </message>
    <message>
        <source>The roles would allow it; forbidding wins.</source>
        <translation>Die Rollen würden es erlauben; das Verbot geht vor.</translation>
    </message>
    <message>
        <source>No role that reaches it allows this; no policy permits it.</source>
        <translation>Keine Rolle, die dafür gilt, erlaubt dies; keine Richtlinie erlaubt es.</translation>
    </message>
    <message>
        <source>What would have to change</source>
        <translation>Was sich ändern müsste</translation>
    </message>
    <message>
        <source>Open the policy</source>
        <translation>Richtlinie öffnen</translation>
    </message>
</context>
<context>
    <name>WhySection</name>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Whether somebody may do something with an object, and which role or policy decides it. Nothing is changed by asking.</source>
        <translation>Ob jemand etwas mit einem Objekt tun darf und welche Rolle oder Richtlinie das entscheidet. Fragen ändert nichts.</translation>
    </message>
    <message>
        <source>Who is it about?</source>
        <translation>Um wen geht es?</translation>
    </message>
    <message>
        <source>Name, e-mail address or department</source>
        <translation>Name, E-Mail-Adresse oder Abteilung</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>With what?</source>
        <translation>Womit?</translation>
    </message>
    <message>
        <source>Name of a table, say</source>
        <translation>Name einer Tabelle etwa</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>The organisation as a whole</source>
        <translation>Die Organisation als Ganzes</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Wants to do what</source>
        <translation>Will was tun</translation>
    </message>
    <message>
        <source>With what</source>
        <translation>Womit</translation>
    </message>
    <message>
        <source>From where</source>
        <translation>Von wo aus</translation>
    </message>
    <message>
        <source>Choose who it is about.</source>
        <translation>Wählen Sie, um wen es geht.</translation>
    </message>
    <message>
        <source>Choose an asset.</source>
        <translation>Wählen Sie ein Objekt.</translation>
    </message>
    <message>
        <source>Who may do what is decided there, and is not kept on this machine.</source>
        <translation>Wer was darf, wird dort entschieden und liegt nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>This needs the server</source>
        <translation>Das braucht den Server</translation>
    </message>
</context>
<context>
    <name>WhySheet</name>
    <message>
        <source>Why can I see {name}?</source>
        <translation>Warum kann ich {name} sehen?</translation>
    </message>
    <message>
        <source>What I want to do</source>
        <translation>Was ich tun will</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Jump to anything</source>
        <translation>Überallhin springen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Search the catalog</source>
        <translation>Katalog durchsuchen</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>Tabs</translation>
    </message>
    <message>
        <source>New tab</source>
        <translation>Neuer Tab</translation>
    </message>
    <message>
        <source>Close tab</source>
        <translation>Tab schließen</translation>
    </message>
    <message>
        <source>Close other tabs</source>
        <translation>Andere Tabs schließen</translation>
    </message>
    <message>
        <source>Reopen tab</source>
        <translation>Tab wieder öffnen</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächster Tab</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <translation>Vorheriger Tab</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Sync now or try again now</source>
        <translation>Jetzt abgleichen oder erneut versuchen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Show shortcuts</source>
        <translation>Tastenkürzel zeigen</translation>
    </message>
    <message>
        <source>Fold or unfold the sidebar</source>
        <translation>Seitenleiste ein- oder ausklappen</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Farbschema</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Farbschema</translation>
    </message>
    <message>
        <source>Theme of the system</source>
        <translation>Farbschema des Systems</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Search the catalog for “{text}”</source>
        <translation>Katalog durchsuchen nach „{text}“</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Shortcuts ({keys})</source>
        <translation>Tastenkürzel ({keys})</translation>
    </message>
    <message>
        <source>You are signed out. What you have typed here stays.</source>
        <translation>Sie sind abgemeldet. Was Sie hier geschrieben haben, bleibt stehen.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>&lt; 1 s</source>
        <translation>&lt; 1 s</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} Tg.</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} Std.</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} Min.</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>a day as Qt writes it, short</comment>
        <translation>dd.MM.yyyy</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
</context>
<context>
    <name>_ChoiceRow</name>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>nicht gewählt</translation>
    </message>
</context>
<context>
    <name>_Group</name>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>ausgeklappt</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>{n} weitere</translation>
    </message>
</context>
<context>
    <name>_Parts</name>
    <message>
        <source>Nothing to show</source>
        <translation>Nichts zu zeigen</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>Noch nichts zu zeigen</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
</context>
<context>
    <name>administration</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Service accounts</source>
        <translation>Dienstkonten</translation>
    </message>
    <message>
        <source>Domains</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Access reviews</source>
        <translation>Zugriffsprüfungen</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Notfallzugriff</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>API tokens</source>
        <translation>API-Token</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Proof of the log</source>
        <translation>Beweis des Protokolls</translation>
    </message>
</context>
<context>
    <name>availability</name>
    <message>
        <source>You are signed out: this needs the server. Sign in again to do it.</source>
        <translation>Sie sind abgemeldet: Dies braucht den Server. Melden Sie sich dafür wieder an.</translation>
    </message>
    <message>
        <source>You are offline: this needs the server.</source>
        <translation>Sie sind offline: Dies braucht den Server.</translation>
    </message>
    <message>
        <source>Your role does not allow this; ask an administrator.</source>
        <translation>Ihre Rolle erlaubt das nicht; fragen Sie einen Administrator.</translation>
    </message>
    <message>
        <source>Without the server this shows what was known last; actions wait until it is back.</source>
        <translation>Ohne den Server steht hier, was zuletzt bekannt war; Aktionen warten, bis er zurück ist.</translation>
    </message>
</context>
<context>
    <name>choosers</name>
    <message>
        <source>Name, e-mail address or department</source>
        <translation>Name, E-Mail-Adresse oder Abteilung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Service account</source>
        <translation>Dienstkonto</translation>
    </message>
</context>
<context>
    <name>directory</name>
    <message>
        <source>The directory answers, but finds nobody by this name, or more than one. Look at where people are and how they are found.</source>
        <translation>Das Verzeichnis antwortet, findet aber niemanden mit diesem Namen oder mehr als eine Person. Prüfen Sie, wo Personen stehen und wie sie gefunden werden.</translation>
    </message>
    <message>
        <source>Found: {name} · {email}</source>
        <translation>Gefunden: {name} · {email}</translation>
    </message>
    <message>
        <source>The account is disabled or locked there.</source>
        <translation>Das Konto ist dort abgeschaltet oder gesperrt.</translation>
    </message>
    <message>
        <source>Groups:</source>
        <translation>Gruppen:</translation>
    </message>
    <message>
        <source>    and {n} more</source>
        <translation>    und {n} weitere</translation>
    </message>
    <message>
        <source>It is in no group.</source>
        <translation>Es ist in keiner Gruppe.</translation>
    </message>
    <message>
        <source>Roles by group: {roles}</source>
        <translation>Rollen nach Gruppe: {roles}</translation>
    </message>
    <message>
        <source>The directory answers, but refuses the account to search with: its name or its password is wrong, or it is locked.</source>
        <translation>Das Verzeichnis antwortet, weist aber das Konto zum Suchen ab: Name oder Passwort ist falsch, oder es ist gesperrt.</translation>
    </message>
    <message>
        <source>The account is let in, but may not search there, or there is no such place. Look at where people and groups are.</source>
        <translation>Das Konto wird eingelassen, darf dort aber nicht suchen, oder es gibt diesen Ort nicht. Prüfen Sie, wo Personen und Gruppen stehen.</translation>
    </message>
    <message>
        <source>No server answers that can be trusted. Look at the addresses, the network between, and the certificate authority; the server&apos;s log has more.</source>
        <translation>Es antwortet kein Server, dem vertraut werden kann. Prüfen Sie die Adressen, das Netz dazwischen und die Zertifizierungsstelle; im Protokoll des Servers steht mehr.</translation>
    </message>
</context>
<context>
    <name>explained</name>
    <message>
        <source>Giving somebody more takes two people here.</source>
        <translation>Jemandem mehr zu geben braucht hier zwei Personen.</translation>
    </message>
    <message>
        <source>Leave that out here, and ask for it with “Give a role…”: somebody else approves it. Taking away needs nobody else.</source>
        <translation>Lassen Sie das hier weg und beantragen Sie es mit „Rolle geben…“: jemand anders genehmigt es. Wegnehmen braucht niemanden sonst.</translation>
    </message>
    <message>
        <source>Somebody else has changed this meanwhile.</source>
        <translation>Jemand anders hat das inzwischen geändert.</translation>
    </message>
    <message>
        <source>Close this and open it again to see how it is now. Copy first what you want to keep of what you wrote.</source>
        <translation>Schließen Sie dies und öffnen Sie es wieder, um zu sehen, wie es jetzt ist. Kopieren Sie vorher, was Sie von Ihrem Text behalten möchten.</translation>
    </message>
    <message>
        <source>Your roles do not allow this any more.</source>
        <translation>Ihre Rollen erlauben das nicht mehr.</translation>
    </message>
    <message>
        <source>Ask an administrator.</source>
        <translation>Fragen Sie jemanden aus der Administration.</translation>
    </message>
    <message>
        <source>This is not there any more: somebody else was quicker.</source>
        <translation>Das gibt es nicht mehr: Jemand anderes war schneller.</translation>
    </message>
    <message>
        <source>It is read again.</source>
        <translation>Es wird neu gelesen.</translation>
    </message>
    <message>
        <source>It is read again: look at it before you go on.</source>
        <translation>Es wird neu gelesen: Sehen Sie es an, bevor Sie weitermachen.</translation>
    </message>
</context>
<context>
    <name>screens</name>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anträge</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>There is no such screen</source>
        <translation>Diese Ansicht gibt es nicht</translation>
    </message>
    <message>
        <source>This version of the console does not have it. Choose another on the left.</source>
        <translation>Diese Version der Konsole hat sie nicht. Wählen Sie links eine andere.</translation>
    </message>
</context>
<context>
    <name>standing</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Offline; you can go on working.</source>
        <translation>Offline; Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>Signed out; sign in again to send and receive.</source>
        <translation>Abgemeldet; melden Sie sich zum Senden und Empfangen wieder an.</translation>
    </message>
    <message>
        <source>This console is too old for its server.</source>
        <translation>Diese Konsole ist zu alt für ihren Server.</translation>
    </message>
    <message>
        <source>Locked: this console was without its server for longer than allowed.</source>
        <translation>Gesperrt: Diese Konsole war länger als erlaubt ohne ihren Server.</translation>
    </message>
    <message>
        <source>This device was revoked; its copy of the catalog has been deleted.</source>
        <translation>Dieses Gerät wurde widerrufen; seine Kopie des Katalogs wurde gelöscht.</translation>
    </message>
    <message>
        <source>The clock of this machine is {span} behind what it showed before. How long you may work without the server goes by the latest time that it has shown. Set the clock right; the next contact with the server makes up for it.</source>
        <translation>Die Uhr dieses Rechners liegt {span} hinter dem, was sie zuvor zeigte. Wie lange Sie ohne den Server arbeiten dürfen, richtet sich nach der spätesten Zeit, die sie gezeigt hat. Stellen Sie die Uhr; der nächste Kontakt mit dem Server gleicht es aus.</translation>
    </message>
    <message>
        <source>Filling…</source>
        <translation>Wird gefüllt…</translation>
    </message>
    <message>
        <source>Filling: {done} of about {total}</source>
        <translation>Wird gefüllt: {done} von etwa {total}</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
</context>
</TS>
