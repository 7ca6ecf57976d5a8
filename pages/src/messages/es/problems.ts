import type { Translation } from '../translation';

export const problems: Translation<'problems'> = {
  INVALID_INPUT: 'Algunos campos no son válidos. Corríjalos e inténtelo de nuevo.',
  EMAIL_TAKEN: 'Ya existe una cuenta con esta dirección de correo electrónico. Inicie sesión o use otra dirección.',
  USERNAME_TAKEN: 'Este nombre de usuario ya está en uso. Elija otro.',
  INVALID_CREDENTIALS:
    'La dirección de correo electrónico o la contraseña no es correcta. Compruebe ambas e inténtelo de nuevo.',
  ACCOUNT_DEACTIVATED: 'Esta cuenta se ha desactivado. Pida a un administrador que la reactive.',
  SERVER_BUSY: 'El servidor está ocupado. Inténtelo de nuevo dentro de {wait}.',
  EMAIL_NOT_VERIFIED: 'Verifique primero su dirección de correo electrónico.',
  WRONG_PASSWORD: 'La contraseña no es correcta. Introduzca su contraseña actual.',
  INVALID_MAIL_TOKEN: 'Este enlace o código ya no es válido. Solicite un correo nuevo.',
  MAIL_UNAVAILABLE: 'Este servidor no envía correos. Póngase en contacto con su responsable.',
  SESSION_NOT_FOUND: 'La sesión en este dispositivo ya está cerrada.',
  LAST_ADMINISTRATOR: 'Es el último administrador. Nombre primero a otra persona.',
  TOO_MANY_ATTEMPTS: 'Demasiados intentos. Inténtelo de nuevo dentro de {wait}.',
  WRONG_CODE: 'El código no es correcto o ya se ha usado. Introduzca el siguiente.',
  INVALID_CHALLENGE: 'Ha pasado demasiado tiempo. Empiece de nuevo.',
  TOO_MANY_FACTORS: 'Ha alcanzado el número máximo de aplicaciones de autenticación. Elimine antes una.',
  FACTOR_NOT_FOUND: 'Esta aplicación de autenticación ya se ha eliminado.',
  NO_SECOND_FACTOR: 'Añada primero una aplicación de autenticación. Con ella recibirá códigos de recuperación.',
  INVALID_PASSKEY:
    '{reason, select, UNKNOWN_CREDENTIAL {Esta clave de acceso no se conoce aquí. Use otra o inicie sesión de otra forma.} EXPIRED {Ha pasado demasiado tiempo. Inténtelo de nuevo.} other {No se ha aceptado esta clave de acceso. Inténtelo de nuevo o inicie sesión de otra forma.}}',
  PASSKEY_TAKEN: 'No se puede añadir esta clave de acceso. Cree otra.',
  TOO_MANY_PASSKEYS: 'Ha alcanzado el número máximo de claves de acceso. Elimine antes una.',
  PASSKEY_NOT_FOUND: 'Esta clave de acceso ya se ha eliminado.',
  LAST_SIGN_IN_METHOD:
    'Es su única forma de iniciar sesión. Establezca primero una contraseña o añada otra clave de acceso.',
  PROVIDER_UNAVAILABLE:
    'Este proveedor no está disponible en este momento. Vuelva a intentarlo más tarde o inicie sesión de otra forma.',
  SOCIAL_LOGIN_FAILED:
    '{reason, select, DENIED {No ha iniciado sesión en el proveedor. Vuelva a intentarlo o inicie sesión de otra forma.} EXPIRED {Esto ya no se puede completar en este navegador. Empiece de nuevo.} UNAVAILABLE {El proveedor no responde como debería. Vuelva a intentarlo más tarde.} other {La respuesta del proveedor no se ha aceptado. Empiece de nuevo.}}',
  ACCOUNT_LINK_REQUIRED:
    'Ya tiene una cuenta con esta dirección de correo electrónico. Inicie sesión para vincular las dos.',
  EMAIL_REQUIRED:
    'El proveedor no ha comunicado ninguna dirección de correo electrónico verificada. Verifíquela allí, o cree una cuenta aquí y vincule después el proveedor.',
  IDENTITY_TAKEN: 'Está vinculada a otra cuenta de este servicio. Desvincúlela allí primero.',
  IDENTITY_NOT_FOUND: 'Esta cuenta ya se ha desvinculado.',
  PASSKEY_EXISTS: 'Ya tiene una clave de acceso en este dispositivo.',
  UNREACHABLE: 'No se puede conectar con el servidor. Inténtelo de nuevo.',
  COOKIES_BLOCKED: 'Su navegador no envía las cookies de esta página. Permita las cookies y vuelva a iniciar sesión.',
  UNAUTHENTICATED: 'Su sesión ha terminado. Vuelva a iniciar sesión.',
  SECOND_FACTOR_REQUIRED:
    'Aquí necesita un segundo factor. Añada primero una aplicación de autenticación o inicie sesión con una clave de acceso.',
  INTERNAL_SERVER_ERROR: 'El servidor no ha podido completar la operación. Inténtelo más tarde.',
};

export const fieldProblems: Translation<'fieldProblems'> = {
  REQUIRED:
    '{kind, select, email {Introduzca su dirección de correo electrónico.} password {Introduzca una contraseña.} name {Introduzca un nombre.} other {Rellene este campo.}}',
  TOO_SHORT: 'Use al menos {limit, number} caracteres.',
  TOO_LONG: 'Use como máximo {limit, number} caracteres.',
  NOT_AN_EMAIL: 'Introduzca una dirección como name@example.com, sin espacios.',
  NOT_A_LOCALE: 'Elija uno de los idiomas de la lista.',
  FORBIDDEN_CHARACTER:
    '{kind, select, username {Use letras de la a a la z, cifras, puntos, guiones y guiones bajos; empiece por una letra o una cifra.} other {Elimine los caracteres no imprimibles.}}',
  COMMON_PASSWORD: 'Es una de las contraseñas más comunes. Elija una más difícil de adivinar.',
  BREACHED_PASSWORD:
    'Esta contraseña figura en una lista de contraseñas robadas. Elija una que no use en ningún otro sitio.',
  SAME_AS_IDENTITY: 'Elija una contraseña distinta de su dirección de correo electrónico y de su nombre de usuario.',
  FORBIDDEN_WORD: 'Esta contraseña contiene una palabra fácil de adivinar aquí. Elija una que no la contenga.',
  FORBIDDEN_URL: 'Esta dirección lleva a una página que no está permitida aquí.',
  OUT_OF_RANGE: 'Esta fecha es demasiado próxima o demasiado lejana.',
  INVALID_QUERY: 'Esta consulta no se puede usar aquí.',
  MISSING_CHARACTER_CLASS: 'Use mayúsculas, minúsculas, cifras y símbolos.',
};
