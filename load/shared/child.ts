/** For the scripts that a program forks: tells it that all is set up, and makes sure that they end when it does. */
export function reportReady(message: object): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.send?.(message);
}
