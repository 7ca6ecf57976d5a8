import type { MailTexts } from '../mail-texts.js';

const IGNORE =
  'Si vous n’êtes pas à l’origine de cette demande, vous pouvez ignorer cet e-mail : sans lui, personne ne peut aller plus loin.';
const ALARM =
  'Si ce n’était pas vous, réinitialisez immédiatement votre mot de passe et contactez l’exploitant de {{brand}}.';

export const texts: MailTexts = {
  phrases: {
    linkFollows: '{{button}} :',
    buttonFails: 'Si le bouton ne fonctionne pas, ouvrez ce lien dans votre navigateur :',
    enterCode: 'Ou saisissez ce code : {{code}}',
    expiry: 'Durée de validité du lien : {{validFor}}.',
    yourCode: 'Votre code : {{code}}',
    codeExpiry: 'Durée de validité du code : {{validFor}}.',
    time: 'Date et heure',
    device: 'Appareil',
    ipAddress: 'Adresse IP',
    place: 'Lieu (approximatif)',
    labeled: '{{label}} : {{value}}',
    privacy: 'Politique de confidentialité',
    terms: 'Conditions d’utilisation',
  },
  emails: {
    VERIFY_EMAIL: {
      subject: 'Vérifiez votre adresse e-mail',
      preheader: 'Un clic suffit pour vérifier votre adresse e-mail.',
      before: ['Veuillez confirmer qu’il s’agit bien de votre adresse e-mail pour {{brand}}.'],
      button: 'Vérifier l’adresse',
      after: [IGNORE],
    },
    ACCOUNT_EXISTS: {
      subject: 'Vous avez déjà un compte',
      preheader: 'Quelqu’un a tenté de s’inscrire avec votre adresse e-mail.',
      before: [
        'Quelqu’un, peut-être vous, a tenté de créer un compte {{brand}} avec cette adresse e-mail. Vous en avez déjà un : connectez-vous, ou réinitialisez votre mot de passe si vous l’avez oublié.',
      ],
      after: ['Si ce n’était pas vous, vous pouvez ignorer cet e-mail.'],
    },
    RESET_PASSWORD: {
      subject: 'Réinitialisez votre mot de passe',
      preheader: 'Choisissez un nouveau mot de passe pour votre compte.',
      before: ['Quelqu’un, peut-être vous, a demandé la réinitialisation du mot de passe de votre compte {{brand}}.'],
      button: 'Choisir un nouveau mot de passe',
      after: [IGNORE],
    },
    INVITATION: {
      subject: 'Vous avez un nouveau compte',
      preheader: 'Choisissez un mot de passe, et vous pourrez vous connecter.',
      before: ['Un compte {{brand}} a été créé pour vous. Choisissez un mot de passe, et vous pourrez vous connecter.'],
      button: 'Choisir un mot de passe',
      after: [
        'Si vous ne vous y attendiez pas, vous pouvez ignorer cet e-mail : sans lui, personne ne peut utiliser le compte.',
      ],
    },
    PASSWORD_CHANGED: {
      subject: 'Votre mot de passe a été modifié',
      preheader: 'Vos autres appareils ont été déconnectés.',
      before: ['Le mot de passe de votre compte {{brand}} a été modifié et vos autres appareils ont été déconnectés.'],
      after: [ALARM],
    },
    CONFIRM_NEW_EMAIL: {
      subject: 'Confirmez votre nouvelle adresse e-mail',
      preheader: 'Confirmez que votre compte doit utiliser cette adresse.',
      before: [
        'Veuillez confirmer que votre compte {{brand}} doit désormais utiliser cette adresse e-mail. Vous devrez être connecté à ce compte ou saisir son mot de passe.',
      ],
      button: 'Confirmer l’adresse',
      after: [
        'Si vous n’avez rien demandé, ignorez cet e-mail et ne saisissez aucun mot de passe : quelqu’un essaie peut-être d’utiliser votre adresse pour son propre compte.',
      ],
    },
    EMAIL_CHANGE_REQUESTED: {
      subject: 'Demande de changement de votre adresse e-mail',
      preheader: 'Quelqu’un a demandé à utiliser une autre adresse e-mail pour votre compte.',
      before: ['Une personne connectée à votre compte {{brand}} a demandé à y associer une autre adresse e-mail.'],
      after: [ALARM],
    },
    EMAIL_CHANGED: {
      subject: 'Votre adresse e-mail a été modifiée',
      preheader: 'Si ce n’était pas vous, vous pouvez annuler ce changement pendant {{validFor}}.',
      before: [
        'Votre compte {{brand}} utilise maintenant une autre adresse e-mail. Si vous n’êtes pas à l’origine de ce changement, annulez-le :',
      ],
      button: 'Annuler le changement',
      after: [
        'L’annulation rétablit cette adresse et déconnecte tous les appareils. Vous recevrez ensuite un autre e-mail avec un lien pour choisir un nouveau mot de passe ; utilisez-le sans attendre, car la personne qui a effectué le changement connaît le mot de passe actuel.',
        'Si vous avez vous-même effectué ce changement, vous n’avez rien à faire.',
      ],
    },
    SECOND_FACTOR_ADDED: {
      subject: 'Une application d’authentification a été ajoutée',
      preheader: 'Un code de l’application est désormais nécessaire pour vous connecter.',
      before: [
        'Une application d’authentification a été ajoutée à votre compte {{brand}}. Vous aurez désormais besoin d’un de ses codes pour vous connecter. Conservez vos codes de récupération en lieu sûr.',
      ],
      after: [ALARM],
    },
    SECOND_FACTOR_REMOVED: {
      subject: 'Une application d’authentification a été supprimée',
      preheader: 'Une application d’authentification a été supprimée de votre compte.',
      before: ['Une application d’authentification a été supprimée de votre compte {{brand}}.'],
      after: [ALARM],
    },
    SECOND_FACTORS_RESET: {
      subject: 'Vos seconds facteurs ont été supprimés',
      preheader: 'Vous pouvez de nouveau vous connecter avec votre mot de passe.',
      before: [
        'Un administrateur a supprimé toutes les applications d’authentification, tous les codes de récupération et toutes les clés d’accès de votre compte {{brand}}, et vos appareils ont été déconnectés. Connectez-vous avec votre mot de passe, puis ajoutez de nouveau une application.',
      ],
      after: ['Si vous n’avez rien demandé, contactez l’exploitant de {{brand}}.'],
    },
    RECOVERY_CODE_USED: {
      subject: 'Un code de récupération a été utilisé',
      preheader: 'Il a remplacé un code de votre application d’authentification.',
      before: [
        'Un code de récupération de votre compte {{brand}} a été utilisé à la place d’un code de votre application d’authentification.',
      ],
      after: [ALARM],
    },
    RECOVERY_CODES_RENEWED: {
      subject: 'Vos codes de récupération ont été remplacés',
      preheader: 'Les codes de récupération précédents ne fonctionnent plus.',
      before: ['Votre compte {{brand}} a de nouveaux codes de récupération. Les précédents ne fonctionnent plus.'],
      after: [ALARM],
    },
    PASSKEY_ADDED: {
      subject: 'Une clé d’accès a été ajoutée',
      preheader: 'Elle permet de se connecter sans votre mot de passe.',
      before: [
        'Une clé d’accès a été ajoutée à votre compte {{brand}}. Elle permet de se connecter sans votre mot de passe.',
      ],
      after: [ALARM],
    },
    PASSKEY_REMOVED: {
      subject: 'Une clé d’accès a été supprimée',
      preheader: 'Elle ne permet plus de se connecter.',
      before: [
        'Une clé d’accès a été supprimée de votre compte {{brand}}. Vous pouvez l’effacer de l’appareil ou du gestionnaire de mots de passe qui la conserve.',
      ],
      after: [ALARM],
    },
    TEST: {
      subject: 'E-mail de test',
      preheader: 'Ce serveur peut envoyer des e-mails.',
      before: ['Ceci est un test. Si vous pouvez lire ce message, les e-mails de {{brand}} arrivent à cette adresse.'],
      after: ['Un administrateur de {{brand}} l’a envoyé. Vous n’avez rien à faire.'],
    },
    IDENTITY_LINKED: {
      subject: 'Un compte d’un autre fournisseur a été associé',
      preheader: 'Il permet de se connecter à votre compte.',
      before: [
        'Un compte d’un autre fournisseur a été associé à votre compte {{brand}}. Il permet de se connecter sans votre mot de passe.',
      ],
      after: [ALARM],
    },
    IDENTITY_UNLINKED: {
      subject: 'Un compte d’un autre fournisseur a été dissocié',
      preheader: 'Il ne permet plus de se connecter.',
      before: [
        'Un compte d’un autre fournisseur a été dissocié de votre compte {{brand}}. Il ne permet plus de se connecter.',
      ],
      after: [ALARM],
    },
    ACCOUNT_REPLACED: {
      subject: 'Un ancien compte avec votre adresse a été supprimé',
      preheader: 'Quelqu’un l’avait créé sans confirmer l’adresse.',
      before: [
        'Vous vous êtes inscrit à {{brand}} avec votre compte d’un autre fournisseur. Quelqu’un, peut-être vous, avait déjà créé un compte avec cette adresse e-mail, sans confirmer l’adresse. Ce compte a été supprimé, avec son mot de passe et ses appareils.',
      ],
      after: ['Si vous aviez créé vous-même l’ancien compte, vous n’avez rien à faire : utilisez le nouveau.'],
    },
    LOGIN_CODE: {
      subject: 'Votre code de connexion',
      preheader: 'Saisissez-le sur la page où vous l’avez demandé.',
      before: [
        'Quelqu’un, peut-être vous, souhaite se connecter à votre compte {{brand}}. Saisissez ce code sur la page où vous l’avez demandé :',
      ],
      after: [
        'Ne le saisissez nulle part ailleurs et ne le communiquez à personne : l’équipe de {{brand}} ne vous le demandera jamais.',
        'Si vous n’êtes pas à l’origine de cette demande, vous pouvez ignorer cet e-mail : sans le code, personne ne peut se connecter.',
      ],
    },
    LOGIN_LINK: {
      subject: 'Connectez-vous à votre compte',
      preheader: 'Un clic, dans le navigateur où vous l’avez demandé.',
      before: [
        'Quelqu’un, peut-être vous, souhaite se connecter à votre compte {{brand}}. Ouvrez ce lien dans le navigateur où vous l’avez demandé ; il ne fonctionne dans aucun autre.',
      ],
      button: 'Se connecter',
      after: [
        'Ne communiquez à personne ni le lien ni un code : l’équipe de {{brand}} ne vous les demandera jamais.',
        IGNORE,
      ],
    },
    API_KEY_EXPIRES: {
      subject: 'Une clé d’API expire bientôt',
      preheader: 'Créez-en une autre avant que le service qui l’utilise ne s’arrête.',
      before: [
        'Au moins une clé d’API de {{brand}} expire d’ici une semaine. Le service qui l’utilise cessera alors de fonctionner, sauf s’il reçoit une nouvelle clé d’ici là. La liste des comptes de service indique de quelle clé il s’agit.',
      ],
      after: [
        'Vous recevez cet e-mail parce que vous administrez {{brand}}. Si la clé n’est plus utilisée, vous n’avez rien à faire.',
      ],
    },
    WEBHOOK_DISABLED: {
      subject: 'Un webhook a été désactivé',
      preheader: 'Rien n’a pu lui être remis.',
      before: [
        '{{brand}} a désactivé un webhook : pendant trois jours, rien n’a pu lui être remis, ou son destinataire a répondu qu’il n’existe plus. La liste des webhooks indique duquel il s’agit et pourquoi les dernières tentatives ont échoué.',
      ],
      after: [
        'Vous recevez cet e-mail parce que vous administrez {{brand}}. Si le webhook est encore utile, corrigez son destinataire et réactivez-le. Sinon, supprimez-le.',
      ],
    },
  },
};
