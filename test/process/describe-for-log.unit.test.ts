import { DriverException } from '@mikro-orm/core';
import { describeForLog } from '../../src/logger.js';

const STATEMENT = "insert into users (password_hash) values ('hmac-sha384$2b$12$secret')";

describe('what the log says of an error', () => {
  test.each([
    ['MikroORM', new DriverException(new Error(STATEMENT))],
    ['the driver', Object.assign(new Error(STATEMENT), { severity: 'ERROR', code: '23505' })],
  ])('has nothing of the statement that failed, as %s reports it', (_, error) => {
    expect(JSON.stringify(describeForLog(error))).not.toContain('secret');
  });

  test('has the message of any other error', () => {
    expect(describeForLog(new Error('out of memory'))).toMatchObject({ name: 'Error', message: 'out of memory' });
  });
});
