import type { MailTexts } from '../mail-texts.js';

const IGNORE = 'Falls Sie das nicht waren, können Sie diese E-Mail ignorieren: Ohne sie kann niemand fortfahren.';
const ALARM =
  'Falls Sie das nicht waren, setzen Sie bitte sofort Ihr Passwort zurück und wenden Sie sich an den Betreiber von {{brand}}.';

export const texts: MailTexts = {
  phrases: {
    linkFollows: '{{button}}:',
    buttonFails: 'Falls die Schaltfläche nicht funktioniert, öffnen Sie diesen Link in Ihrem Browser:',
    enterCode: 'Oder geben Sie diesen Code ein: {{code}}',
    expiry: 'Gültigkeit des Links: {{validFor}}.',
    yourCode: 'Ihr Code: {{code}}',
    codeExpiry: 'Gültigkeit des Codes: {{validFor}}.',
    time: 'Zeitpunkt',
    device: 'Gerät',
    ipAddress: 'IP-Adresse',
    place: 'Ort (ungefähr)',
    labeled: '{{label}}: {{value}}',
    privacy: 'Datenschutzerklärung',
    terms: 'Nutzungsbedingungen',
  },
  emails: {
    VERIFY_EMAIL: {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
      preheader: 'Ein Klick, und Ihre E-Mail-Adresse ist bestätigt.',
      before: ['Bitte bestätigen Sie, dass dies Ihre E-Mail-Adresse für {{brand}} ist.'],
      button: 'Adresse bestätigen',
      after: [IGNORE],
    },
    ACCOUNT_EXISTS: {
      subject: 'Sie haben bereits ein Konto',
      preheader: 'Jemand wollte sich mit Ihrer E-Mail-Adresse registrieren.',
      before: [
        'Jemand, vielleicht Sie selbst, wollte bei {{brand}} ein Konto mit dieser E-Mail-Adresse anlegen. Sie haben bereits eines: Melden Sie sich an, oder setzen Sie Ihr Passwort zurück, falls Sie es vergessen haben.',
      ],
      after: ['Falls Sie das nicht waren, können Sie diese E-Mail ignorieren.'],
    },
    RESET_PASSWORD: {
      subject: 'Setzen Sie Ihr Passwort zurück',
      preheader: 'Wählen Sie ein neues Passwort für Ihr Konto.',
      before: ['Jemand, vielleicht Sie selbst, möchte das Passwort Ihres Kontos bei {{brand}} zurücksetzen.'],
      button: 'Neues Passwort wählen',
      after: [IGNORE],
    },
    INVITATION: {
      subject: 'Sie haben ein neues Konto',
      preheader: 'Wählen Sie ein Passwort, und Sie können sich anmelden.',
      before: [
        'Für Sie wurde ein Konto bei {{brand}} angelegt. Wählen Sie ein Passwort, und Sie können sich anmelden.',
      ],
      button: 'Passwort wählen',
      after: [
        'Falls Sie das nicht erwartet haben, können Sie diese E-Mail ignorieren: Ohne sie kann niemand das Konto benutzen.',
      ],
    },
    PASSWORD_CHANGED: {
      subject: 'Ihr Passwort wurde geändert',
      preheader: 'Ihre anderen Geräte wurden abgemeldet.',
      before: ['Das Passwort Ihres Kontos bei {{brand}} wurde geändert, und Ihre anderen Geräte wurden abgemeldet.'],
      after: [ALARM],
    },
    CONFIRM_NEW_EMAIL: {
      subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
      preheader: 'Bestätigen Sie, dass Ihr Konto diese Adresse verwenden soll.',
      before: [
        'Bitte bestätigen Sie, dass Ihr Konto bei {{brand}} künftig diese E-Mail-Adresse verwenden soll. Dazu müssen Sie angemeldet sein oder Ihr Passwort eingeben.',
      ],
      button: 'Adresse bestätigen',
      after: [
        'Falls Sie das nicht veranlasst haben, ignorieren Sie diese E-Mail und geben Sie kein Passwort ein: Möglicherweise versucht jemand, Ihre Adresse für ein fremdes Konto zu verwenden.',
      ],
    },
    EMAIL_CHANGE_REQUESTED: {
      subject: 'Ihre E-Mail-Adresse soll geändert werden',
      preheader: 'Für Ihr Konto soll künftig eine andere E-Mail-Adresse gelten.',
      before: ['Jemand, der bei Ihrem Konto bei {{brand}} angemeldet ist, möchte dessen E-Mail-Adresse ändern.'],
      after: [ALARM],
    },
    EMAIL_CHANGED: {
      subject: 'Ihre E-Mail-Adresse wurde geändert',
      preheader: 'Falls Sie das nicht waren, können Sie es noch rückgängig machen ({{validFor}}).',
      before: [
        'Ihr Konto bei {{brand}} verwendet jetzt eine andere E-Mail-Adresse. Falls diese Änderung nicht von Ihnen stammt, machen Sie sie rückgängig:',
      ],
      button: 'Änderung rückgängig machen',
      after: [
        'Damit gilt wieder diese Adresse, und alle Geräte werden abgemeldet. Sie erhalten dann eine weitere E-Mail mit einem Link, um ein neues Passwort zu wählen. Nutzen Sie ihn sofort, denn wer die Adresse geändert hat, kennt das bisherige Passwort.',
        'Falls Sie die Änderung selbst vorgenommen haben, müssen Sie nichts weiter tun.',
      ],
    },
    SECOND_FACTOR_ADDED: {
      subject: 'Eine Authenticator-App wurde hinzugefügt',
      preheader: 'Ab jetzt ist zur Anmeldung ein Code aus der App nötig.',
      before: [
        'Ihrem Konto bei {{brand}} wurde eine Authenticator-App hinzugefügt. Ab jetzt benötigen Sie zur Anmeldung einen Code aus dieser App. Bewahren Sie Ihre Wiederherstellungscodes sicher auf.',
      ],
      after: [ALARM],
    },
    SECOND_FACTOR_REMOVED: {
      subject: 'Eine Authenticator-App wurde entfernt',
      preheader: 'Eine Authenticator-App wurde aus Ihrem Konto entfernt.',
      before: ['Eine Authenticator-App wurde aus Ihrem Konto bei {{brand}} entfernt.'],
      after: [ALARM],
    },
    SECOND_FACTORS_RESET: {
      subject: 'Ihre zweiten Faktoren wurden entfernt',
      preheader: 'Sie können sich wieder mit Ihrem Passwort anmelden.',
      before: [
        'Ein Administrator hat alle Authenticator-Apps, Wiederherstellungscodes und Passkeys aus Ihrem Konto bei {{brand}} entfernt, und Ihre Geräte wurden abgemeldet. Melden Sie sich mit Ihrem Passwort an, und fügen Sie wieder eine App hinzu.',
      ],
      after: ['Falls Sie nicht darum gebeten haben, wenden Sie sich an den Betreiber von {{brand}}.'],
    },
    RECOVERY_CODE_USED: {
      subject: 'Ein Wiederherstellungscode wurde verwendet',
      preheader: 'Er ersetzte einen Code Ihrer Authenticator-App.',
      before: [
        'Ein Wiederherstellungscode Ihres Kontos bei {{brand}} wurde anstelle eines Codes Ihrer Authenticator-App verwendet.',
      ],
      after: [ALARM],
    },
    RECOVERY_CODES_RENEWED: {
      subject: 'Ihre Wiederherstellungscodes wurden ersetzt',
      preheader: 'Die bisherigen Wiederherstellungscodes gelten nicht mehr.',
      before: ['Ihr Konto bei {{brand}} hat neue Wiederherstellungscodes. Die bisherigen gelten nicht mehr.'],
      after: [ALARM],
    },
    PASSKEY_ADDED: {
      subject: 'Ein Passkey wurde hinzugefügt',
      preheader: 'Damit ist die Anmeldung ohne Ihr Passwort möglich.',
      before: [
        'Ihrem Konto bei {{brand}} wurde ein Passkey hinzugefügt. Damit ist die Anmeldung ohne Ihr Passwort möglich.',
      ],
      after: [ALARM],
    },
    PASSKEY_REMOVED: {
      subject: 'Ein Passkey wurde entfernt',
      preheader: 'Die Anmeldung damit ist nicht mehr möglich.',
      before: [
        'Ein Passkey wurde aus Ihrem Konto bei {{brand}} entfernt. Sie können ihn auf dem Gerät oder im Passwortmanager löschen, wo er gespeichert ist.',
      ],
      after: [ALARM],
    },
    TEST: {
      subject: 'Test-E-Mail',
      preheader: 'Dieser Server kann E-Mails versenden.',
      before: [
        'Das ist ein Test. Wenn Sie dies lesen können, kommen die E-Mails von {{brand}} unter dieser Adresse an.',
      ],
      after: ['Ein Administrator von {{brand}} hat diese E-Mail gesendet. Sie müssen nichts weiter tun.'],
    },
    IDENTITY_LINKED: {
      subject: 'Ein Konto bei einem anderen Anbieter wurde verknüpft',
      preheader: 'Damit ist die Anmeldung bei Ihrem Konto möglich.',
      before: [
        'Ein Konto bei einem anderen Anbieter wurde mit Ihrem Konto bei {{brand}} verknüpft. Damit ist die Anmeldung ohne Ihr Passwort möglich.',
      ],
      after: [ALARM],
    },
    IDENTITY_UNLINKED: {
      subject: 'Die Verknüpfung mit einem anderen Anbieter wurde aufgehoben',
      preheader: 'Die Anmeldung damit ist nicht mehr möglich.',
      before: [
        'Die Verknüpfung Ihres Kontos bei {{brand}} mit einem Konto bei einem anderen Anbieter wurde aufgehoben. Die Anmeldung damit ist nicht mehr möglich.',
      ],
      after: [ALARM],
    },
    ACCOUNT_REPLACED: {
      subject: 'Ein früheres Konto mit Ihrer Adresse wurde gelöscht',
      preheader: 'Jemand hatte es angelegt, ohne die Adresse zu bestätigen.',
      before: [
        'Sie haben sich bei {{brand}} mit Ihrem Konto bei einem anderen Anbieter registriert. Jemand, vielleicht Sie selbst, hatte zuvor ein Konto mit dieser E-Mail-Adresse angelegt, ohne die Adresse zu bestätigen. Dieses Konto wurde mit seinem Passwort und seinen Geräten gelöscht.',
      ],
      after: ['Falls Sie das frühere Konto selbst angelegt haben, müssen Sie nichts tun: Verwenden Sie das neue.'],
    },
    LOGIN_CODE: {
      subject: 'Ihr Code zur Anmeldung',
      preheader: 'Geben Sie ihn dort ein, wo Sie ihn angefordert haben.',
      before: [
        'Jemand, vielleicht Sie selbst, möchte sich bei Ihrem Konto bei {{brand}} anmelden. Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben:',
      ],
      after: [
        'Geben Sie ihn nirgendwo sonst ein und geben Sie ihn nicht weiter: Niemand von {{brand}} wird Sie danach fragen.',
        'Falls Sie das nicht waren, können Sie diese E-Mail ignorieren: Ohne den Code kann sich niemand anmelden.',
      ],
    },
    LOGIN_LINK: {
      subject: 'Melden Sie sich an',
      preheader: 'Ein Klick, in dem Browser, in dem Sie den Link angefordert haben.',
      before: [
        'Jemand, vielleicht Sie selbst, möchte sich bei Ihrem Konto bei {{brand}} anmelden. Öffnen Sie diesen Link in dem Browser, in dem Sie ihn angefordert haben; in einem anderen funktioniert er nicht.',
      ],
      button: 'Anmelden',
      after: ['Geben Sie weder den Link noch einen Code weiter: Niemand von {{brand}} wird Sie danach fragen.', IGNORE],
    },
    API_KEY_EXPIRES: {
      subject: 'Ein API-Schlüssel läuft bald ab',
      preheader: 'Erstellen Sie einen neuen, bevor der Dienst ausfällt, der ihn verwendet.',
      before: [
        'Mindestens ein API-Schlüssel von {{brand}} läuft innerhalb einer Woche ab. Der Dienst, der ihn verwendet, fällt dann aus, wenn er bis dahin keinen neuen Schlüssel erhält. Welcher Schlüssel es ist, zeigt die Liste der Dienstkonten.',
      ],
      after: [
        'Sie erhalten diese E-Mail, weil Sie {{brand}} verwalten. Wird der Schlüssel nicht mehr verwendet, brauchen Sie nichts zu tun.',
      ],
    },
    WEBHOOK_DISABLED: {
      subject: 'Ein Webhook wurde deaktiviert',
      preheader: 'Es konnte nichts zugestellt werden.',
      before: [
        '{{brand}} hat einen Webhook deaktiviert: Drei Tage lang konnte ihm nichts zugestellt werden, oder der Empfänger hat gemeldet, dass es ihn nicht mehr gibt. Welcher es ist und warum die letzten Versuche gescheitert sind, zeigt die Liste der Webhooks.',
      ],
      after: [
        'Sie erhalten diese E-Mail, weil Sie {{brand}} verwalten. Wird der Webhook noch gebraucht, beheben Sie den Fehler beim Empfänger und aktivieren Sie ihn wieder. Andernfalls löschen Sie ihn.',
      ],
    },
  },
};
