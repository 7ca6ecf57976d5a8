import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { RevokedIds } from '../src/revoked-ids.js';

const LATER = Date.UTC(2100, 0, 1);

test('a set of revoked ids has exactly those that were added', () => {
  fc.assert(
    fc.property(fc.array(fc.uuid()), fc.array(fc.uuid()), (added, others) => {
      const ids = new RevokedIds();
      for (const id of added) ids.add(id, LATER);
      expect(added.filter((id) => !ids.has(id))).toEqual([]);
      expect(others.filter((id) => ids.has(id) !== added.includes(id))).toEqual([]);
      expect(ids.size).toBe(new Set(added).size);
    }),
  );
});

test('100,000 revoked ids are all found, and as many others are not', () => {
  const ids = new RevokedIds();
  const added = Array.from({ length: 100_000 }, () => randomUUID());
  for (const id of added) ids.add(id, LATER);
  expect(added.every((id) => ids.has(id))).toBe(true);
  expect(added.some(() => ids.has(randomUUID()))).toBe(false);
});

test('ids that differ in their first or last digit only are told apart', () => {
  const ids = new RevokedIds();
  const id = '0a8b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c60';
  ids.add(id, LATER);
  const others = [id.replace(/0$/, '1'), id.replace(/^0/, 'f'), id.replace('5e6f', '5e60')];
  expect(others.filter((other) => ids.has(other))).toEqual([]);
});

test('the case of the digits of an id does not matter', () => {
  const ids = new RevokedIds();
  const id = randomUUID();
  ids.add(id.toUpperCase(), LATER);
  expect(ids.has(id)).toBe(true);
});

test.each(['', 'nonsense', '0a8b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6', '0a8b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6g', null, {}, 7])(
  'what is not a UUID is not added: %j',
  (id) => {
    const ids = new RevokedIds();
    expect([ids.add(id, LATER), ids.has(id), ids.size]).toEqual([false, false, 0]);
  },
);

test('ids are forgotten when their time has come, and not before', () => {
  const ids = new RevokedIds();
  const [soon, late] = [randomUUID(), randomUUID()];
  ids.add(soon, 60_000);
  ids.add(late, 120_000);
  ids.forgetExpired(60_000);
  expect(ids.has(soon)).toBe(true);
  ids.forgetExpired(61_000);
  expect([ids.has(soon), ids.has(late), ids.size]).toEqual([false, true, 1]);
});

test('of an id that is added twice, the later time counts', () => {
  const ids = new RevokedIds();
  const [one, other] = [randomUUID(), randomUUID()];
  for (const millis of [60_000, 120_000]) ids.add(one, millis);
  for (const millis of [120_000, 60_000]) ids.add(other, millis);
  ids.forgetExpired(100_000);
  expect([ids.has(one), ids.has(other)]).toEqual([true, true]);
});

test('an id whose time is over already is kept until the next time that ids are forgotten', () => {
  const ids = new RevokedIds();
  const id = randomUUID();
  ids.add(id, -1000);
  expect(ids.has(id)).toBe(true);
});

test('a hundred thousand revoked ids take less than 6.4 MB, and give them back', () => {
  const ids = new RevokedIds();
  for (let count = 0; count < 100_000; count += 1) ids.add(randomUUID(), 60_000);
  expect(ids.size).toBe(100_000);
  expect(ids.bytes).toBeLessThan(6_400_000);
  ids.forgetExpired(120_000);
  expect(ids.size).toBe(0);
  expect(ids.bytes).toBeLessThan(100_000);
});
