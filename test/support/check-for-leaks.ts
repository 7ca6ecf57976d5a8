import { leakDetector } from './leaks.js';

leakDetector.reset();

/** After every test file: nothing that the server has said gives away a secret that the file's tests have used. */
afterAll(() => {
  expect(leakDetector.leaks()).toEqual([]);
});
