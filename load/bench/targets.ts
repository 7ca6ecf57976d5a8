import type { Measurements } from './measure.ts';

/** What is asked of Gatehouse, and what it reached. */
export interface Target {
  readonly name: string;
  readonly wanted: string;
  readonly reached: number;
  readonly met: boolean;
}

export function judge({ me, login, refreshToken, logout, storm }: Measurements): Target[] {
  return [
    atLeast('me, share of its floor', 0.4, me.gatehouse.perSecond / me.floor.perSecond),
    atLeast('refreshToken, share of its floor', 0.9, refreshToken.gatehouse.perSecond / refreshToken.floor.perSecond),
    atLeast('logout, share of its floor', 0.8, logout.gatehouse.perSecond / logout.floor.perSecond),
    atLeast('logins alone, share of bare bcrypt', 0.9, login.gatehouse.perSecond / login.floor.perSecond),
    below('p99 of me in the storm, as a multiple of idle', 3, storm.me.p99Millis / me.gatehouse.p99Millis),
    atLeast('logins in the storm, share of logins alone', 0.5, storm.login.perSecond / login.gatehouse.perSecond),
  ];
}

function atLeast(name: string, least: number, reached: number): Target {
  return { name, wanted: `>= ${least.toFixed(2)}`, reached, met: reached >= least };
}

function below(name: string, limit: number, reached: number): Target {
  return { name, wanted: `< ${limit.toFixed(2)}`, reached, met: reached < limit };
}
