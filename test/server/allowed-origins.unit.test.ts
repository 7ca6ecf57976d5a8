import { allowedOrigins } from '../../src/server/origins.js';

const LOCALHOST = ['http://localhost:5173', 'http://127.0.0.1:3000', 'https://localhost'];
const LISTED = 'https://app.example.com';

describe('a page that is served from this machine', () => {
  test.each(LOCALHOST)('may call from %s while developing', (origin) => {
    expect(allowedOrigins({ corsOrigins: [], nodeEnv: 'development' })(origin)).toBe(true);
  });

  test.each(LOCALHOST)('may not call from %s in production', (origin) => {
    expect(allowedOrigins({ corsOrigins: [], nodeEnv: 'production' })(origin)).toBe(false);
  });

  test.each(LOCALHOST)('may not call from %s where CORS_ORIGINS lists others', (origin) => {
    expect(allowedOrigins({ corsOrigins: [LISTED], nodeEnv: 'development' })(origin)).toBe(false);
  });
});

describe('a page of another origin', () => {
  test.each(['http://localhost.example.com', 'http://localhost:5173.example.com', `${LISTED}.example.net`, 'null'])(
    'may not call from %s',
    (origin) => {
      expect(allowedOrigins({ corsOrigins: [], nodeEnv: 'development' })(origin)).toBe(false);
      expect(allowedOrigins({ corsOrigins: [LISTED], nodeEnv: 'production' })(origin)).toBe(false);
    },
  );
});
