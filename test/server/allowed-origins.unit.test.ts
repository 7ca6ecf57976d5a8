import { allowedOrigins } from '../../src/server/origins.js';

const LOCALHOST = ['http://localhost:5173', 'http://127.0.0.1:3000', 'https://localhost'];
const LISTED = 'https://app.example.com';

describe('pages of this machine', () => {
  test.each(LOCALHOST)('a page of %s may call the server in development', (origin) => {
    expect(allowedOrigins({ corsOrigins: [], nodeEnv: 'development' })(origin)).toBe(true);
  });

  test.each(LOCALHOST)('a page of %s may not call the server in production', (origin) => {
    expect(allowedOrigins({ corsOrigins: [], nodeEnv: 'production' })(origin)).toBe(false);
  });

  test.each(LOCALHOST)('a page of %s may not call the server if CORS_ORIGINS lists others', (origin) => {
    expect(allowedOrigins({ corsOrigins: [LISTED], nodeEnv: 'development' })(origin)).toBe(false);
  });
});

describe('pages of other origins', () => {
  test.each(['http://localhost.example.com', 'http://localhost:5173.example.com', `${LISTED}.example.net`, 'null'])(
    'a page of %s may not call the server',
    (origin) => {
      expect(allowedOrigins({ corsOrigins: [], nodeEnv: 'development' })(origin)).toBe(false);
      expect(allowedOrigins({ corsOrigins: [LISTED], nodeEnv: 'production' })(origin)).toBe(false);
    },
  );
});
