import { randomUUID } from 'node:crypto';
import { until } from '../../test/support/until.js';
import { eventually, outcomeOf, problemOf, useVerifiers } from './support/verifiers.js';

const verifiers = useVerifiers();

test('a token is refused from the moment its session ends, and the others stay accepted', async () => {
  const test = await verifiers.ready();
  const [sid, other] = [randomUUID(), randomUUID()];
  verifiers.gatehouse.revoke(sid);
  expect(await eventually(test, verifiers.gatehouse.token({ sid }), 'TOKEN_BLACKLISTED')).toBe('TOKEN_BLACKLISTED');
  expect(await outcomeOf(test, verifiers.gatehouse.token({ sid: other }))).toBe('accepted');
});

test.each(['jti', 'sid', 'sub'])('a token is refused if its %s is in the snapshot', async (claim) => {
  const id = randomUUID();
  verifiers.gatehouse.revoked.push({ id });
  const test = await verifiers.ready();
  expect(await outcomeOf(test, verifiers.gatehouse.token({ [claim]: id }))).toBe('TOKEN_BLACKLISTED');
});

test('a machine’s token is refused if its API key is revoked', async () => {
  const id = randomUUID();
  verifiers.gatehouse.revoked.push({ id });
  const test = await verifiers.ready();
  expect(await outcomeOf(test, verifiers.gatehouse.machineToken({ client_id: id }))).toBe('TOKEN_BLACKLISTED');
  expect(await outcomeOf(test, verifiers.gatehouse.machineToken())).toBe('accepted');
});

test('no token is accepted before the snapshot is complete, however long it takes', async () => {
  const { gatehouse } = verifiers;
  const id = randomUUID();
  gatehouse.onSubscribe = (stream) => gatehouse.sendTo(stream, { isSnapshot: true, revoked: [{ id }] });
  const test = verifiers.create();
  await until(() => test.verifier.state().revokedCount === 1);
  expect(await outcomeOf(test, gatehouse.token())).toBe('REVOCATIONS_STALE');
  gatehouse.giveSignOfLife();
  await test.verifier.ready();
  expect(await outcomeOf(test, gatehouse.token())).toBe('accepted');
});

test('where nothing is revoked, there is no snapshot to wait for', async () => {
  const { gatehouse } = verifiers;
  gatehouse.onSubscribe = (stream) => gatehouse.sendTo(stream, {});
  expect(await outcomeOf(await verifiers.ready(), gatehouse.token())).toBe('accepted');
});

describe('a feed that falls silent', () => {
  test('a feed that is silent for staleAfterSeconds is stale, and no token is accepted any more', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready({ staleAfterSeconds: 15 });
    gatehouse.onSubscribe = () => {};
    gatehouse.clock.advance(15);
    expect(await outcomeOf(test, gatehouse.token())).toBe('accepted');
    gatehouse.clock.advance(0.001);
    expect(await outcomeOf(test, gatehouse.token())).toBe('REVOCATIONS_STALE');
  });

  test('a sign of life keeps the feed fresh', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready();
    for (let round = 0; round < 5; round += 1) {
      gatehouse.clock.advance(5);
      gatehouse.giveSignOfLife();
      await until(() => test.verifier.state().ageSeconds === 0);
    }
    expect(await outcomeOf(test, gatehouse.token())).toBe('accepted');
    expect(gatehouse.count('revocations')).toBe(1);
  });

  test('a silent connection is replaced before the feed is stale', async () => {
    const test = await verifiers.ready();
    verifiers.gatehouse.clock.advance(11);
    expect(await problemOf(test)).toBe('SILENT');
    await until(() => test.verifier.state().ageSeconds === 0);
    expect(verifiers.gatehouse.count('revocations')).toBe(2);
    expect(test.events).not.toContainEqual({ type: 'stale' });
  });

  test('the end of freshness and its return are reported', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready();
    await until(() => test.events.some(({ type }) => type === 'fresh'));
    gatehouse.onSubscribe = () => {};
    gatehouse.clock.advance(16);
    await until(() => test.events.some(({ type }) => type === 'stale'));
    gatehouse.onSubscribe = (stream) => gatehouse.sendSnapshot(stream);
    gatehouse.clock.advance(16);
    await until(
      () => test.events.findLast(({ type }) => type === 'fresh') !== test.events.find(({ type }) => type === 'fresh'),
    );
    expect(test.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['connected', 'fresh', 'disconnected', 'stale', 'fresh']),
    );
  });
});

