# Gatehouse in a container. `npm run image:check` takes the same steps without a container engine.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# What the build of the pages needs is in their own list.
COPY pages/package.json ./pages/
COPY client/package.json ./client/
RUN npm ci
COPY tsconfig.json tsconfig.build.json mikro-orm.config.ts ./
COPY scripts ./scripts
COPY explorer ./explorer
COPY client/src ./client/src
COPY pages ./pages
COPY src ./src
COPY docs ./docs
COPY README.md CHANGELOG.md SECURITY.md LICENSE schema.graphql ./
# The image has the files of the package, in the folder `package` of its archive.
RUN npm pack && tar -xzf gatehouse-*.tgz

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-slim
WORKDIR /app
# Nobody outside could reach the container's own 127.0.0.1. METRICS_HOST is for METRICS_PORT, which is not exposed.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 METRICS_HOST=0.0.0.0 DATA_DIR=/data
# The embedded database, for who has no PostgreSQL, is the only thing that is ever written.
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/package ./
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "dist/src/cli/health.js"]
CMD ["node", "--enable-source-maps", "--max-semi-space-size=4", "--liftoff-only", "dist/src/main.js"]
