import { Ctx, Query, Resolver } from 'type-graphql';
import { currentUser } from '../sessions/authentication.js';
import type { Context } from '../sessions/context.js';
import { User } from '../users/user.entity.js';

@Resolver()
export class UserResolver {
  @Query(() => User, { nullable: true, description: 'The signed-in user; null where no access token was sent.' })
  me(@Ctx() { authentication }: Context): User | null {
    return currentUser(authentication);
  }
}