describe('a proxy that holds back events', () => {
  test('events that arrive in time but say what was true long ago do not keep the feed fresh', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready();
    gatehouse.onSubscribe = () => {};
    gatehouse.clock.advance(16);
    gatehouse.send({ ageSeconds: 16 });
    await until(() => test.events.some(({ type }) => type === 'disconnected'));
    expect(await outcomeOf(test, gatehouse.token())).toBe('REVOCATIONS_STALE');
  });

  test('a proxy that delays every event from the first one on does not make the feed look fresh', async () => {
    const { gatehouse } = verifiers;
    // The request arrives, its snapshot is made, and both take their time.
    gatehouse.onSubscribe = (stream) => {
      gatehouse.sendTo(stream, { isSnapshot: true });
      gatehouse.clock.advance(9);
      gatehouse.sendTo(stream, { ageSeconds: 9 });
    };
    const test = await verifiers.ready();
    expect(test.verifier.state().ageSeconds).toBe(9);
  });

  test.each([3600, -3600])('a database whose clock is %i seconds ahead is as good as any', async (seconds) => {
    const { gatehouse } = verifiers;
    gatehouse.databaseAheadSeconds = seconds;
    const test = await verifiers.ready();
    expect(test.verifier.state().ageSeconds).toBe(0);
    gatehouse.onSubscribe = () => {};
    gatehouse.clock.advance(16);
    expect(test.verifier.state().isFresh).toBe(false);
  });

  test('a database whose clock is set forward does not make old news look new', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready();
    gatehouse.databaseAheadSeconds = 60;
    gatehouse.clock.advance(1);
    gatehouse.giveSignOfLife();
    await until(() => test.verifier.state().ageSeconds <= 0);
    gatehouse.clock.advance(12);
    gatehouse.send({ ageSeconds: 12, revoked: [{ id: randomUUID() }] });
    await until(() => test.verifier.state().revokedCount === 1);
    expect(test.verifier.state().ageSeconds).toBe(12);
  });
});

describe('clocks', () => {
  test('a machine that has slept does not trust what it knew before', async () => {
    const test = await verifiers.ready();
    verifiers.gatehouse.onSubscribe = () => {};
    verifiers.gatehouse.clock.setWall(16);
    expect(await outcomeOf(test, verifiers.gatehouse.token())).toBe('REVOCATIONS_STALE');
  });

  test('a clock that is set back does not make the feed look fresh', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready();
    const token = gatehouse.token();
    gatehouse.onSubscribe = () => {};
    gatehouse.clock.advance(16);
    gatehouse.clock.setWall(-3600);
    expect(await outcomeOf(test, token)).toBe('REVOCATIONS_STALE');
  });

  test('a revoked token that Gatehouse has forgotten is not accepted by a clock that is behind', async () => {
    const { gatehouse } = verifiers;
    const token = gatehouse.token();
    gatehouse.databaseAheadSeconds = 1000;
    const test = await verifiers.ready();
    expect(await outcomeOf(test, token)).toBe('TOKEN_EXPIRED');
  });
});

describe('a connection that is lost', () => {
  test('what was revoked stays revoked while the feed is away', async () => {
    const { gatehouse } = verifiers;
    const id = randomUUID();
    gatehouse.revoked.push({ id });
    const test = await verifiers.ready();
    gatehouse.onSubscribe = () => {};
    gatehouse.cut();
    expect(await problemOf(test)).toBe('ENDED');
    expect(await outcomeOf(test, gatehouse.token({ sid: id }))).toBe('TOKEN_BLACKLISTED');
  });

  test('what was revoked while the feed was away is known after the new snapshot', async () => {
    const { gatehouse } = verifiers;
    const id = randomUUID();
    const test = await verifiers.ready();
    gatehouse.revoked.push({ id });
    gatehouse.cut();
    expect(await eventually(test, gatehouse.token({ sid: id }), 'TOKEN_BLACKLISTED')).toBe('TOKEN_BLACKLISTED');
  });

  test('a new snapshot that is not complete does not make the feed fresh again', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready();
    const { revokedCount } = test.verifier.state();
    gatehouse.onSubscribe = (stream) => gatehouse.sendTo(stream, { isSnapshot: true, revoked: [{ id: randomUUID() }] });
    gatehouse.clock.advance(16);
    await until(() => test.verifier.state().revokedCount > revokedCount);
    expect(await outcomeOf(test, gatehouse.token())).toBe('REVOCATIONS_STALE');
  });

  test('a snapshot of several events is taken as a whole', async () => {
    const { gatehouse } = verifiers;
    gatehouse.pageSize = 10;
    gatehouse.revoked = Array.from({ length: 105 }, () => ({ id: randomUUID() }));
    const test = await verifiers.ready();
    expect(test.verifier.state().revokedCount).toBe(105);
  });

  test('a connection is replaced before its token expires, and the old one is open until the new one is complete', async () => {
    const { gatehouse } = verifiers;
    const test = await verifiers.ready();
    const snapshots: number[] = [];
    gatehouse.onSubscribe = (stream) => {
      snapshots.push(gatehouse.streams.size);
      gatehouse.sendSnapshot(stream);
    };
    for (let seconds = 0; seconds < 900 * 0.75; seconds += 5) {
      gatehouse.clock.advance(5);
      gatehouse.giveSignOfLife();
      await until(() => test.verifier.state().ageSeconds === 0);
    }
    await until(() => gatehouse.count('revocations') === 2 && gatehouse.streams.size === 1);
    expect(snapshots).toEqual([2]);
    expect(gatehouse.count('exchangeApiKey')).toBe(2);
    expect(test.events.filter(({ type }) => type === 'disconnected')).toEqual([]);
  });
});

describe('ids that are no longer needed', () => {
  test('an id is forgotten once its last token has expired', async () => {
    const { gatehouse } = verifiers;
    gatehouse.revoked = [
      { id: randomUUID(), expiresInSeconds: 30 },
      { id: randomUUID(), expiresInSeconds: 900 },
    ];
    const test = await verifiers.ready();
    gatehouse.revoked.shift();
    gatehouse.clock.advance(61);
    await until(() => test.verifier.state().revokedCount === 1);
    expect(test.verifier.state().revokedCount).toBe(1);
  });
});
