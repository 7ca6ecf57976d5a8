import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { SESSION_PATH } from './paths.js';
import { pagePolicy } from './security-headers.js';

const AUTH_RESULT = `__typename
    ... on AuthPayload {
      accessTokenExpiresAt
      user { id email username role }
    }
    ... on ErrorResult { code message }`;

/**
 * A tab ready to run for each of the main operations, to be clicked through from left to right. The input stands in the
 * operation: GraphiQL does not show the variables of the tab that it opens with.
 */
const TABS = [
  {
    query: `# The tokens are kept in cookies:
# run the tabs from left to right.
mutation Register {
  register(input: { email: "grace@example.com", password: "correct horse battery", username: "grace" }) {
    ${AUTH_RESULT}
    ... on InvalidInputError { fieldErrors { field code message } }
  }
}`,
  },
  {
    query: `mutation Login {
  login(input: { email: "grace@example.com", password: "correct horse battery" }) {
    ${AUTH_RESULT}
  }
}`,
  },
  {
    query: `query Me {
  me { id email username role createdAt }
}`,
  },
  {
    query: `mutation RefreshToken {
  refreshToken {
    ${AUTH_RESULT}
  }
}`,
  },
  {
    query: `mutation Logout {
  logout { endedSessionCount }
}`,
  },
  {
    query: `subscription SessionEnded {
  sessionEnded { sessionId reason endedAt }
}`,
  },
];

/** Without it a tab that is pressed for the first time slides away from under the pointer, and is not selected. */
const KEEP_TABS_IN_PLACE = '<style>.graphiql-tab { transform: none !important }</style>';

/** Understood by the page, though its types do not say so: subscriptions would go by GET. */
const SUBSCRIPTIONS = { method: 'POST' } as const;

/** GraphiQL as one page that loads nothing from elsewhere. */
export const EXPLORER_PAGE = renderGraphiQL({
  title: 'Gatehouse',
  defaultTabs: TABS,
  defaultEditorToolsVisibility: 'headers',
  credentials: 'same-origin',
  // In no tab's header editor: GraphiQL forgets those when the page is loaded anew.
  additionalHeaders: { 'x-auth-transport': 'cookie' },
  // All operations where the refresh cookie goes too: neither a tab nor subscriptions can have an address of their own.
  endpoint: SESSION_PATH,
  ...SUBSCRIPTIONS,
}).replace('</head>', `${KEEP_TABS_IN_PLACE}</head>`);

/** A quarter of it. */
export const COMPRESSED_PAGE = await promisify(gzip)(EXPLORER_PAGE);

/** Weak, for it stands for the page however it is encoded: RFC 9110 §8.8.1. */
export const EXPLORER_TAG = `W/"${createHash('sha256').update(EXPLORER_PAGE).digest('base64url')}"`;

/** The page is one large script, which runs because it has this hash; one that got into the page would not. */
function hashOfScript(page: string): string {
  const script = page.slice(page.indexOf('<script>') + '<script>'.length, page.lastIndexOf('</script>'));
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}

/** The editor, Monaco, writes styles into the page, has its font and icons in it, and works in threads made of blobs. */
export const EXPLORER_POLICY = pagePolicy({
  scriptSrc: [hashOfScript(EXPLORER_PAGE)],
  workerSrc: ['blob:'],
  styleSrc: ["'unsafe-inline'"],
  fontSrc: ['data:'],
  imgSrc: ['data:'],
  connectSrc: ["'self'"],
});
