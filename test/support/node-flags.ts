/** What Node.js needs for Jest, and what makes a run of some two hundred test files twice as fast. */
export const NODE_FLAGS = [
  // Jest loads ES modules through the vm module: https://jestjs.io/docs/ecmascript-modules
  '--experimental-vm-modules',
  // That it is experimental is said once for each worker otherwise.
  '--no-warnings',
  // PGlite's WebAssembly is compiled by the baseline compiler only: optimising it takes longer than a test file runs.
  '--liftoff-only',
  // Compiled code is kept for modules that no later test file uses: each loads its own copies.
  '--no-compilation-cache',
  // What WebAssembly holds would otherwise count as garbage to come, and set off a full collection at each growth.
  '--external-memory-accounted-in-global-limit',
  // The short-lived objects of a test file die in the young generation, without ever being copied.
  '--max-semi-space-size=32',
];
