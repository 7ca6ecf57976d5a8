import { useGatehouse } from '../support/gatehouse.js';

const gatehouse = useGatehouse({ logLevel: 'trace' });

const SECRET = 'hunter2';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { __typename } }';
const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) { __typename } }';
const login = (argument: string) => `mutation { login(input: ${argument}) { __typename } }`;

test.each([
  ['instead of the input', LOGIN, { input: SECRET }],
  ['under a wrong name', LOGIN, { input: { email: 'a@example.com', pass: SECRET } }],
  ['in a list', LOGIN, { input: { email: 'a@example.com', password: [SECRET] } }],
  [
    'in an object',
    LOGIN,
    { input: { email: 'a@example.com', password: { '; Field "x"': `${SECRET}; Field ${SECRET}` } } },
  ],
  ['beside a missing field', REGISTER, { input: { password: SECRET } }],
  ['as a literal of the wrong type', login(`"${SECRET}"`), {}],
  ['as a literal in a list', login(`{ email: "a@example.com", password: ["${SECRET}"] }`), {}],
  ['without quotes', login(`{ email: "a@example.com", password: ${SECRET} }`), {}],
  ['with a quote too few', login(`{ email: "a@example.com", password: "${SECRET} }`), {}],
  ['with a quote too many', login(`{ email: "a@example.com", password: ""${SECRET}"" }`), {}],
  ['with a bad escape', login(`{ email: "a@example.com", password: "\\${SECRET}" }`), {}],
  ['in the place of a name', `mutation { "${SECRET}" }`, {}],
])('no error repeats a password that was sent %s', async (_, query, variables) => {
  const answer = await gatehouse.api.send(query, variables);
  expect(answer.errors?.length).toBeGreaterThan(0);
  expect(JSON.stringify(answer)).not.toContain(SECRET);
  expect(gatehouse.log.join('')).not.toContain(SECRET);
});

test('no error repeats even the beginning of a password, in a bad Unicode escape', async () => {
  const { errors } = await gatehouse.api.send(login('{ email: "a@example.com", password: "\\u{bada55!" }'));
  expect(errors?.[0]?.message).toMatch(/^Syntax Error: Invalid Unicode escape sequence/);
  expect(JSON.stringify(errors)).not.toContain('bada55');
});

test('an error about a password says where the mistake is', async () => {
  const { errors } = await gatehouse.api.send(LOGIN, { input: { email: 'a@example.com', password: 5 } });
  const message = 'Variable "$input" got an invalid value at "input.password"; String cannot represent this value.';
  expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
});
