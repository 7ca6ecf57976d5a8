import type { MailTexts } from '../mail-texts.js';

const IGNORE = 'Se não foi você, ignore este e-mail: ninguém pode continuar sem ele.';
const ALARM = 'Se não foi você, redefina sua senha imediatamente e entre em contato com o responsável por {{brand}}.';

export const texts: MailTexts = {
  phrases: {
    linkFollows: '{{button}}:',
    buttonFails: 'Se o botão não funcionar, abra este link no seu navegador:',
    enterCode: 'Ou digite este código: {{code}}',
    expiry: 'Validade do link: {{validFor}}.',
    yourCode: 'Seu código: {{code}}',
    codeExpiry: 'Validade do código: {{validFor}}.',
    time: 'Data e hora',
    device: 'Dispositivo',
    ipAddress: 'Endereço IP',
    place: 'Local (aproximado)',
    labeled: '{{label}}: {{value}}',
    privacy: 'Política de privacidade',
    terms: 'Termos de serviço',
  },
  emails: {
    VERIFY_EMAIL: {
      subject: 'Confirme seu endereço de e-mail',
      preheader: 'Com um clique, seu endereço de e-mail estará confirmado.',
      before: ['Confirme que este é o seu endereço de e-mail para {{brand}}.'],
      button: 'Confirmar o endereço',
      after: [IGNORE],
    },
    ACCOUNT_EXISTS: {
      subject: 'Você já tem uma conta',
      preheader: 'Alguém tentou se cadastrar com o seu endereço de e-mail.',
      before: [
        'Alguém, talvez você, tentou criar uma conta em {{brand}} com este endereço de e-mail. Você já tem uma: entre na conta ou, se esqueceu a senha, redefina-a.',
      ],
      after: ['Se não foi você, ignore este e-mail.'],
    },
    RESET_PASSWORD: {
      subject: 'Redefina sua senha',
      preheader: 'Escolha uma nova senha para a sua conta.',
      before: ['Alguém, talvez você, pediu para redefinir a senha da sua conta em {{brand}}.'],
      button: 'Escolher uma nova senha',
      after: [IGNORE],
    },
    INVITATION: {
      subject: 'Você tem uma nova conta',
      preheader: 'Escolha uma senha e você poderá entrar.',
      before: ['Uma conta em {{brand}} foi criada para você. Escolha uma senha e você poderá entrar.'],
      button: 'Escolher uma senha',
      after: ['Se você não esperava por isso, ignore este e-mail: sem ele, ninguém pode usar a conta.'],
    },
    PASSWORD_CHANGED: {
      subject: 'Sua senha foi alterada',
      preheader: 'Seus outros dispositivos foram desconectados.',
      before: ['A senha da sua conta em {{brand}} foi alterada, e seus outros dispositivos foram desconectados.'],
      after: [ALARM],
    },
    CONFIRM_NEW_EMAIL: {
      subject: 'Confirme seu novo endereço de e-mail',
      preheader: 'Confirme que a sua conta deve usar este endereço.',
      before: [
        'Confirme que a sua conta em {{brand}} deve usar este endereço de e-mail a partir de agora. Será preciso estar conectado à conta ou digitar a senha dela.',
      ],
      button: 'Confirmar o endereço',
      after: [
        'Se você não pediu isso, ignore este e-mail e não digite nenhuma senha: alguém pode estar tentando usar o seu endereço em outra conta.',
      ],
    },
    EMAIL_CHANGE_REQUESTED: {
      subject: 'Pedido de alteração do seu endereço de e-mail',
      preheader: 'Alguém pediu para usar outro endereço de e-mail na sua conta.',
      before: ['Alguém que está conectado à sua conta em {{brand}} pediu para usar outro endereço de e-mail nela.'],
      after: [ALARM],
    },
    EMAIL_CHANGED: {
      subject: 'Seu endereço de e-mail foi alterado',
      preheader: 'Se não foi você, a alteração pode ser desfeita durante {{validFor}}.',
      before: [
        'A sua conta em {{brand}} agora usa outro endereço de e-mail. Se você não fez essa alteração, desfaça-a:',
      ],
      button: 'Desfazer a alteração',
      after: [
        'Ao desfazê-la, este endereço é restaurado e todos os dispositivos são desconectados. Em seguida, você receberá outro e-mail com um link para escolher uma nova senha; use-o imediatamente, pois quem fez a alteração conhece a senha atual.',
        'Se foi você quem fez a alteração, não é preciso fazer nada.',
      ],
    },
    SECOND_FACTOR_ADDED: {
      subject: 'Um aplicativo autenticador foi adicionado',
      preheader: 'A partir de agora, é preciso um código do aplicativo para entrar.',
      before: [
        'Um aplicativo autenticador foi adicionado à sua conta em {{brand}}. A partir de agora, você precisará de um código dele para entrar. Guarde seus códigos de recuperação em um lugar seguro.',
      ],
      after: [ALARM],
    },
    SECOND_FACTOR_REMOVED: {
      subject: 'Um aplicativo autenticador foi removido',
      preheader: 'Um aplicativo autenticador foi removido da sua conta.',
      before: ['Um aplicativo autenticador foi removido da sua conta em {{brand}}.'],
      after: [ALARM],
    },
    SECOND_FACTORS_RESET: {
      subject: 'Seus segundos fatores foram removidos',
      preheader: 'Você já pode entrar novamente com a sua senha.',
      before: [
        'Um administrador removeu todos os aplicativos autenticadores, códigos de recuperação e chaves de acesso da sua conta em {{brand}}, e seus dispositivos foram desconectados. Entre com a sua senha e adicione um aplicativo novamente.',
      ],
      after: ['Se você não pediu isso, entre em contato com o responsável por {{brand}}.'],
    },
    RECOVERY_CODE_USED: {
      subject: 'Um código de recuperação foi usado',
      preheader: 'Ele substituiu um código do seu aplicativo autenticador.',
      before: [
        'Um código de recuperação da sua conta em {{brand}} foi usado no lugar de um código do seu aplicativo autenticador.',
      ],
      after: [ALARM],
    },
    RECOVERY_CODES_RENEWED: {
      subject: 'Seus códigos de recuperação foram substituídos',
      preheader: 'Os códigos de recuperação anteriores não funcionam mais.',
      before: ['A sua conta em {{brand}} tem novos códigos de recuperação. Os anteriores não funcionam mais.'],
      after: [ALARM],
    },
    PASSKEY_ADDED: {
      subject: 'Uma chave de acesso foi adicionada',
      preheader: 'Ela permite entrar sem a sua senha.',
      before: ['Uma chave de acesso foi adicionada à sua conta em {{brand}}. Ela permite entrar sem a sua senha.'],
      after: [ALARM],
    },
    PASSKEY_REMOVED: {
      subject: 'Uma chave de acesso foi removida',
      preheader: 'Ela não permite mais entrar.',
      before: [
        'Uma chave de acesso foi removida da sua conta em {{brand}}. Você pode apagá-la do dispositivo ou do gerenciador de senhas que a guarda.',
      ],
      after: [ALARM],
    },
    TEST: {
      subject: 'E-mail de teste',
      preheader: 'Este servidor consegue enviar e-mails.',
      before: ['Este é um teste. Se você consegue ler esta mensagem, os e-mails de {{brand}} chegam a este endereço.'],
      after: ['Um administrador de {{brand}} o enviou. Você não precisa fazer nada.'],
    },
    IDENTITY_LINKED: {
      subject: 'Uma conta de outro provedor foi vinculada',
      preheader: 'Ela permite entrar na sua conta.',
      before: [
        'Uma conta de outro provedor foi vinculada à sua conta em {{brand}}. Ela permite entrar sem a sua senha.',
      ],
      after: [ALARM],
    },
    IDENTITY_UNLINKED: {
      subject: 'Uma conta de outro provedor foi desvinculada',
      preheader: 'Ela não permite mais entrar.',
      before: ['Uma conta de outro provedor foi desvinculada da sua conta em {{brand}}. Ela não permite mais entrar.'],
      after: [ALARM],
    },
    ACCOUNT_REPLACED: {
      subject: 'Uma conta anterior com o seu endereço foi excluída',
      preheader: 'Alguém a criou sem confirmar o endereço.',
      before: [
        'Você se cadastrou em {{brand}} com a sua conta de outro provedor. Alguém, talvez você, já havia criado uma conta com este endereço de e-mail, sem confirmar o endereço. Essa conta foi excluída, junto com a senha e os dispositivos dela.',
      ],
      after: ['Se foi você quem criou a conta anterior, não precisa fazer nada: use a nova.'],
    },
    LOGIN_CODE: {
      subject: 'Seu código para entrar',
      preheader: 'Digite-o na página em que você o solicitou.',
      before: [
        'Alguém, talvez você, quer entrar na sua conta em {{brand}}. Digite este código na página em que você o solicitou:',
      ],
      after: [
        'Não o digite em nenhum outro lugar nem o passe a ninguém: ninguém de {{brand}} vai pedi-lo a você.',
        'Se não foi você, ignore este e-mail: sem o código, ninguém pode entrar.',
      ],
    },
    LOGIN_LINK: {
      subject: 'Entre na sua conta',
      preheader: 'Um clique, no navegador em que você o solicitou.',
      before: [
        'Alguém, talvez você, quer entrar na sua conta em {{brand}}. Abra este link no navegador em que você o solicitou; ele não funciona em nenhum outro.',
      ],
      button: 'Entrar',
      after: ['Não passe o link nem um código a ninguém: ninguém de {{brand}} vai pedi-los a você.', IGNORE],
    },
    API_KEY_EXPIRES: {
      subject: 'Uma chave de API expira em breve',
      preheader: 'Crie outra antes que o serviço que a usa pare.',
      before: [
        'Pelo menos uma chave de API de {{brand}} expira dentro de uma semana. O serviço que a usa deixará de funcionar, a menos que receba uma nova chave antes disso. A lista de contas de serviço mostra qual é a chave.',
      ],
      after: [
        'Você recebeu este e-mail porque administra {{brand}}. Se a chave não é mais usada, não é preciso fazer nada.',
      ],
    },
    WEBHOOK_DISABLED: {
      subject: 'Um webhook foi desativado',
      preheader: 'Nada pôde ser entregue.',
      before: [
        '{{brand}} desativou um webhook: durante três dias, nada pôde ser entregue a ele, ou o destinatário respondeu que não existe mais. A lista de webhooks mostra qual é e por que as últimas tentativas falharam.',
      ],
      after: [
        'Você recebeu este e-mail porque administra {{brand}}. Se o webhook ainda for necessário, corrija o destinatário e ative-o novamente. Caso contrário, exclua-o.',
      ],
    },
  },
};
