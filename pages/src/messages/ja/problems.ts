import type { Translation } from '../translation';

export const problems: Translation<'problems'> = {
  INVALID_INPUT: '入力内容に誤りがあります。修正して、もう一度お試しください。',
  EMAIL_TAKEN:
    'このメールアドレスのアカウントはすでに登録されています。ログインするか、別のメールアドレスを使用してください。',
  USERNAME_TAKEN: 'このユーザー名はすでに使われています。別のユーザー名を選んでください。',
  INVALID_CREDENTIALS: 'メールアドレスまたはパスワードが正しくありません。両方を確認して、もう一度お試しください。',
  ACCOUNT_DEACTIVATED: 'このアカウントは無効になっています。管理者に再有効化を依頼してください。',
  SERVER_BUSY: 'サーバーが混み合っています。{wait}後にもう一度お試しください。',
  EMAIL_NOT_VERIFIED: '先にメールアドレスを確認してください。',
  WRONG_PASSWORD: 'パスワードが正しくありません。現在のパスワードを入力してください。',
  INVALID_MAIL_TOKEN: 'このリンクまたはコードは使用できなくなりました。新しいメールをリクエストしてください。',
  MAIL_UNAVAILABLE: 'このサーバーはメールを送信しません。運営者にご連絡ください。',
  SESSION_NOT_FOUND: 'このデバイスはすでにログアウトされています。',
  LAST_ADMINISTRATOR: 'お客様は最後の管理者です。先に別の人を管理者にしてください。',
  TOO_MANY_ATTEMPTS: '試行回数が多すぎます。{wait}後にもう一度お試しください。',
  WRONG_CODE: 'コードが正しくないか、すでに使用されています。次のコードを入力してください。',
  INVALID_CHALLENGE: '時間切れになりました。最初からやり直してください。',
  TOO_MANY_FACTORS: '認証アプリの数が上限に達しています。先に 1 つ削除してください。',
  FACTOR_NOT_FOUND: 'この認証アプリはすでに削除されています。',
  NO_SECOND_FACTOR: '先に認証アプリを追加してください。リカバリーコードも同時に発行されます。',
  INVALID_PASSKEY:
    '{reason, select, UNKNOWN_CREDENTIAL {このパスキーは登録されていません。別のパスキーを使うか、ほかの方法でログインしてください。} EXPIRED {時間切れになりました。もう一度お試しください。} other {このパスキーは受け付けられませんでした。もう一度試すか、ほかの方法でログインしてください。}}',
  PASSKEY_TAKEN: 'このパスキーは追加できません。別のパスキーを作成してください。',
  TOO_MANY_PASSKEYS: 'パスキーの数が上限に達しています。先に 1 つ削除してください。',
  PASSKEY_NOT_FOUND: 'このパスキーはすでに削除されています。',
  LAST_SIGN_IN_METHOD: 'これが唯一のログイン方法です。先にパスワードを設定するか、別のパスキーを追加してください。',
  PROVIDER_UNAVAILABLE:
    'この外部サービスは現在利用できません。しばらくしてからもう一度お試しになるか、別の方法でログインしてください。',
  SOCIAL_LOGIN_FAILED:
    '{reason, select, DENIED {外部サービスでのログインが完了していません。もう一度お試しになるか、別の方法でログインしてください。} EXPIRED {このブラウザーではこの操作を完了できません。最初からやり直してください。} UNAVAILABLE {外部サービスが正しく応答していません。しばらくしてからもう一度お試しください。} other {外部サービスの応答を受け付けられませんでした。最初からやり直してください。}}',
  ACCOUNT_LINK_REQUIRED: 'このメールアドレスのアカウントがすでにあります。ログインすると連携されます。',
  EMAIL_REQUIRED:
    '外部サービスから確認済みのメールアドレスを取得できませんでした。外部サービスで確認するか、こちらでアカウントを作成してから連携してください。',
  IDENTITY_TAKEN: '別のアカウントと連携されています。先にそちらで連携を解除してください。',
  IDENTITY_NOT_FOUND: 'この連携はすでに解除されています。',
  PASSKEY_EXISTS: 'このデバイスにはすでにパスキーがあります。',
  UNREACHABLE: 'サーバーに接続できません。もう一度お試しください。',
  COOKIES_BLOCKED:
    'ブラウザーがこのページの Cookie を送信していません。Cookie を許可して、もう一度ログインしてください。',
  UNAUTHENTICATED: 'セッションが終了しました。もう一度ログインしてください。',
  SECOND_FACTOR_REQUIRED: 'ここでは 2 要素認証が必要です。先に認証アプリを追加するか、パスキーでログインしてください。',
  INTERNAL_SERVER_ERROR: 'サーバーで処理できませんでした。しばらくしてからもう一度お試しください。',
};

export const fieldProblems: Translation<'fieldProblems'> = {
  REQUIRED:
    '{kind, select, email {メールアドレスを入力してください。} password {パスワードを入力してください。} name {名前を入力してください。} other {この項目を入力してください。}}',
  TOO_SHORT: '{limit, number} 文字以上にしてください。',
  TOO_LONG: '{limit, number} 文字以内にしてください。',
  NOT_AN_EMAIL: 'name@example.com のようなメールアドレスを、空白を入れずに入力してください。',
  NOT_A_LOCALE: 'リストから言語を選んでください。',
  FORBIDDEN_CHARACTER:
    '{kind, select, username {a から z の英字、数字、ピリオド、ハイフン、アンダースコアを使い、英字または数字で始めてください。} other {表示できない文字を取り除いてください。}}',
  COMMON_PASSWORD: 'これは最もよく使われているパスワードの 1 つです。推測されにくいものを選んでください。',
  BREACHED_PASSWORD:
    'このパスワードは、流出したパスワードの一覧に含まれています。ほかで使っていないものを選んでください。',
  SAME_AS_IDENTITY: 'メールアドレスやユーザー名とは異なるパスワードを選んでください。',
  FORBIDDEN_WORD: 'このパスワードには推測されやすい単語が含まれています。その単語を含まないものを選んでください。',
  FORBIDDEN_URL: 'このアドレスは、ここでは許可されていないページのものです。',
  OUT_OF_RANGE: 'この日時は早すぎるか、遅すぎます。',
  INVALID_QUERY: 'このクエリはここでは使用できません。',
  MISSING_CHARACTER_CLASS: '英大文字、英小文字、数字、記号を使ってください。',
};
