import type { WebSocket } from '@fastify/websocket';

/** Below the 60 seconds after which proxies commonly cut a silent connection. */
const PING_INTERVAL_MILLIS = 25_000;

/** Keeps proxies from cutting the connection, and ends one whose client has gone without a word. */
export function pingUntilClosed(socket: WebSocket): void {
  let answered = true;
  const ping = () => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  };
  const timer = setInterval(ping, PING_INTERVAL_MILLIS).unref();
  socket.on('pong', () => {
    answered = true;
  });
  socket.once('close', () => clearInterval(timer));
}
