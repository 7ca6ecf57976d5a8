/** What Node.js needs to run many test files in one process. */
export const NODE_FLAGS = [
  // That modules are loaded through hooks, and types stripped, is said once for each worker otherwise.
  '--no-warnings',
  // PGlite's WebAssembly is compiled by the baseline compiler only: optimising it takes longer than a test file runs.
  '--liftoff-only',
  // What WebAssembly holds would otherwise count as garbage to come, and set off a full collection at each growth.
  '--external-memory-accounted-in-global-limit',
  // The short-lived objects of a test file die in the young generation, without ever being copied.
  '--max-semi-space-size=32',
];
