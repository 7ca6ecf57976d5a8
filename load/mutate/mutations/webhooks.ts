import { inFile } from '../mutation.ts';

const EVENTS = ['test/webhooks/webhook-events.api.test.ts'];
const DELIVERY = ['test/webhooks/webhook-delivery.api.test.ts'];
const LIFE = ['test/webhooks/webhooks.api.test.ts'];
const QUERIES = ['test/webhooks/payload-queries.api.test.ts'];
const ADDRESSES = ['test/webhooks/webhook-addresses.unit.test.ts'];
const HOSTILE = ['test/webhooks/hostile-receivers.unit.test.ts'];
const RACES = ['test/webhooks/webhook-races.server.test.ts'];
const GUARD = ['test/security/guarded-fetch.unit.test.ts'];

/** What webhooks are sent, and what they are not. */
export const WEBHOOKS = [
  ...inFile('src/security/announcements.ts', [
    {
      promise: 'An event for webhooks is stored in the transaction of the act.',
      find: 'await (em as SqlEntityManager).execute(statement);',
      replace: 'await (em as SqlEntityManager).getConnection().execute(statement.sql, [...statement.params]);',
      tests: EVENTS,
    },
    {
      promise: 'What is refused is not announced to webhooks.',
      find: 'announcements.filter(({ userId }) => userId !== null)',
      replace: 'announcements',
      tests: EVENTS,
    },
    {
      promise: 'A webhook is sent only the events that it is for.',
      find: ' and event.type = any(webhook.event_types)',
      replace: '',
      tests: EVENTS,
    },
    {
      promise: 'A disabled webhook is sent nothing.',
      find: "webhook.state = 'ENABLED' and",
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'All webhooks get an event by the same id.',
      find: 'select gen_random_uuid(), webhook.id, event.id, event.type',
      replace: 'select gen_random_uuid(), webhook.id, gen_random_uuid(), event.type',
      tests: EVENTS,
    },
  ]),
  ...inFile('src/webhooks/webhook-signature.ts', [
    {
      promise: 'A signature of a webhook covers the id and the time, not the body alone.',
      find: '`${id}.${timestamp}.${body}`',
      replace: 'body',
      tests: DELIVERY,
    },
    {
      promise: 'Every attempt has the time of its own.',
      find: 'Math.floor(sentAt.getTime() / 1000)',
      replace: 'Math.floor(sentAt.getTime() / 3_600_000) * 3600',
      tests: DELIVERY,
    },
  ]),
  ...inFile('src/security/guarded-fetch.ts', [
    {
      promise: 'A name that leads elsewhere once it was checked does not lead there (DNS rebinding).',
      find: 'const connect = { lookup: guardedLookup(resolveHost, isForbidden), timeout: timeoutMillis };',
      replace: `const check = guardedLookup(resolveHost, isForbidden);
  const checkFirst: LookupFunction = (host, options, callback) =>
    check(host, options, (error) => (error ? callback(error, '', 4) : resolveHost(host, { ...options, all: true }, callback)));
  const connect = { lookup: checkFirst, timeout: timeoutMillis };`,
      tests: GUARD,
    },
  ]),
  ...inFile('src/config/ip-address.ts', [
    {
      promise: 'An IPv6 address in which an IPv4 address is embedded is not a public one.',
      find: "address.range() === 'unicast' && (address.kind() === 'ipv4' || isInRange(address, GLOBAL_UNICAST))",
      replace: "address.range() === 'unicast'",
      tests: [...GUARD, ...ADDRESSES],
    },
  ]),
  ...inFile('src/webhooks/webhook-sender.ts', [
    {
      promise: 'An attempt to send an event takes at most 15 seconds.',
      find: 'const TIMEOUT_MILLIS = 15_000;',
      replace: 'const TIMEOUT_MILLIS = 150_000;',
      tests: HOSTILE,
    },
    {
      promise: 'A receiver that does not respond in time is given up.',
      find: 'timeoutMillis: this.timeoutMillis,',
      replace: 'timeoutMillis: 50 * this.timeoutMillis,',
      tests: HOSTILE,
    },
    {
      promise: 'The body that a receiver responds with is not read.',
      find: 'ignoreBody: true',
      replace: 'ignoreBody: false',
      tests: HOSTILE,
    },
    {
      promise: 'In production, no private address is sent a webhook.',
      find: 'allowPrivate: !this.isProduction',
      replace: 'allowPrivate: true',
      tests: ADDRESSES,
    },
    {
      promise: 'In production, nothing is sent without TLS.',
      find: "if (this.isProduction && URL.parse(url)?.protocol !== 'https:') return failed('NOT_HTTPS');",
      replace: '',
      tests: ADDRESSES,
    },
  ]),
  ...inFile('src/webhooks/webhook-input.ts', [
    {
      promise: 'In production, a webhook cannot be created for a private address.',
      find: "return isPrivate(url.hostname) ? 'Use a URL whose host is on the Internet.' : undefined;",
      replace: 'return undefined;',
      tests: ADDRESSES,
    },
    {
      promise: 'In production, a webhook cannot be created for a name of this machine.',
      find: 'return LOOPBACK_NAME.test(host) || ',
      replace: 'return ',
      tests: ADDRESSES,
    },
    {
      promise: 'The URL of a webhook has no line breaks.',
      find: '/[\\s\\p{Cc}]/u.test(text) ? null : URL.parse(text)',
      replace: 'URL.parse(text)',
      tests: ADDRESSES,
    },
  ]),
  ...inFile('src/webhooks/webhooks.ts', [
    {
      promise: 'The database holds no secret of a webhook in the clear.',
      find: 'encrypted: await this.services.secrets.encrypt(secret, id)',
      replace: "encrypted: secret.toString('base64')",
      tests: LIFE,
    },
    {
      promise: 'There are no more than 20 webhooks, however many are created at the same time.',
      find: "await lockText(tx, 'webhooks');",
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'A deleted webhook leaves no delivery behind.',
      find: 'await tx.nativeDelete(WebhookDelivery, { webhookId: webhook.id });',
      replace: '',
      tests: DELIVERY,
    },
  ]),
  ...inFile('src/webhooks/webhook-delivery.ts', [
    {
      promise: 'After a day, the secret of a webhook that was replaced signs no more.',
      find: ' && previousSecretExpiresAt > clock()',
      replace: '',
      tests: LIFE,
    },
    {
      promise: 'An event that cannot be prepared does not wait forever.',
      find: "return sender.notSent(error instanceof SecretKeyMissingError ? 'SECRET_KEY_MISSING' : 'INTERNAL_ERROR');",
      replace:
        "if (error instanceof SecretKeyMissingError) return sender.notSent('SECRET_KEY_MISSING');\n      throw error;",
      tests: DELIVERY,
    },
  ]),
  ...inFile('src/webhooks/webhook-outcomes.ts', [
    {
      promise: 'Deleting a webhook does not fail while the result of a request is stored.',
      find: `      await this.storeFailing(tx, webhook.id, attempt, retryAfter);
      await tx.nativeUpdate(WebhookDelivery, delivery.id, { state, nextAttemptAt, ...attempted(delivery, attempt) });
`,
      replace: `      await tx.nativeUpdate(WebhookDelivery, delivery.id, { state, nextAttemptAt, ...attempted(delivery, attempt) });
      await this.storeFailing(tx, webhook.id, attempt, retryAfter);
`,
      tests: RACES,
    },
    {
      promise: 'A webhook that started over is not disabled by a request from before.',
      find: 'await this.storeFailing(tx, webhook.id, attempt, retryAfter);',
      replace: `await this.storeFailing(tx, webhook.id, attempt, retryAfter);
      if (webhook.failingSince && addSeconds(webhook.failingSince, FAILING_SECONDS) <= this.services.clock())
        await this.disable(tx, webhook, WebhookState.FAILED);`,
      tests: RACES,
    },
    {
      promise: 'A redirect of a webhook is a failure.',
      find: 'status < 300',
      replace: 'status < 400',
      tests: DELIVERY,
    },
    {
      promise: 'Nothing is sent to a webhook before the time that its receiver asked for.',
      find: 'if (retryAfter && ASKS_FOR_A_PAUSE.includes(status))',
      replace: 'if (false)',
      tests: DELIVERY,
    },
    {
      promise: 'A receiver that is gone is sent nothing more.',
      find: 'if (status === GONE)',
      replace: 'if (false)',
      tests: DELIVERY,
    },
    {
      promise: 'A webhook to which nothing can be delivered is disabled after three days.',
      find: 'else await this.disable(',
      replace: 'else if (false) await this.disable(',
      tests: DELIVERY,
    },
  ]),
  ...inFile('src/webhooks/delivery-acts.ts', [
    {
      promise: 'What is just being sent to a webhook is not sent a second time.',
      find: ', $or: [{ isClaimed: false }, { nextAttemptAt: { $lte: now } }] }',
      replace: ' }',
      tests: LIFE,
    },
  ]),
  ...inFile('src/webhooks/webhook.entities.ts', [
    {
      promise: 'The secret of a webhook is never readable again.',
      find: "  /** Encrypted. */\n  @Property({ type: 'text', hidden: true, lazy: true })",
      replace: "  @Field(() => String, { description: 'The secret.' })\n  @Property({ type: 'text', hidden: true })",
      tests: ['test/contract/generated-files.unit.test.ts'],
    },
  ]),
  ...inFile('src/webhooks/payload-queries.ts', [
    {
      promise: 'A payload query is not run by the rights of someone who is no longer an administrator.',
      find: 'id: administratorId, role: Role.ADMIN, deactivatedAt: null',
      replace: 'id: administratorId',
      tests: QUERIES,
    },
    {
      promise: 'A payload query that is no longer valid is not sent without what it asks for.',
      find: "    if (this.problemOf(text)) throw new PayloadQueryError('PAYLOAD_QUERY_FAILED');\n",
      replace: '',
      tests: QUERIES,
    },
    {
      promise: 'A payload query asks for the event, which is sent.',
      find: 'this.checkDocument(this.schema, text, [eventItself])',
      replace: 'this.checkDocument(this.schema, text, [])',
      tests: QUERIES,
    },
    {
      promise: 'A payload query takes little space, whatever its comments.',
      find: 'if (text.length > MAX_LENGTH)',
      replace: 'if (text.length > 100 * MAX_LENGTH)',
      tests: QUERIES,
    },
    {
      promise: 'A payload query that no database stores is refused.',
      find: "if (text.includes('\\0'))",
      replace: 'if (false)',
      tests: QUERIES,
    },
  ]),
  ...inFile('src/webhooks/webhooks.ts', [
    {
      promise: 'A machine cannot save a payload query.',
      find: 'if (payloadQuery && !userId) throw new ForbiddenError(NEEDS_A_PERSON);',
      replace: '',
      tests: QUERIES,
    },
  ]),
  ...inFile('src/server/graphql/stored-query.ts', [
    {
      promise: 'A payload query is no larger than any request may be.',
      find: 'return tooExpensive ? [tooExpensive] : [];',
      replace: 'return [];',
      tests: QUERIES,
    },
  ]),
];
