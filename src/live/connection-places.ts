import type { Config } from '../config.js';
import { networkOf } from '../rate-limits/network.js';

/** Counts what is open, so that nobody takes up all of an instance's memory. */
export class ConnectionPlaces {
  private readonly takenByNetwork = new Map<string, number>();
  private taken = 0;

  constructor(private readonly config: Pick<Config, 'liveConnectionsPerInstance' | 'liveConnectionsPerAddress'>) {}

  /** Takes a place for a client address. Answers what frees it, once; undefined where there is none. */
  take(ipAddress: string): (() => void) | undefined {
    const network = networkOf(ipAddress);
    const takenHere = this.takenByNetwork.get(network) ?? 0;
    if (this.taken >= this.config.liveConnectionsPerInstance) return undefined;
    if (takenHere >= this.config.liveConnectionsPerAddress) return undefined;
    this.count(network, 1);
    return () => this.count(network, -1);
  }

  private count(network: string, change: 1 | -1): void {
    const taken = (this.takenByNetwork.get(network) ?? 0) + change;
    if (taken === 0) this.takenByNetwork.delete(network);
    else this.takenByNetwork.set(network, taken);
    this.taken += change;
  }
}
