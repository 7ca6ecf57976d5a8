/** MikroORM 7 needs it, and `node:sqlite` without a flag. */
const MIN_NODE_VERSION = [22, 17] as const;

const REMEDY =
  'Install a newer one, or run "npm ci" without --omit=dev: the development dependencies include Node.js 24, which npm scripts then use.';

/**
 * Ends the process with 1 where Node.js is too old, before a module that it lacks ends it with a stack.
 *
 * @param remedy by default, that of someone who has the repository.
 */
export function requireSupportedNode(remedy = REMEDY): void {
  const version = process.versions.node;
  if (isSupported(version)) return;
  console.error(`Gatehouse needs Node.js ${MIN_NODE_VERSION.join('.')} or newer, and this is ${version}. ${remedy}`);
  process.exit(1);
}

export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minMajor, minMinor] = MIN_NODE_VERSION;
  return major > minMajor || (major === minMajor && minor >= minMinor);
}

/** Whether `npx gatehouse` has started this process. npm does not pass signals on to it. */
export function isStartedByNpx({ npm_command: command } = process.env): boolean {
  return command === 'exec';
}
