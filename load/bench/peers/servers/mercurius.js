// mercurius with JIT, as its documentation shows it: https://mercurius.dev/#/docs/context
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { currentUser, reportReady, typeDefs } from './shared.js';

const server = Fastify();
const resolvers = { Query: { me: (_root, _args, { user }) => user } };
const context = async ({ headers }) => ({ user: await currentUser(headers.authorization) });
await server.register(mercurius, { schema: typeDefs, resolvers, context, jit: 1 });
reportReady(`${await server.listen({ host: '127.0.0.1', port: 0 })}/graphql`);
