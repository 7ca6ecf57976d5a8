import 'reflect-metadata';
import { systemClock } from '../clock.js';
import { loadConfig, readEnvironment } from '../config/config.js';
import { describeStart } from '../server/banner.js';
import { prettyLog } from '../server/telemetry/pretty-log.js';
import { type App, createApp } from '../wiring/app.js';
import { reportAndExit } from './exit.js';
import { CommandSocket } from './socket-server.js';

/**
 * Starts the server as configured by the environment, or prints the reason and exits with 1.
 *
 * @returns a function that stops it, and the process with it.
 */
export async function serve(): Promise<() => void> {
  try {
    const config = loadConfig(readEnvironment());
    const logStream = await prettyLog(config);
    const app = await createApp(config, logStream && { logStream });
    const commands = new CommandSocket({ config, ...app, clock: systemClock }, app.server.log);
    app.server.addHook('onClose', () => commands.close());
    await app.listen();
    if (!config.databaseUrl) await commands.listen();
    await describeStart(config, app);
    return stopper(app, config.shutdownGraceSeconds);
  } catch (error) {
    reportAndExit(error);
  }
}

/**
 * The first call lets running requests finish, for so long as the grace lasts; a second one ends the process at once.
 * The exit code is 0 even if something had to be cut off, because stopping was requested.
 */
function stopper(app: App, graceSeconds: number): () => void {
  let stopping = false;
  const cutOff = () => {
    app.server.log.warn({ graceSeconds }, 'stopped before all requests had finished');
    process.exit(0);
  };
  return () => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(cutOff, graceSeconds * 1000);
    app.close().then(() => process.exit(0), reportAndExit);
  };
}
