import 'reflect-metadata';
import { type App, createApp } from './app.js';
import { describeStart } from './banner.js';
import { loadConfig, readEnvironment } from './config.js';
import { reportAndExit } from './process-errors.js';

try {
  const config = loadConfig(readEnvironment());
  const app = await createApp(config);
  await app.listen();
  describeStart(config, app);
  stopOnSignals(app, config.shutdownGraceSeconds);
} catch (error) {
  reportAndExit(error);
}

/**
 * The first signal lets running requests finish, for so long as the grace lasts; a second one ends the process at once.
 * Whoever asked it to stop got what they asked for, so the exit code is 0 even if something had to be cut off.
 */
function stopOnSignals(app: App, graceSeconds: number): void {
  let stopping = false;
  const cutOff = () => {
    app.server.log.warn({ graceSeconds }, 'stopped, although not everything had finished in time');
    process.exit(0);
  };
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(cutOff, graceSeconds * 1000);
    app.close().then(() => process.exit(0), reportAndExit);
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}
