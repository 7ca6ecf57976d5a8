import { DriverException } from '@mikro-orm/core';
import { describeForLog } from '../../src/logger.js';

const STATEMENT = "insert into users (password_hash) values ('hmac-sha384$2b$12$secret')";

describe('errors in the log', () => {
  test.each([
    ['MikroORM', new DriverException(new Error(STATEMENT))],
    ['the driver', Object.assign(new Error(STATEMENT), { severity: 'ERROR', code: '23505' })],
  ])('the log does not contain the statement of an error, as %s reports it', (_, error) => {
    expect(JSON.stringify(describeForLog(error))).not.toContain('secret');
  });

  test('the log contains the message of any other error', () => {
    expect(describeForLog(new Error('out of memory'))).toMatchObject({ name: 'Error', message: 'out of memory' });
  });
});
