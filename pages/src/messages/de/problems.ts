import type { Translation } from '../translation';

export const problems: Translation<'problems'> = {
  INVALID_INPUT: 'Einige Angaben sind ungültig. Korrigieren Sie sie und versuchen Sie es erneut.',
  EMAIL_TAKEN:
    'Es gibt bereits ein Konto mit dieser E-Mail-Adresse. Melden Sie sich an oder verwenden Sie eine andere Adresse.',
  USERNAME_TAKEN: 'Dieser Benutzername ist vergeben. Wählen Sie einen anderen.',
  INVALID_CREDENTIALS:
    'Die E-Mail-Adresse oder das Passwort ist falsch. Prüfen Sie beides und versuchen Sie es erneut.',
  ACCOUNT_DEACTIVATED: 'Dieses Konto wurde deaktiviert. Bitten Sie einen Administrator, es wieder zu aktivieren.',
  SERVER_BUSY: 'Der Server ist ausgelastet. Versuchen Sie es in {wait} erneut.',
  EMAIL_NOT_VERIFIED: 'Bestätigen Sie zuerst Ihre E-Mail-Adresse.',
  WRONG_PASSWORD: 'Das Passwort ist falsch. Geben Sie Ihr aktuelles Passwort ein.',
  INVALID_MAIL_TOKEN: 'Dieser Link oder Code ist nicht mehr gültig. Fordern Sie eine neue E-Mail an.',
  MAIL_UNAVAILABLE: 'Dieser Server versendet keine E-Mails. Wenden Sie sich an seinen Betreiber.',
  SESSION_NOT_FOUND: 'Dieses Gerät ist nicht mehr angemeldet.',
  LAST_ADMINISTRATOR: 'Sie sind der letzte Administrator. Machen Sie zuerst eine andere Person zum Administrator.',
  TOO_MANY_ATTEMPTS: 'Zu viele Versuche. Versuchen Sie es in {wait} erneut.',
  WRONG_CODE: 'Der Code ist falsch oder wurde schon verwendet. Geben Sie den nächsten ein.',
  INVALID_CHALLENGE: 'Das hat zu lange gedauert. Beginnen Sie von vorn.',
  TOO_MANY_FACTORS: 'Mehr Authenticator-Apps sind nicht möglich. Entfernen Sie zuerst eine.',
  FACTOR_NOT_FOUND: 'Diese Authenticator-App wurde bereits entfernt.',
  NO_SECOND_FACTOR: 'Fügen Sie zuerst eine Authenticator-App hinzu. Dabei erhalten Sie auch Wiederherstellungscodes.',
  INVALID_PASSKEY:
    '{reason, select, UNKNOWN_CREDENTIAL {Dieser Passkey ist hier nicht bekannt. Verwenden Sie einen anderen oder melden Sie sich auf andere Weise an.} EXPIRED {Das hat zu lange gedauert. Versuchen Sie es erneut.} other {Dieser Passkey wurde nicht akzeptiert. Versuchen Sie es erneut oder melden Sie sich auf andere Weise an.}}',
  PASSKEY_TAKEN: 'Dieser Passkey kann nicht hinzugefügt werden. Erstellen Sie einen anderen.',
  TOO_MANY_PASSKEYS: 'Mehr Passkeys sind nicht möglich. Entfernen Sie zuerst einen.',
  PASSKEY_NOT_FOUND: 'Dieser Passkey wurde bereits entfernt.',
  LAST_SIGN_IN_METHOD:
    'Anders können Sie sich nicht mehr anmelden. Legen Sie zuerst ein Passwort fest oder fügen Sie einen weiteren Passkey hinzu.',
  PROVIDER_UNAVAILABLE:
    'Dieser Anbieter ist zurzeit nicht verfügbar. Versuchen Sie es später erneut, oder melden Sie sich auf andere Weise an.',
  SOCIAL_LOGIN_FAILED:
    '{reason, select, DENIED {Sie haben sich beim Anbieter nicht angemeldet. Versuchen Sie es erneut, oder melden Sie sich auf andere Weise an.} EXPIRED {Das kann in diesem Browser nicht mehr abgeschlossen werden. Beginnen Sie von vorn.} UNAVAILABLE {Der Anbieter antwortet nicht wie erwartet. Versuchen Sie es später erneut.} other {Die Antwort des Anbieters wurde nicht angenommen. Beginnen Sie von vorn.}}',
  ACCOUNT_LINK_REQUIRED:
    'Sie haben bereits ein Konto mit dieser E-Mail-Adresse. Melden Sie sich an, um beide zu verknüpfen.',
  EMAIL_REQUIRED:
    'Der Anbieter hat keine bestätigte E-Mail-Adresse von Ihnen gemeldet. Bestätigen Sie sie dort, oder legen Sie hier ein Konto an und verknüpfen Sie den Anbieter danach.',
  IDENTITY_TAKEN: 'Das ist hier mit einem anderen Konto verknüpft. Heben Sie die Verknüpfung zuerst dort auf.',
  IDENTITY_NOT_FOUND: 'Diese Verknüpfung wurde bereits aufgehoben.',
  PASSKEY_EXISTS: 'Auf diesem Gerät haben Sie bereits einen Passkey.',
  UNREACHABLE: 'Der Server ist nicht erreichbar. Versuchen Sie es erneut.',
  COOKIES_BLOCKED:
    'Ihr Browser sendet die Cookies dieser Seite nicht. Erlauben Sie Cookies und melden Sie sich erneut an.',
  UNAUTHENTICATED: 'Ihre Sitzung ist beendet. Melden Sie sich erneut an.',
  SECOND_FACTOR_REQUIRED:
    'Hier benötigen Sie einen zweiten Faktor. Fügen Sie zuerst eine Authenticator-App hinzu oder melden Sie sich mit einem Passkey an.',
  INTERNAL_SERVER_ERROR: 'Das hat auf dem Server nicht geklappt. Versuchen Sie es später erneut.',
};

