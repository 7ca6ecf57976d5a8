/** MikroORM 7 needs it, and `node:sqlite` without a flag. */
const MIN_NODE_VERSION = [22, 17] as const;

/** Ends the process with 1 where Node.js is too old, before a module that it lacks ends it with a stack. */
export function requireSupportedNode(version: string = process.versions.node): void {
  if (isSupported(version)) return;
  console.error(
    `Gatehouse needs Node.js ${MIN_NODE_VERSION.join('.')} or newer, and this is ${version}. Install a newer one, or run ` +
      '"npm ci" without --omit=dev: the development dependencies include Node.js 24, which npm scripts then use.',
  );
  process.exit(1);
}

export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [minMajor, minMinor] = MIN_NODE_VERSION;
  return major > minMajor || (major === minMajor && minor >= minMinor);
}
