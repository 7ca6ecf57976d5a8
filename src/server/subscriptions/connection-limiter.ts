import type { Config } from '../../config/config.js';
import { networkOf } from '../../security/network.js';

/** As the metrics name it. */
export type SubscriptionTransport = 'websocket' | 'event_stream';

/** Counts what is open, so that nobody takes up all of an instance's memory. */
export class ConnectionLimiter {
  private readonly takenByNetwork = new Map<string, number>();
  private readonly takenByTransport = { websocket: 0, event_stream: 0 };

  constructor(private readonly config: Pick<Config, 'liveConnectionsPerInstance' | 'liveConnectionsPerAddress'>) {}

  /** How many limiter are taken. */
  get open(): Readonly<Record<SubscriptionTransport, number>> {
    return this.takenByTransport;
  }

  /** Takes a place for a client address. Answers what frees it, once; undefined where there is none. */
  acquire(ipAddress: string | null, transport: SubscriptionTransport): (() => void) | undefined {
    const network = networkOf(ipAddress);
    const takenHere = this.takenByNetwork.get(network) ?? 0;
    const { websocket, event_stream } = this.takenByTransport;
    if (websocket + event_stream >= this.config.liveConnectionsPerInstance) return undefined;
    if (takenHere >= this.config.liveConnectionsPerAddress) return undefined;
    this.count(network, transport, 1);
    return () => this.count(network, transport, -1);
  }

  private count(network: string, transport: SubscriptionTransport, change: 1 | -1): void {
    const taken = (this.takenByNetwork.get(network) ?? 0) + change;
    if (taken === 0) this.takenByNetwork.delete(network);
    else this.takenByNetwork.set(network, taken);
    this.takenByTransport[transport] += change;
  }
}
