import { Cursor } from '@mikro-orm/core';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { AssuranceLevel } from '../../../src/api/assurance.js';
import { AuditEvent, AuditEventKind, AuditOutcome } from '../../../src/security/audit-event.entity.js';
import { Session } from '../../../src/sessions/session.entity.js';
import { Role, User } from '../../../src/users/user.entity.js';
import type { SignedIn } from '../../support/api-client.js';
import { effort, FUZZ_TIMEOUT_MILLIS } from '../../support/fuzz/effort.js';
import { useGatehouse } from '../../support/gatehouse.js';

const gatehouse = useGatehouse();

interface Row {
  readonly key: string;
  readonly id: string;
}

interface Args {
  readonly first: number | null;
  readonly last: number | null;
  readonly after: Row | null;
  readonly before: Row | null;
}

/** A list: its field, its rows in order, and rows that are no longer in it, of which clients may still have cursors. */
interface List {
  readonly field: string;
  readonly rows: Row[];
  readonly places: Row[];
}

const COUNT = 7;
const subject = uuidv7();
let root: SignedIn;
const lists: Record<string, List> = {};

/** Places before and after everything: of rows that are gone. */
const beyond = (...keys: string[]): Row[] => keys.map((key) => ({ key, id: uuidv7() }));
const BEYOND_ALL_TIMES = ['1999-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'];

const compare = (one: Row, other: Row) =>
  one.key === other.key ? (one.id < other.id ? -1 : Number(one.id > other.id)) : one.key < other.key ? -1 : 1;
const ascending = (rows: Row[]) => [...rows].sort(compare);
const descending = (rows: Row[]) => ascending(rows).reverse();
const cursorOf = (row: Row | null) => row && Cursor.encode([row.key, row.id]);

/** Several rows of one moment, so that only their ids tell them apart. */
const moment = (index: number) => new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 3)));

async function addUsers(name: string): Promise<Row[]> {
  const users = Array.from({ length: COUNT }, (_, index) => ({
    id: uuidv7(),
    email: `${'gfedcba'[index]}@${name}.example`,
    role: Role.USER,
    passwordHash: '',
    selfRegistered: false,
    createdAt: moment(index),
    updatedAt: moment(index),
  }));
  await gatehouse.em.insertMany(User, users);
  return users.map(({ email, id }) => ({ key: email, id }));
}

async function addSessions(): Promise<Row[]> {
  const [createdAt, expiresAt] = [moment, new Date(Date.UTC(2100, 0))];
  const sessions = Array.from({ length: COUNT }, (_, index) => ({
    id: uuidv7(),
    user: root.user.id,
    createdAt: createdAt(index),
    lastUsedAt: createdAt(index),
    expiresAt,
    accessTokensExpireAt: expiresAt,
    assuranceLevel: AssuranceLevel.AAL1,
    methods: [],
    authenticatedAt: createdAt(index),
  }));
  await gatehouse.em.insertMany(Session, sessions);
  return sessions.map((session) => ({ key: session.createdAt.toISOString(), id: session.id }));
}

async function addEvents(subjectId: string): Promise<Row[]> {
  const what = { kind: AuditEventKind.LOGIN, outcome: AuditOutcome.SUCCESS, subjectId };
  const events = Array.from({ length: COUNT }, (_, index) => ({ id: uuidv7(), ...what, occurredAt: moment(index) }));
  await gatehouse.em.insertMany(AuditEvent, events);
  return events.map(({ occurredAt, id }) => ({ key: occurredAt.toISOString(), id }));
}

