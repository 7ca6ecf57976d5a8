import { loadConfig, readEnvironment } from '../config.js';

// For the container's HEALTHCHECK, which has no curl: exit code 0 while the server of the same settings is ready.
const { port } = loadConfig(readEnvironment());
const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(ready ? 0 : 1);
