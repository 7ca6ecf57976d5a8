import { loadConfig, readEnvironment } from '../config/config.js';
import { hostInUrl } from '../config/ip-address.js';

// For the container's HEALTHCHECK, which has no curl: exit code 0 while the server of the same settings is ready.
const { host, port } = loadConfig(readEnvironment());
const own = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : hostInUrl(host);
const ready = await fetch(`http://${own}:${port}/readyz`).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(ready ? 0 : 1);
