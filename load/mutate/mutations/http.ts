import { inFile } from '../mutation.ts';

const COOKIES = ['test/server/cookies.server.test.ts'];
const LOGO = ['test/server/logo.server.test.ts'];
const HEADERS = ['test/server/security-headers.server.test.ts'];

/** Cookies, origins, headers and addresses: what browsers and proxies are relied on for. */
export const HTTP = [
  ...inFile('src/server/logo.ts', [
    {
      promise: 'No script of a logo may run where it is opened by itself.',
      find: 'sandbox: []',
      replace: "scriptSrc: ['*']",
      tests: LOGO,
    },
    {
      promise: 'Mail programs in the browser may show the logo.',
      find: "'cross-origin-resource-policy': 'cross-origin',",
      replace: '',
      tests: LOGO,
    },
    {
      promise: 'Only the current logo may be kept for good.',
      find: 'url === logo.path ? IMMUTABLE : FOR_A_WHILE',
      replace: 'IMMUTABLE',
      tests: LOGO,
    },
  ]),
  ...inFile('src/server/graphql/context.ts', [
    {
      promise: 'A WebSocket is not authenticated by cookies.',
      find: 'return this.contextOf(request, authorization, BEARER_TRANSPORT);',
      replace: `const accessTokens = /gatehouse-access=([^;]+)/.exec(request.headers.cookie ?? '')?.slice(1) ?? [];
    return this.contextOf(request, authorization, { ...BEARER_TRANSPORT, accessTokens });`,
      tests: ['test/server/subscriptions/live-connections.server.test.ts'],
    },
  ]),
  ...inFile('src/server/token-transport.ts', [
    {
      promise: 'Cookies are used only for requests that ask for them with a header.',
      find: 'const transport = request.headers[TRANSPORT_HEADER];',
      replace: "const transport = request.headers[TRANSPORT_HEADER] ?? (request.headers.cookie && 'cookie');",
      tests: COOKIES,
    },
    {
      promise: 'Pages of other origins cannot use cookies.',
      find: 'if (!isSameOrigin(request) && !isAllowedOrigin(request.headers.origin)) throw new OriginNotAllowedError();',
      replace: '',
      tests: COOKIES,
    },
  ]),
  ...inFile('src/server/origins.ts', [
    {
      promise: 'A page of another origin of the same site cannot use cookies.',
      find: "return site === 'same-origin';",
      replace: "return site !== 'cross-site';",
      tests: COOKIES,
    },
    {
      promise: 'An origin that merely starts with an allowed origin is refused.',
      find: 'listed.has(origin)',
      replace: '[...listed].some((each) => origin.startsWith(each))',
      tests: COOKIES,
    },
    {
      promise: 'In production, origins on localhost are not allowed by default.',
      find: " && nodeEnv !== 'production'",
      replace: '',
      tests: ['test/server/allowed-origins.unit.test.ts'],
    },
  ]),
  ...inFile('src/server/token-transport.ts', [
    {
      promise: 'Scripts cannot read the cookies.',
      find: 'httpOnly: true',
      replace: 'httpOnly: false',
      tests: COOKIES,
    },
    {
      promise: 'Cookies travel over HTTPS only.',
      find: 'secure: true',
      replace: 'secure: false',
      tests: COOKIES,
    },
    {
      promise: 'Requests from other sites carry no cookies.',
      find: "sameSite: 'strict'",
      replace: "sameSite: 'lax'",
      tests: COOKIES,
    },
    {
      promise: 'The refresh cookie is sent only to the path that uses it.',
      find: '{ ...ATTRIBUTES, path: SESSION_PATH }',
      replace: "{ ...ATTRIBUTES, path: '/' }",
      tests: COOKIES,
    },
    {
      promise: 'A response that sets cookies has no tokens in its body.',
      find: 'return { ...issued, accessToken: null, refreshToken: null };',
      replace: 'return { ...issued, accessToken: null };',
      tests: COOKIES,
    },
  ]),
  ...inFile('src/server/security-headers.ts', [
    {
      promise: 'A response that a browser shows as a page loads no resources.',
      find: `const NOTHING: Directives = { defaultSrc: ["'none'"] };`,
      replace: `const NOTHING: Directives = { defaultSrc: ["'self'"] };`,
      tests: HEADERS,
    },
    {
      promise: 'No page of the server can be framed.',
      find: `frameAncestors: ["'none'"]`,
      replace: `frameAncestors: ["'self'"]`,
      tests: HEADERS,
    },
    {
      promise: 'In production, browsers are told to use HTTPS only.',
      find: "config.nodeEnv === 'production' && {",
      replace: 'false && {',
      tests: HEADERS,
    },
  ]),
  ...inFile('src/server/routes.ts', [
    {
      promise: 'Responses with tokens are never cached.',
      find: "void reply.header('cache-control', 'no-store');",
      replace: '',
      tests: ['test/server/bad-requests.server.test.ts'],
    },
  ]),
  ...inFile('src/server/telemetry/metrics-route.ts', [
    {
      promise: 'Metrics require their token.',
      find: 'if (token !== undefined && !carries(request, token)) return refuse(reply);',
      replace: '',
      tests: ['test/server/telemetry/metrics.server.test.ts'],
    },
  ]),
  ...inFile('src/server/request-id.ts', [
    {
      promise: 'A request ID is taken only from a trusted proxy.',
      find: ' && proxies.includes(socket.remoteAddress)',
      replace: '',
      tests: ['test/server/telemetry/request-log.server.test.ts'],
    },
  ]),
  ...inFile('src/server/http-errors.ts', [
    {
      promise: 'A response to a malformed HTTP request has the security headers too.',
      find: 'const lines = Object.entries({\n    ...headers,',
      replace: 'const lines = Object.entries({',
      tests: HEADERS,
    },
  ]),
  ...inFile('src/server/client-address.ts', [
    {
      promise: 'A client behind a proxy that forwards a garbled address counts as that proxy.',
      find: 'if (farther === undefined) break;',
      replace: 'if (farther === undefined) return null;',
      tests: ['test/server/trusted-proxies.unit.test.ts'],
    },
  ]),
  ...inFile('src/server/this-machine.ts', [
    {
      promise: 'A page of another site cannot read the development mailbox by DNS rebinding.',
      find: ' && namesLoopback(headers.host)',
      replace: '',
      tests: ['test/mail/development-mail.server.test.ts'],
    },
    {
      promise: 'The development mailbox is not shown to a request that a proxy forwards.',
      find: ' && !isPassedOn',
      replace: '',
      tests: ['test/mail/development-mail.server.test.ts'],
    },
  ]),
];
