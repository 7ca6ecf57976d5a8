import { inFile } from '../mutation.ts';

const ADDRESSES = ['test/accounts/email-addresses.api.test.ts'];
const ENCODING = ['test/server/text-encoding.server.test.ts'];

/** Email addresses and the encoding of text: different input must not be taken for the same, nor the same for different. */
export const TEXT = [
  ...inFile('src/users/email.ts', [
    {
      promise: 'An address in uppercase letters is the same address as in lowercase.',
      find: 'character.toLowerCase()',
      replace: 'character',
      tests: ADDRESSES,
    },
    {
      promise: 'A domain with characters that a URL parser would cut or decode is refused.',
      find: "DOMAIN_CHARACTERS.test(text.normalize('NFKC')) ? domainToASCII(text) : ''",
      replace: 'domainToASCII(text)',
      tests: ADDRESSES,
    },
    {
      promise: 'An address with compatibility characters, which look like other letters, is refused.',
      find: " && folded === folded.normalize('NFKC')",
      replace: '',
      tests: ADDRESSES,
    },
  ]),
  ...inFile('src/mail/mail-transport.ts', [
    {
      promise: 'An email is sent to the address exactly as it is stored.',
      find: '  message.getEnvelope().to = [address];\n',
      replace: '',
      tests: ADDRESSES,
    },
  ]),
  ...inFile('src/server/utf8.ts', [
    {
      promise: 'A request body that is not valid UTF-8 is refused.',
      find: 'if (!isUtf8(body)) return done(badRequest(NOT_UTF8));',
      replace: '',
      tests: ENCODING,
    },
    {
      promise: 'A request body that declares another charset is refused.',
      find: 'if (declaresOtherCharset(request)) return done(badRequest(OTHER_CHARSET));',
      replace: '',
      tests: ENCODING,
    },
  ]),
  ...inFile('src/server/graphql/surrogates.ts', [
    {
      promise: 'A variable with an unpaired surrogate is refused.',
      find: '    if (error) throw error;\n',
      replace: '',
      tests: ENCODING,
    },
  ]),
];
