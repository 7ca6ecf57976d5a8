import type { MailTexts } from '../mail-texts.js';

const IGNORE = 'Si no ha sido usted, puede ignorar este correo: nadie puede continuar sin él.';
const ALARM =
  'Si no ha sido usted, restablezca su contraseña de inmediato y póngase en contacto con el responsable de {{brand}}.';

export const texts: MailTexts = {
  phrases: {
    linkFollows: '{{button}}:',
    buttonFails: 'Si el botón no funciona, abra este enlace en su navegador:',
    enterCode: 'O introduzca este código: {{code}}',
    expiry: 'Validez del enlace: {{validFor}}.',
    yourCode: 'Su código: {{code}}',
    codeExpiry: 'Validez del código: {{validFor}}.',
    time: 'Fecha y hora',
    device: 'Dispositivo',
    ipAddress: 'Dirección IP',
    place: 'Lugar (aproximado)',
    labeled: '{{label}}: {{value}}',
    privacy: 'Política de privacidad',
    terms: 'Condiciones del servicio',
  },
  emails: {
    VERIFY_EMAIL: {
      subject: 'Verifique su dirección de correo electrónico',
      preheader: 'Con un clic, su dirección quedará verificada.',
      before: ['Confirme que esta es su dirección de correo electrónico para {{brand}}.'],
      button: 'Verificar la dirección',
      after: [IGNORE],
    },
    ACCOUNT_EXISTS: {
      subject: 'Ya tiene una cuenta',
      preheader: 'Alguien ha intentado registrarse con su dirección de correo electrónico.',
      before: [
        'Alguien, quizá usted, ha intentado crear una cuenta en {{brand}} con esta dirección de correo electrónico. Usted ya tiene una: inicie sesión o, si ha olvidado su contraseña, restablézcala.',
      ],
      after: ['Si no ha sido usted, puede ignorar este correo.'],
    },
    RESET_PASSWORD: {
      subject: 'Restablezca su contraseña',
      preheader: 'Elija una contraseña nueva para su cuenta.',
      before: ['Alguien, quizá usted, ha solicitado restablecer la contraseña de su cuenta en {{brand}}.'],
      button: 'Elegir una contraseña nueva',
      after: [IGNORE],
    },
    INVITATION: {
      subject: 'Tiene una cuenta nueva',
      preheader: 'Elija una contraseña y podrá iniciar sesión.',
      before: ['Se ha creado una cuenta para usted en {{brand}}. Elija una contraseña y podrá iniciar sesión.'],
      button: 'Elegir una contraseña',
      after: ['Si no lo esperaba, puede ignorar este correo: sin él, nadie puede utilizar la cuenta.'],
    },
    PASSWORD_CHANGED: {
      subject: 'Se ha cambiado su contraseña',
      preheader: 'Se ha cerrado la sesión en sus demás dispositivos.',
      before: [
        'Se ha cambiado la contraseña de su cuenta en {{brand}} y se ha cerrado la sesión en sus demás dispositivos.',
      ],
      after: [ALARM],
    },
    CONFIRM_NEW_EMAIL: {
      subject: 'Confirme su nueva dirección de correo electrónico',
      preheader: 'Confirme que su cuenta debe usar esta dirección.',
      before: [
        'Confirme que su cuenta en {{brand}} debe usar a partir de ahora esta dirección de correo electrónico. Tendrá que haber iniciado sesión en la cuenta o introducir su contraseña.',
      ],
      button: 'Confirmar la dirección',
      after: [
        'Si no lo ha solicitado, ignore este correo y no introduzca ninguna contraseña: es posible que alguien intente usar su dirección para una cuenta ajena.',
      ],
    },
    EMAIL_CHANGE_REQUESTED: {
      subject: 'Solicitud de cambio de su dirección de correo electrónico',
      preheader: 'Alguien ha solicitado usar otra dirección de correo electrónico en su cuenta.',
      before: [
        'Alguien con la sesión iniciada en su cuenta de {{brand}} ha solicitado usar otra dirección de correo electrónico en ella.',
      ],
      after: [ALARM],
    },
    EMAIL_CHANGED: {
      subject: 'Se ha cambiado su dirección de correo electrónico',
      preheader: 'Si no ha sido usted, puede deshacer el cambio durante {{validFor}}.',
      before: [
        'Su cuenta en {{brand}} usa ahora otra dirección de correo electrónico. Si no ha hecho usted este cambio, deshágalo:',
      ],
      button: 'Deshacer el cambio',
      after: [
        'Al deshacerlo, se recupera esta dirección y se cierra la sesión en todos los dispositivos. Después recibirá otro correo con un enlace para elegir una contraseña nueva; úselo de inmediato, porque la persona que hizo el cambio conoce la actual.',
        'Si el cambio lo hizo usted, no tiene que hacer nada.',
      ],
    },
    SECOND_FACTOR_ADDED: {
      subject: 'Se ha añadido una aplicación de autenticación',
      preheader: 'A partir de ahora, para iniciar sesión se necesita un código de la aplicación.',
      before: [
        'Se ha añadido una aplicación de autenticación a su cuenta en {{brand}}. A partir de ahora necesitará uno de sus códigos para iniciar sesión. Guarde sus códigos de recuperación en un lugar seguro.',
      ],
      after: [ALARM],
    },
    SECOND_FACTOR_REMOVED: {
      subject: 'Se ha eliminado una aplicación de autenticación',
      preheader: 'Se ha eliminado una aplicación de autenticación de su cuenta.',
      before: ['Se ha eliminado una aplicación de autenticación de su cuenta en {{brand}}.'],
      after: [ALARM],
    },
    SECOND_FACTORS_RESET: {
      subject: 'Se han eliminado sus segundos factores',
      preheader: 'Puede volver a iniciar sesión con su contraseña.',
      before: [
        'Un administrador ha eliminado todas las aplicaciones de autenticación, los códigos de recuperación y las claves de acceso de su cuenta en {{brand}}, y se ha cerrado la sesión en sus dispositivos. Inicie sesión con su contraseña y vuelva a añadir una aplicación.',
      ],
      after: ['Si no lo ha solicitado, póngase en contacto con el responsable de {{brand}}.'],
    },
    RECOVERY_CODE_USED: {
      subject: 'Se ha usado un código de recuperación',
      preheader: 'Ha sustituido a un código de su aplicación de autenticación.',
      before: [
        'Se ha usado un código de recuperación de su cuenta en {{brand}} en lugar de un código de su aplicación de autenticación.',
      ],
      after: [ALARM],
    },
    RECOVERY_CODES_RENEWED: {
      subject: 'Se han sustituido sus códigos de recuperación',
      preheader: 'Los códigos de recuperación anteriores ya no funcionan.',
      before: ['Su cuenta en {{brand}} tiene códigos de recuperación nuevos. Los anteriores ya no funcionan.'],
      after: [ALARM],
    },
    PASSKEY_ADDED: {
      subject: 'Se ha añadido una clave de acceso',
      preheader: 'Permite iniciar sesión sin su contraseña.',
      before: ['Se ha añadido una clave de acceso a su cuenta en {{brand}}. Permite iniciar sesión sin su contraseña.'],
      after: [ALARM],
    },
    PASSKEY_REMOVED: {
      subject: 'Se ha eliminado una clave de acceso',
      preheader: 'Ya no permite iniciar sesión.',
      before: [
        'Se ha eliminado una clave de acceso de su cuenta en {{brand}}. Puede borrarla del dispositivo o del gestor de contraseñas que la guarda.',
      ],
      after: [ALARM],
    },
    TEST: {
      subject: 'Correo de prueba',
      preheader: 'Este servidor puede enviar correos.',
      before: ['Esto es una prueba. Si puede leer este mensaje, los correos de {{brand}} llegan a esta dirección.'],
      after: ['Lo ha enviado un administrador de {{brand}}. No tiene que hacer nada.'],
    },
    IDENTITY_LINKED: {
      subject: 'Se ha vinculado una cuenta de otro proveedor',
      preheader: 'Permite iniciar sesión en su cuenta.',
      before: [
        'Se ha vinculado una cuenta de otro proveedor a su cuenta en {{brand}}. Permite iniciar sesión sin su contraseña.',
      ],
      after: [ALARM],
    },
    IDENTITY_UNLINKED: {
      subject: 'Se ha desvinculado una cuenta de otro proveedor',
      preheader: 'Ya no permite iniciar sesión.',
      before: [
        'Se ha desvinculado una cuenta de otro proveedor de su cuenta en {{brand}}. Ya no permite iniciar sesión.',
      ],
      after: [ALARM],
    },
    ACCOUNT_REPLACED: {
      subject: 'Se ha eliminado una cuenta anterior con su dirección',
      preheader: 'Alguien la había creado sin verificar la dirección.',
      before: [
        'Se ha registrado en {{brand}} con su cuenta de otro proveedor. Alguien, quizá usted, había creado antes una cuenta con esta dirección de correo electrónico sin verificarla. Esa cuenta se ha eliminado, junto con su contraseña y sus dispositivos.',
      ],
      after: ['Si usted creó la cuenta anterior, no tiene que hacer nada: utilice la nueva.'],
    },
    LOGIN_CODE: {
      subject: 'Su código para iniciar sesión',
      preheader: 'Introdúzcalo en la página donde lo ha solicitado.',
      before: [
        'Alguien, quizá usted, quiere iniciar sesión en su cuenta de {{brand}}. Introduzca este código en la página donde lo ha solicitado:',
      ],
      after: [
        'No lo introduzca en ningún otro sitio ni se lo dé a nadie: nadie de {{brand}} se lo pedirá.',
        'Si no ha sido usted, puede ignorar este correo: sin el código, nadie puede iniciar sesión.',
      ],
    },
    LOGIN_LINK: {
      subject: 'Inicie sesión en su cuenta',
      preheader: 'Un clic, en el navegador donde lo ha solicitado.',
      before: [
        'Alguien, quizá usted, quiere iniciar sesión en su cuenta de {{brand}}. Abra este enlace en el navegador donde lo ha solicitado; no funciona en ningún otro.',
      ],
      button: 'Iniciar sesión',
      after: ['No le dé a nadie el enlace ni un código: nadie de {{brand}} se los pedirá.', IGNORE],
    },
    API_KEY_EXPIRES: {
      subject: 'Una clave de API caduca pronto',
      preheader: 'Cree otra antes de que se detenga el servicio que la usa.',
      before: [
        'Al menos una clave de API de {{brand}} caduca en el plazo de una semana. El servicio que la usa dejará de funcionar entonces, salvo que reciba antes una clave nueva. La lista de cuentas de servicio muestra de qué clave se trata.',
      ],
      after: ['Recibe este correo porque administra {{brand}}. Si la clave ya no se usa, no tiene que hacer nada.'],
    },
    WEBHOOK_DISABLED: {
      subject: 'Se ha desactivado un webhook',
      preheader: 'No se pudo entregar nada.',
      before: [
        '{{brand}} ha desactivado un webhook: durante tres días no se le pudo entregar nada, o el receptor respondió que ya no existe. La lista de webhooks muestra cuál es y por qué fallaron los últimos intentos.',
      ],
      after: [
        'Recibe este correo porque administra {{brand}}. Si el webhook aún se necesita, corrija el receptor y vuelva a activarlo. Si no, elimínelo.',
      ],
    },
  },
};
