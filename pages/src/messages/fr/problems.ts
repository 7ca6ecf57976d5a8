import type { Translation } from '../translation';

export const problems: Translation<'problems'> = {
  INVALID_INPUT: 'Certains champs sont incorrects. Corrigez-les, puis réessayez.',
  EMAIL_TAKEN: 'Un compte existe déjà avec cette adresse e-mail. Connectez-vous ou utilisez une autre adresse.',
  USERNAME_TAKEN: 'Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.',
  INVALID_CREDENTIALS: 'L’adresse e-mail ou le mot de passe est incorrect. Vérifiez-les, puis réessayez.',
  ACCOUNT_DEACTIVATED: 'Ce compte a été désactivé. Demandez à un administrateur de le réactiver.',
  SERVER_BUSY: 'Le serveur est surchargé. Réessayez dans {wait}.',
  EMAIL_NOT_VERIFIED: 'Vérifiez d’abord votre adresse e-mail.',
  WRONG_PASSWORD: 'Le mot de passe est incorrect. Saisissez votre mot de passe actuel.',
  INVALID_MAIL_TOKEN: 'Ce lien ou ce code n’est plus valable. Demandez un nouvel e-mail.',
  MAIL_UNAVAILABLE: 'Ce serveur n’envoie pas d’e-mails. Adressez-vous à son exploitant.',
  SESSION_NOT_FOUND: 'Cet appareil n’est plus connecté.',
  LAST_ADMINISTRATOR: 'Vous êtes le dernier administrateur. Nommez d’abord quelqu’un d’autre.',
  TOO_MANY_ATTEMPTS: 'Trop de tentatives. Réessayez dans {wait}.',
  WRONG_CODE: 'Le code est incorrect ou a déjà été utilisé. Saisissez le suivant.',
  INVALID_CHALLENGE: 'Le délai est dépassé. Recommencez.',
  TOO_MANY_FACTORS: 'Vous avez atteint le nombre maximal d’applications d’authentification. Supprimez-en d’abord une.',
  FACTOR_NOT_FOUND: 'Cette application d’authentification a déjà été supprimée.',
  NO_SECOND_FACTOR:
    'Ajoutez d’abord une application d’authentification. Vous recevrez alors des codes de récupération.',
  INVALID_PASSKEY:
    '{reason, select, UNKNOWN_CREDENTIAL {Cette clé d’accès n’est pas connue ici. Utilisez-en une autre ou connectez-vous autrement.} EXPIRED {Le délai est dépassé. Réessayez.} other {Cette clé d’accès n’a pas été acceptée. Réessayez ou connectez-vous autrement.}}',
  PASSKEY_TAKEN: 'Cette clé d’accès ne peut pas être ajoutée. Créez-en une autre.',
  TOO_MANY_PASSKEYS: 'Vous avez atteint le nombre maximal de clés d’accès. Supprimez-en d’abord une.',
  PASSKEY_NOT_FOUND: 'Cette clé d’accès a déjà été supprimée.',
  LAST_SIGN_IN_METHOD:
    'C’est votre seul moyen de vous connecter. Définissez d’abord un mot de passe ou ajoutez une autre clé d’accès.',
  PROVIDER_UNAVAILABLE:
    'Ce fournisseur n’est pas disponible pour le moment. Réessayez plus tard ou connectez-vous autrement.',
  SOCIAL_LOGIN_FAILED:
    '{reason, select, DENIED {Vous ne vous êtes pas connecté chez le fournisseur. Réessayez ou connectez-vous autrement.} EXPIRED {Cette connexion ne peut plus être terminée dans ce navigateur. Recommencez.} UNAVAILABLE {Le fournisseur ne répond pas comme prévu. Réessayez plus tard.} other {La réponse du fournisseur n’a pas été acceptée. Recommencez.}}',
  ACCOUNT_LINK_REQUIRED: 'Vous avez déjà un compte avec cette adresse e-mail. Connectez-vous pour associer les deux.',
  EMAIL_REQUIRED:
    'Le fournisseur n’a pas communiqué d’adresse e-mail confirmée. Confirmez-la chez lui, ou créez un compte ici et associez ensuite le fournisseur.',
  IDENTITY_TAKEN: 'Ce compte est déjà associé à un autre compte ici. Dissociez-le d’abord là-bas.',
  IDENTITY_NOT_FOUND: 'Ce compte a déjà été dissocié.',
  PASSKEY_EXISTS: 'Vous avez déjà une clé d’accès sur cet appareil.',
  UNREACHABLE: 'Le serveur est injoignable. Réessayez.',
  COOKIES_BLOCKED:
    'Votre navigateur n’envoie pas les cookies de cette page. Autorisez les cookies, puis reconnectez-vous.',
  UNAUTHENTICATED: 'Votre session est terminée. Reconnectez-vous.',
  SECOND_FACTOR_REQUIRED:
    'Un second facteur est nécessaire ici. Ajoutez d’abord une application d’authentification ou connectez-vous avec une clé d’accès.',
  INTERNAL_SERVER_ERROR: 'L’opération a échoué sur le serveur. Réessayez plus tard.',
};

export const fieldProblems: Translation<'fieldProblems'> = {
  REQUIRED:
    '{kind, select, email {Saisissez votre adresse e-mail.} password {Saisissez un mot de passe.} name {Saisissez un nom.} other {Remplissez ce champ.}}',
  TOO_SHORT: 'Utilisez au moins {limit, number} caractères.',
  TOO_LONG: 'Utilisez au plus {limit, number} caractères.',
  NOT_AN_EMAIL: 'Saisissez une adresse e-mail telle que name@example.com, sans espaces.',
  NOT_A_LOCALE: 'Choisissez l’une des langues de la liste.',
  FORBIDDEN_CHARACTER:
    '{kind, select, username {Utilisez des lettres de a à z, des chiffres, des points, des traits d’union et des tirets bas ; commencez par une lettre ou un chiffre.} other {Supprimez les caractères non imprimables.}}',
  COMMON_PASSWORD: 'C’est l’un des mots de passe les plus courants. Choisissez-en un plus difficile à deviner.',
  BREACHED_PASSWORD:
    'Ce mot de passe figure sur une liste de mots de passe volés. Choisissez-en un que vous n’utilisez nulle part ailleurs.',
  SAME_AS_IDENTITY: 'Choisissez un mot de passe différent de votre adresse e-mail et de votre nom d’utilisateur.',
  FORBIDDEN_WORD: 'Ce mot de passe contient un mot facile à deviner ici. Choisissez-en un qui ne le contient pas.',
  FORBIDDEN_URL: 'Cette adresse mène à une page qui n’est pas autorisée ici.',
  OUT_OF_RANGE: 'Cette date est trop proche ou trop lointaine.',
  INVALID_QUERY: 'Cette requête ne peut pas être utilisée ici.',
  MISSING_CHARACTER_CLASS: 'Utilisez des majuscules, des minuscules, des chiffres et des symboles.',
};
