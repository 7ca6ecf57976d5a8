import { Ctx, Query, Resolver } from 'type-graphql';
import { currentUser } from '../authentication.js';
import type { Context } from '../context.js';
import { User } from './user.entity.js';

@Resolver()
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'The signed-in user; null where no access token was sent.' })
  me(@Ctx() { authentication }: Context): User | null {
    return currentUser(authentication);
  }
}
