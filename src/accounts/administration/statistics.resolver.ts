import type { SqlEntityManager } from '@mikro-orm/sql';
import { Arg, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import { badArguments, requireTime } from '../../api/request-errors.js';
import type { Context } from '../../sessions/context.js';
import { Role } from '../../users/user.entity.js';
import { DailyStatistics, type Statistics } from './statistics.js';

const MAX_DAYS = 400;

@Resolver()
export class StatisticsResolver {
  constructor(private readonly service: Statistics) {}

  @Authorized(Role.ADMIN)
  @Query(() => [DailyStatistics], {
    description: 'What happened on each day, in UTC and in order: at most 400 days. For administrators.',
  })
  async statistics(
    @Arg('since', () => Date, { description: 'A time on the first day.' }) since: Date,
    @Arg('until', () => Date, { description: 'The end: the day that begins then is not among them.' }) until: Date,
    @Ctx() { em }: Context,
  ): Promise<DailyStatistics[]> {
    const days = (requireTime('until', until).getTime() - requireTime('since', since).getTime()) / 86_400_000;
    if (days <= 0) throw badArguments('until must be later than since.');
    if (days > MAX_DAYS) throw badArguments(`Ask for at most ${MAX_DAYS} days at once.`);
    return this.service.daily(em as SqlEntityManager, since, until);
  }
}
