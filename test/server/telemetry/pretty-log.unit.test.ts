import { messageFormat, prettyLog } from '../../../src/server/telemetry/pretty-log.js';

test('a request is logged as its operation, outcome, status and duration', () => {
  const line = {
    msg: 'request',
    operation: 'login',
    outcome: 'INVALID_CREDENTIALS',
    status: 200,
    durationMillis: 166.5,
  };
  expect(messageFormat(line, 'msg')).toBe('login  INVALID_CREDENTIALS  200  166.5 ms');
});

test('a request outside GraphQL is logged by its method and route', () => {
  const line = { msg: 'request', method: 'GET', path: '/readyz', outcome: 'ok', status: 200, durationMillis: 2 };
  expect(messageFormat(line, 'msg')).toBe('GET /readyz  ok  200  2 ms');
});

test('every other line is logged as its message', () => {
  expect(messageFormat({ msg: 'pruned expired rows' }, 'msg')).toBe('pruned expired rows');
});

test('the log stays JSON if it is not shown in a terminal', async () => {
  expect(await prettyLog({ nodeEnv: 'development' })).toBeUndefined();
});
