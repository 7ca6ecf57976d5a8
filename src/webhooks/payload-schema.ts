import {
  type GraphQLFieldConfigMap,
  GraphQLID,
  GraphQLInterfaceType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';
import { WebhookEventType } from '../security/webhook-event-type.js';
import type { Context } from '../sessions/context.js';
import { Session } from '../sessions/session.entity.js';
import { findVisibleUser } from '../sessions/visible-user.js';

/** What a payload query asks about. */
export interface PayloadEvent {
  readonly id: string;
  readonly type: WebhookEventType;
  readonly occurredAt: Date;
  readonly userId: string;
  readonly sessionId?: string;
  readonly reason?: string;
}

type Fields = GraphQLFieldConfigMap<PayloadEvent, Context>;

/**
 * The schema of payload queries: an event, and from there whatever the API's own types offer.
 *
 * @param api the schema of the API.
 */
export function payloadSchema(api: GraphQLSchema): GraphQLSchema {
  const named = (name: string) => api.getType(name) as GraphQLOutputType;
  const required = (type: GraphQLOutputType) => ({ type: new GraphQLNonNull(type) });
  const common: Fields = {
    id: required(GraphQLID),
    type: required(named('WebhookEventType')),
    occurredAt: required(named('DateTime')),
    userId: required(GraphQLID),
    user: { type: named('User'), resolve: ({ userId }, _, context) => findVisibleUser(context, userId) },
  };
  const ofSessions: Fields = {
    sessionId: required(GraphQLID),
    session: {
      type: named('Session'),
      resolve: ({ sessionId }, _, { em }) => em.findOne(Session, { id: sessionId ?? '' }),
    },
  };
  const own: Partial<Record<WebhookEventType, Fields>> = {
    [WebhookEventType.SESSION_STARTED]: ofSessions,
    [WebhookEventType.SESSION_ENDED]: { ...ofSessions, reason: required(named('SessionEndReason')) },
  };
  const resolveType = ({ type }: PayloadEvent) => typeNameOf(type);
  const event = new GraphQLInterfaceType({ name: 'WebhookEvent', fields: common, resolveType });
  const types = Object.values(WebhookEventType).map(
    (type) =>
      new GraphQLObjectType({ name: typeNameOf(type), interfaces: [event], fields: { ...common, ...own[type] } }),
  );
  const query = new GraphQLObjectType({ name: 'Query', fields: { event: required(event) } });
  return new GraphQLSchema({ query, types, directives: api.getDirectives() });
}

/** `USER_CREATED` -> `UserCreated` */
export function typeNameOf(type: WebhookEventType): string {
  return type.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
