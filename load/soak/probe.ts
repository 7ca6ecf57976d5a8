// Loaded into the server by --import: tells what it holds, each time it is asked.

/** What a server process holds. */
export interface Holdings {
  /** After a full garbage collection, as heapBytes. */
  readonly rssBytes: number;
  readonly heapBytes: number;
  /** Open TCP connections, of clients and to the database. */
  readonly socketCount: number;
  /** What all of its threads, those that hash included, have computed so far. */
  readonly cpuMillis: number;
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { rss: rssBytes, heapUsed: heapBytes } = process.memoryUsage();
  const socketCount = process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
  const holdings: Holdings = { rssBytes, heapBytes, socketCount, cpuMillis: (user + system) / 1000 };
  process.send?.(holdings);
});
// The channel alone must not keep the server from ending.
process.channel?.unref();
