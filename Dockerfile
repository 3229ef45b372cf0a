FROM node:22-bookworm-slim AS build
WORKDIR /rollcall
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev && rm -rf .next/cache

FROM node:22-bookworm-slim
WORKDIR /rollcall
ENV NODE_ENV=production
COPY --from=build --chown=node:node /rollcall ./
# Where the embedded PostgreSQL and the generated secrets lie: mount a volume here, or set DATABASE_URL.
RUN mkdir .rollcall && chown node:node .rollcall
USER node
VOLUME /rollcall/.rollcall
EXPOSE 3000
HEALTHCHECK --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not by npm, which would stand between the signals and the process.
CMD ["node", "--max-old-space-size=1024", "--max-semi-space-size=32", "scripts/start.mjs"]
