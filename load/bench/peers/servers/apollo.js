// The server of Apollo's tutorial: https://www.apollographql.com/docs/apollo-server/getting-started
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { currentUser, reportReady, typeDefs } from './shared.js';

const resolvers = { Query: { me: (_root, _args, { user }) => user } };
const server = new ApolloServer({ typeDefs, resolvers });
const context = async ({ req }) => ({ user: await currentUser(req.headers.authorization) });
const { url } = await startStandaloneServer(server, { context, listen: { host: '127.0.0.1', port: 0 } });
reportReady(url);
