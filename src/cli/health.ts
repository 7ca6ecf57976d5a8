import { loadConfig, readEnvironment } from '../config/config.js';
import { ownUrl } from './own-url.js';

// For the container's HEALTHCHECK, which has no curl: exit code 0 while the server of the same settings is ready.
const ready = await fetch(`${ownUrl(loadConfig(readEnvironment()))}/readyz`).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(ready ? 0 : 1);
