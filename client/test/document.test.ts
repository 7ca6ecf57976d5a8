import { isQuery, isSingleMutation } from '../src/document.js';

const FRAGMENT = 'fragment F on User { id sessions(first: 2) { edges { node { id } } } }';

test.each([
  '{ me { id } }',
  'query Me($a: X = { b: "}" }) { me(x: ")") { ...F } users { totalCount } }',
  `# mutation { login }\n${FRAGMENT} query { me { ...F } }`,
])('a document is a query: %s', (document) => {
  expect([isQuery(document), isSingleMutation(document)]).toEqual([true, false]);
});

test.each([
  'mutation { logoutAll { endedSessionCount } }',
  'mutation A($input: I = { a: 1 }) @live { own: login(input: $input) @include(if: true) { ... on P { user { id } } } }',
  `${FRAGMENT}\nmutation B { updateProfile(input: { username: "a { b }" }) { user { ...F } } }`,
  'mutation { post(text: """a "quoted" } brace""") }',
])('a document is a single mutation: %s', (document) => {
  expect([isQuery(document), isSingleMutation(document)]).toEqual([false, true]);
});

test.each([
  'mutation { a: logout { endedSessionCount } b: logoutAll { endedSessionCount } }',
  'mutation { a, b }',
  'mutation { ...F } fragment F on Mutation { a b }',
  'mutation { ... on Mutation { a b } }',
  'mutation { ... { a } b }',
  'mutation A { a } mutation B { b }',
  'query A { a } mutation B { b c }',
  'subscription { a }',
  '',
])('a document may have done more than one thing: %s', (document) => {
  expect([isQuery(document), isSingleMutation(document)]).toEqual([false, false]);
});
