import { inFile } from '../mutation.ts';

const CONFIG = ['test/config/config.unit.test.ts'];
const LIVE = ['test/server/subscriptions/live-connections.server.test.ts'];
const PLACES = ['test/security/place-file.unit.test.ts'];
const ALERTS = ['test/server/telemetry/alert-metrics.server.test.ts'];

/** Live connections, settings, and what instances share. */
export const OPERATION = [
  ...inFile('src/security/place-file.ts', [
    {
      promise: 'A private address has no place, whatever the file says.',
      find: "address?.range() !== 'unicast'",
      replace: '!address',
      tests: PLACES,
    },
    {
      promise: 'A file of places that is too old is named when the server starts.',
      find: '    file.reportAge();\n',
      replace: '',
      tests: PLACES,
    },
    {
      promise: 'While a file of places cannot be used, the former one stays in use.',
      find: 'this.contents = await load(path);',
      replace: 'this.contents = undefined as never;\n      this.contents = await load(path);',
      tests: PLACES,
    },
    {
      promise: 'A file of places that is damaged costs no response.',
      find: '      return placeIn(reader.get(address), locale);\n    } catch (error) {',
      replace: '      return placeIn(reader.get(address), locale);\n    } catch (error) {\n      throw error;',
      tests: PLACES,
    },
  ]),
  ...inFile('src/server/subscriptions/connections.ts', [
    {
      promise: 'A device that connects while its session ends is notified.',
      find: 'await this.check(ids);',
      replace: '',
      tests: ['test/server/subscriptions/live-race.server.test.ts'],
    },
    {
      promise: 'A live connection ends with its access token.',
      find: 'if (connection.token.expiresAt <= now) connection.close',
      replace: 'if (false) connection.close',
      tests: ['test/server/subscriptions/session-ended.api.test.ts'],
    },
  ]),
  ...inFile('src/server/subscriptions/connections.ts', [
    {
      promise: 'One address can open only a limited number of live connections.',
      find: 'if (takenHere >= this.config.liveConnectionsPerAddress) return undefined;',
      replace: '',
      tests: LIVE,
    },
  ]),
  ...inFile('src/server/subscriptions/operations.ts', [
    {
      promise: 'A live connection accepts only subscriptions.',
      find: 'if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return [onlySubscriptions()];',
      replace: 'if (!operation) return [onlySubscriptions()];',
      tests: LIVE,
    },
    {
      promise: 'Subscriptions are subject to the limits on documents.',
      find: '[...specifiedRules, ...graphqlLimits(config).validationRules]',
      replace: 'specifiedRules',
      tests: LIVE,
    },
  ]),
  ...inFile('src/server/subscriptions/web-socket.ts', [
    {
      promise: 'A token that is not a string is refused.',
      find: "if (typeof authorization !== 'string') return this.refuse('TOKEN_MALFORMED');",
      replace: "if (authorization === null) return this.refuse('TOKEN_MALFORMED');",
      tests: LIVE,
    },
  ]),
  ...inFile('src/sessions/refresh-token-rotation.ts', [
    {
      promise: 'An alert learns of each session that ended because a refresh token was stolen, once.',
      find: 'if (hasEnded) this.replays += 1;',
      replace: 'this.replays += 1;',
      tests: ALERTS,
    },
  ]),
  ...inFile('src/wiring/maintenance.ts', [
    {
      promise: 'An alert learns that expired rows are no longer deleted.',
      find: 'jobs.lastPruning = clock();',
      replace: '',
      tests: ALERTS,
    },
  ]),
  ...inFile('src/database/notifications.ts', [
    {
      promise: 'An alert learns that the listening connection is lost.',
      find: '    this.isListening = false;\n',
      replace: '',
      tests: ALERTS,
    },
  ]),
  ...inFile('src/mail/mail-delivery.ts', [
    {
      promise: 'An alert learns that emails were given up.',
      find: 'this.counts.expired += 1;',
      replace: '',
      tests: ALERTS,
    },
  ]),
  ...inFile('src/database/data-folder-lock.ts', [
    {
      promise: 'Two processes cannot open the same embedded database.',
      find: 'BEGIN EXCLUSIVE',
      replace: 'BEGIN DEFERRED',
      tests: ['test/database/data-folder-lock.server.test.ts'],
    },
  ]),
  ...inFile('src/config/contradictions.ts', [
    {
      promise: 'In production, the server does not start without keys.',
      find: "nodeEnv === 'production' && !jwtSecret && jwtKeyFiles.length === 0",
      replace: 'false',
      tests: CONFIG,
    },
    {
      promise: 'In production, the server does not start with a low bcrypt cost.',
      find: 'bcryptCost < 10',
      replace: 'false',
      tests: CONFIG,
    },
    {
      promise: 'The introspection secret must differ from the signing secret.',
      find: 'tokenIntrospectionSecret === jwtSecret',
      replace: 'false',
      tests: CONFIG,
    },
  ]),
  ...inFile('src/config/setting-kinds.ts', [
    {
      promise: 'TRUST_PROXY cannot name every address.',
      find: '?.[1] === 0',
      replace: '?.[1] === -1',
      tests: CONFIG,
    },
  ]),
  ...inFile('src/every.ts', [
    {
      promise: 'A job with an interval of more than 24 days does not run continuously.',
      find: 'Math.min(millis, MAX_DELAY_MILLIS)',
      replace: 'millis',
      tests: ['test/process/every.unit.test.ts'],
    },
  ]),
];
