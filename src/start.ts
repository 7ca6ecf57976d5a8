import 'reflect-metadata';
import { type App, createApp } from './app.js';
import { loadConfig, readEnvironment } from './config/config.js';
import { reportAndExit } from './exit.js';

import { describeStart } from './server/banner.js';
import { prettyLog } from './server/telemetry/pretty-log.js';

/**
 * Starts the server that the environment describes, or ends the process with 1 and the reason.
 *
 * @returns what stops it, and the process with it.
 */
export async function serve(): Promise<() => void> {
  try {
    const config = loadConfig(readEnvironment());
    const logStream = await prettyLog(config);
    const app = await createApp(config, logStream && { logStream });
    await app.listen();
    await describeStart(config, app);
    return stopper(app, config.shutdownGraceSeconds);
  } catch (error) {
    reportAndExit(error);
  }
}

/**
 * The first call lets running requests finish, for so long as the grace lasts; a second one ends the process at once.
 * Whoever asked it to stop got what they asked for, so the exit code is 0 even if something had to be cut off.
 */
function stopper(app: App, graceSeconds: number): () => void {
  let stopping = false;
  const cutOff = () => {
    app.server.log.warn({ graceSeconds }, 'stopped, although not everything had finished in time');
    process.exit(0);
  };
  return () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(cutOff, graceSeconds * 1000);
    app.close().then(() => process.exit(0), reportAndExit);
  };
}
