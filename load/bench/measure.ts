import { type Figures, medianFigures } from '../shared/figures.ts';
import type { SignedIn } from '../shared/gatehouse.ts';
import { type EmbeddedFigures, measureEmbedded } from './embedded.ts';
import { type Operation, prepareFloorRounds, prepareGatehouseRounds, type Round } from './rounds.ts';
import type { Systems } from './systems.ts';

export const ROUND_COUNT = 3;

export interface Comparison {
  readonly gatehouse: Figures;
  readonly floor: Figures;
}

/** Both at once. */
export interface Storm {
  readonly me: Figures;
  readonly login: Figures;
}

export type Measurements = Readonly<Record<Operation, Comparison>> & {
  readonly storm: Storm;
  readonly embedded: EmbeddedFigures;
};

/** Measures everything, one case after the other. */
export async function measure(
  systems: Systems,
  users: readonly SignedIn[],
  roundSeconds: number,
  announce: (what: string) => void,
): Promise<Measurements> {
  const gatehouse = await prepareGatehouseRounds(systems, users);
  const floor = await prepareFloorRounds(systems, users[0] as SignedIn);
  const compareOperation = (operation: Operation) => {
    announce(operation);
    return compare({ gatehouse: gatehouse[operation], floor: floor[operation] }, roundSeconds);
  };
  const me = await compareOperation('me');
  // First, because logins alone are too few to get a server warm.
  const refreshToken = await compareOperation('refreshToken');
  const logout = await compareOperation('logout');
  const login = await compareOperation('login');
  announce('me in a login storm');
  const storm = await measureStorm(gatehouse, roundSeconds);
  announce('the embedded database');
  return { me, login, refreshToken, logout, storm, embedded: await measureEmbedded(roundSeconds) };
}

/** In turns, so that whatever else the machine does meets both. One more round comes first, to warm up. */
async function compare(rounds: { gatehouse: Round; floor: Round }, roundSeconds: number): Promise<Comparison> {
  const measured: Comparison[] = [];
  for (let round = 0; round <= ROUND_COUNT; round += 1) {
    measured.push({ floor: await rounds.floor(roundSeconds), gatehouse: await rounds.gatehouse(roundSeconds) });
  }
  measured.shift();
  return {
    gatehouse: medianFigures(measured.map(({ gatehouse }) => gatehouse)),
    floor: medianFigures(measured.map(({ floor }) => floor)),
  };
}

async function measureStorm(rounds: { me: Round; login: Round }, roundSeconds: number): Promise<Storm> {
  const measured: Storm[] = [];
  for (let round = 0; round < ROUND_COUNT; round += 1) {
    const [login, me] = await Promise.all([rounds.login(roundSeconds), rounds.me(roundSeconds)]);
    measured.push({ login, me });
  }
  return {
    login: medianFigures(measured.map(({ login }) => login)),
    me: medianFigures(measured.map(({ me }) => me)),
  };
}
