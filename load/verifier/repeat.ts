export type Verify = (token: string) => Promise<unknown>;

/** How many tokens were verified: in a second, and in a second that a core worked. */
export interface Rate {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

/** As many as a busy service verifies at once. */
const IN_FLIGHT = 16;

/** Verifies tokens, each as soon as an earlier one is done. */
export async function repeat(verify: Verify, tokens: readonly string[], seconds: number): Promise<Rate> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  let count = 0;
  const work = async () => {
    while (performance.now() < startedAt + seconds * 1000) {
      await verify(tokens[count % tokens.length] as string);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  const { user, system } = process.cpuUsage(cpuBefore);
  const passedSeconds = (performance.now() - startedAt) / 1000;
  return { perSecond: count / passedSeconds, perCpuSecond: (count / (user + system)) * 1e6 };
}
