import { type Figures, summarize } from './figures.ts';
import { shareOut } from './share-out.ts';

/** Sends one request, and fails unless the answer is right. */
export type Client = () => Promise<void>;

/** Clients that each send their next request as soon as the last one is answered. */
export async function runClosedLoop(clients: readonly Client[], durationSeconds: number): Promise<Figures> {
  const endsAt = performance.now() + durationSeconds * 1000;
  const latenciesMillis: number[] = [];
  await Promise.all(clients.map((client) => repeat(client, endsAt, latenciesMillis)));
  return summarize(latenciesMillis, durationSeconds);
}

/** A request that is answered after the end does not count, but is waited for. */
async function repeat(client: Client, endsAt: number, latenciesMillis: number[]): Promise<void> {
  for (let sentAt = performance.now(); sentAt < endsAt; ) {
    await client();
    const answeredAt = performance.now();
    if (answeredAt <= endsAt) latenciesMillis.push(answeredAt - sentAt);
    sentAt = answeredAt;
  }
}

/** Clients that each do the next of the things to do as soon as their last one is done. */
export async function runEach<T>(
  items: readonly T[],
  clientCount: number,
  act: (item: T) => Promise<void>,
): Promise<Figures> {
  const latenciesMillis: number[] = [];
  const startedAt = performance.now();
  await shareOut(Array.from({ length: clientCount }), items, async (_client, item) => {
    const sentAt = performance.now();
    await act(item);
    latenciesMillis.push(performance.now() - sentAt);
  });
  return summarize(latenciesMillis, (performance.now() - startedAt) / 1000);
}