beforeAll(async () => {
  root = await gatehouse.newAdministrator();
  const [users, otherUsers] = [await addUsers('listed'), await addUsers('other')];
  const byEmail = 'users(ARGS, filter: {text: "@listed"}, orderBy: {field: EMAIL, direction: ASC})';
  lists.users = { field: byEmail, rows: ascending(users), places: [...users, ...otherUsers, ...beyond('0@x', 'z@x')] };
  const sessions = await addSessions();
  const gone = sessions[2] as Row;
  await gatehouse.em.nativeDelete(Session, gone.id);
  const { createdAt } = await gatehouse.em.findOneOrFail(Session, root.session.id);
  const listed = [...sessions.filter((row) => row !== gone), { key: createdAt.toISOString(), id: root.session.id }];
  lists.sessions = {
    field: 'me { sessions(ARGS)',
    rows: descending(listed),
    places: [...listed, gone, ...beyond(...BEYOND_ALL_TIMES)],
  };
  const [events, otherEvents] = [await addEvents(subject), await addEvents(uuidv7())];
  const field = `auditEvents(ARGS, filter: {userId: "${subject}"})`;
  lists.auditEvents = {
    field,
    rows: descending(events),
    places: [...events, ...otherEvents, ...beyond(...BEYOND_ALL_TIMES)],
  };
});

/** What the specification says, by the simplest of means. */
function expectedPage({ rows }: List, isBefore: (one: Row, other: Row) => boolean, args: Args) {
  const { first, last, after, before } = args;
  const between = rows.filter((row) => (!after || isBefore(after, row)) && (!before || isBefore(row, before)));
  const edges = last === null ? between.slice(0, first ?? 20) : between.slice(-last);
  const [start, end] = [edges[0], edges.at(-1)];
  const earlier = rows.filter((row) => (start ? isBefore(row, start) : after && !isBefore(after, row)));
  const later = rows.filter((row) => (end ? isBefore(end, row) : before && !isBefore(row, before)));
  return {
    ids: edges.map(({ id }) => id),
    hasPreviousPage: earlier.length > 0,
    hasNextPage: later.length > 0,
    startCursor: cursorOf(start ?? null),
    endCursor: cursorOf(end ?? null),
  };
}

async function actualPage({ field }: List, { first, last, after, before }: Args) {
  const variables = { first, last, after: cursorOf(after), before: cursorOf(before) };
  const selection = '{ edges { node { id } } pageInfo { hasPreviousPage hasNextPage startCursor endCursor } }';
  const selected = `${field.replace('ARGS', 'first: $first, last: $last, after: $after, before: $before')} ${selection}`;
  const query = `query ($first: Int, $last: Int, $after: String, $before: String) { ${selected} ${field.startsWith('me') ? '} ' : ''}}`;
  const { data, errors } = await gatehouse.api.send(query, variables, { token: root.accessToken });
  expect(errors).toBeUndefined();
  const { edges, pageInfo } = data.users ?? data.auditEvents ?? data.me.sessions;
  return { ids: edges.map(({ node }: { node: Row }) => node.id), ...pageInfo };
}

function someArgs({ places }: List) {
  const size = fc.integer({ min: 1, max: COUNT + 1 });
  const place = fc.option(fc.constantFrom(...places), { freq: 3 });
  const sizes = fc.oneof(
    size.map((first) => ({ first, last: null })),
    size.map((last) => ({ first: null, last })),
    fc.constant({ first: null, last: null }),
  );
  return fc.record({ sizes, after: place, before: place }).map(({ sizes, ...cursors }) => ({ ...sizes, ...cursors }));
}

test.each([
  ['users', (one: Row, other: Row) => compare(one, other) < 0],
  ['sessions', (one: Row, other: Row) => compare(one, other) > 0],
  ['auditEvents', (one: Row, other: Row) => compare(one, other) > 0],
])(
  'a page of %s says exactly whether there is more before and after it, whatever is asked for',
  async (name, isBefore) => {
    const list = lists[name] as List;
    const property = fc.asyncProperty(someArgs(list), async (args) => {
      expect(await actualPage(list, args)).toEqual(expectedPage(list, isBefore, args));
    });
    await fc.assert(property, effort(60));
  },
  FUZZ_TIMEOUT_MILLIS,
);
