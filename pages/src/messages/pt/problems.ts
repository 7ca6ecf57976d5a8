import type { Translation } from '../translation';

export const problems: Translation<'problems'> = {
  INVALID_INPUT: 'Alguns campos são inválidos. Corrija-os e tente novamente.',
  EMAIL_TAKEN: 'Já existe uma conta com este endereço de e-mail. Entre nela ou use outro endereço.',
  USERNAME_TAKEN: 'Este nome de usuário já está em uso. Escolha outro.',
  INVALID_CREDENTIALS: 'O endereço de e-mail ou a senha está incorreto. Verifique os dois e tente novamente.',
  ACCOUNT_DEACTIVATED: 'Esta conta foi desativada. Peça a um administrador para reativá-la.',
  SERVER_BUSY: 'O servidor está ocupado. Tente novamente em {wait}.',
  EMAIL_NOT_VERIFIED: 'Confirme primeiro seu endereço de e-mail.',
  WRONG_PASSWORD: 'A senha está incorreta. Digite sua senha atual.',
  INVALID_MAIL_TOKEN: 'Este link ou código não é mais válido. Solicite um novo e-mail.',
  MAIL_UNAVAILABLE: 'Este servidor não envia e-mails. Entre em contato com o responsável por ele.',
  SESSION_NOT_FOUND: 'Este dispositivo não está mais conectado.',
  LAST_ADMINISTRATOR: 'Você é o último administrador. Nomeie primeiro outra pessoa.',
  TOO_MANY_ATTEMPTS: 'Muitas tentativas. Tente novamente em {wait}.',
  WRONG_CODE: 'O código está incorreto ou já foi usado. Digite o próximo.',
  INVALID_CHALLENGE: 'O tempo se esgotou. Comece novamente.',
  TOO_MANY_FACTORS: 'Você atingiu o número máximo de aplicativos autenticadores. Remova um primeiro.',
  FACTOR_NOT_FOUND: 'Este aplicativo autenticador já foi removido.',
  NO_SECOND_FACTOR: 'Adicione primeiro um aplicativo autenticador. Você receberá códigos de recuperação com ele.',
  INVALID_PASSKEY:
    '{reason, select, UNKNOWN_CREDENTIAL {Esta chave de acesso não é conhecida aqui. Use outra ou entre de outra forma.} EXPIRED {O tempo se esgotou. Tente novamente.} other {Esta chave de acesso não foi aceita. Tente novamente ou entre de outra forma.}}',
  PASSKEY_TAKEN: 'Não é possível adicionar esta chave de acesso. Crie outra.',
  TOO_MANY_PASSKEYS: 'Você atingiu o número máximo de chaves de acesso. Remova uma primeiro.',
  PASSKEY_NOT_FOUND: 'Esta chave de acesso já foi removida.',
  LAST_SIGN_IN_METHOD:
    'Esta é a sua única forma de entrar. Defina primeiro uma senha ou adicione outra chave de acesso.',
  PROVIDER_UNAVAILABLE:
    'Este provedor não está disponível no momento. Tente novamente mais tarde ou entre de outra forma.',
  SOCIAL_LOGIN_FAILED:
    '{reason, select, DENIED {Você não entrou no provedor. Tente novamente ou entre de outra forma.} EXPIRED {Isto não pode mais ser concluído neste navegador. Comece de novo.} UNAVAILABLE {O provedor não responde como deveria. Tente novamente mais tarde.} other {A resposta do provedor não foi aceita. Comece de novo.}}',
  ACCOUNT_LINK_REQUIRED: 'Você já tem uma conta com este endereço de e-mail. Entre para vincular as duas.',
  EMAIL_REQUIRED:
    'O provedor não informou nenhum endereço de e-mail confirmado. Confirme-o lá, ou crie uma conta aqui e vincule o provedor depois.',
  IDENTITY_TAKEN: 'Esta conta está vinculada a outra conta aqui. Desvincule-a primeiro.',
  IDENTITY_NOT_FOUND: 'Esta conta já foi desvinculada.',
  PASSKEY_EXISTS: 'Você já tem uma chave de acesso neste dispositivo.',
  UNREACHABLE: 'Não foi possível conectar ao servidor. Tente novamente.',
  COOKIES_BLOCKED: 'Seu navegador não envia os cookies desta página. Permita os cookies e entre novamente.',
  UNAUTHENTICATED: 'Sua sessão terminou. Entre novamente.',
  SECOND_FACTOR_REQUIRED:
    'Aqui é necessário um segundo fator. Adicione primeiro um aplicativo autenticador ou entre com uma chave de acesso.',
  INTERNAL_SERVER_ERROR: 'O servidor não conseguiu concluir a operação. Tente novamente mais tarde.',
};

export const fieldProblems: Translation<'fieldProblems'> = {
  REQUIRED:
    '{kind, select, email {Digite seu endereço de e-mail.} password {Digite uma senha.} name {Digite um nome.} other {Preencha este campo.}}',
  TOO_SHORT: 'Use pelo menos {limit, number} caracteres.',
  TOO_LONG: 'Use no máximo {limit, number} caracteres.',
  NOT_AN_EMAIL: 'Digite um endereço de e-mail como name@example.com, sem espaços.',
  NOT_A_LOCALE: 'Escolha um dos idiomas da lista.',
  FORBIDDEN_CHARACTER:
    '{kind, select, username {Use letras de a a z, números, pontos, hifens e sublinhados; comece com uma letra ou um número.} other {Remova os caracteres que não podem ser exibidos.}}',
  COMMON_PASSWORD: 'Esta é uma das senhas mais comuns. Escolha uma mais difícil de adivinhar.',
  BREACHED_PASSWORD:
    'Esta senha está em uma lista de senhas roubadas. Escolha uma que você não use em nenhum outro lugar.',
  SAME_AS_IDENTITY: 'Escolha uma senha diferente do seu endereço de e-mail e do seu nome de usuário.',
  FORBIDDEN_WORD: 'Esta senha contém uma palavra fácil de adivinhar aqui. Escolha uma sem essa palavra.',
  FORBIDDEN_URL: 'Este endereço leva a uma página que não é permitida aqui.',
  OUT_OF_RANGE: 'Esta data é próxima ou distante demais.',
  INVALID_QUERY: 'Esta consulta não pode ser usada aqui.',
  MISSING_CHARACTER_CLASS: 'Use letras maiúsculas e minúsculas, números e símbolos.',
};
