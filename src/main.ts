import { createApp } from './app.js';
import { describeStart } from './banner.js';
import { loadConfig, readEnvironment } from './config.js';
import { reportAndExit } from './process-errors.js';

try {
  const config = loadConfig(readEnvironment());
  const app = await createApp(config);
  await app.listen();
  describeStart(config, app);
  stopOnSignals(() => app.close());
} catch (error) {
  reportAndExit(error);
}

/** The first signal lets running requests finish; a second one ends the process at once. */
function stopOnSignals(close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    close().then(() => process.exit(0), reportAndExit);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}
