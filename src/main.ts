import { requireSupportedNode } from './config/node-version.js';

requireSupportedNode();

/** How soon the server notices that its parent is gone. */
const PARENT_CHECK_MILLIS = 500;

/** Until it serves nothing has to be waited for. What the database was doing is undone, as after a crash. */
let stop = (): void => process.exit(0);

// Before all other modules are loaded: the first process of a container gets only those signals that it handles.
process.on('SIGINT', () => stop()).on('SIGTERM', () => stop());
// npm does not pass signals on to what it runs: https://github.com/npm/cli/issues/6684
if (process.argv.includes('--stop-with-parent')) whenParentEnds(() => stop());

const { serve } = await import('./cli/serve.js');
stop = await serve();

function whenParentEnds(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, PARENT_CHECK_MILLIS).unref();
}