export const fieldProblems: Translation<'fieldProblems'> = {
  REQUIRED:
    '{kind, select, email {Geben Sie Ihre E-Mail-Adresse ein.} password {Geben Sie ein Passwort ein.} name {Geben Sie einen Namen ein.} other {Füllen Sie dieses Feld aus.}}',
  TOO_SHORT: 'Verwenden Sie mindestens {limit, number} Zeichen.',
  TOO_LONG: 'Verwenden Sie höchstens {limit, number} Zeichen.',
  NOT_AN_EMAIL: 'Geben Sie eine E-Mail-Adresse wie name@example.com ein, ohne Leerzeichen.',
  NOT_A_LOCALE: 'Wählen Sie eine der Sprachen aus der Liste.',
  FORBIDDEN_CHARACTER:
    '{kind, select, username {Verwenden Sie Buchstaben von a bis z, Ziffern, Punkte, Bindestriche und Unterstriche; beginnen Sie mit einem Buchstaben oder einer Ziffer.} other {Entfernen Sie Zeichen, die nicht druckbar sind.}}',
  COMMON_PASSWORD: 'Das ist eines der häufigsten Passwörter. Wählen Sie eines, das schwerer zu erraten ist.',
  BREACHED_PASSWORD:
    'Dieses Passwort steht auf einer Liste gestohlener Passwörter. Wählen Sie eines, das Sie sonst nirgends verwenden.',
  SAME_AS_IDENTITY: 'Wählen Sie ein anderes Passwort als Ihre E-Mail-Adresse oder Ihren Benutzernamen.',
  FORBIDDEN_WORD:
    'Dieses Passwort enthält ein Wort, das hier leicht zu erraten ist. Wählen Sie eines ohne dieses Wort.',
  FORBIDDEN_URL: 'Diese Adresse führt zu einer Seite, die hier nicht erlaubt ist.',
  OUT_OF_RANGE: 'Dieser Zeitpunkt ist zu früh oder zu spät.',
  INVALID_QUERY: 'Diese Abfrage kann hier nicht verwendet werden.',
  MISSING_CHARACTER_CLASS: 'Verwenden Sie Groß- und Kleinbuchstaben, Ziffern und Symbole.',
};
