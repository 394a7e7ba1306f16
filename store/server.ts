import { timingSafeEqual } from 'node:crypto';
import swagger from '@fastify/swagger';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { Problem, StoreApi } from '../contracts/store-api.ts';
import { answerHealth, type Readiness } from '../platform/health.ts';
import type { Log } from '../platform/log.ts';
import { storeRoutes } from './routes.ts';
import { UnknownShop } from './unknown-shop.ts';

const MAX_BODY_BYTES = 64 * 1024;
const OPEN_PATHS = new Set(['/healthz', '/readyz', '/metrics', '/openapi.json']);

export interface StoreServerOptions {
  store: StoreApi;
  /** bearer token of every request but health and the description */
  token: string;
  log: Log;
  ready: Readiness;
}

/** The store's HTTP server; `GET /openapi.json` describes it. */
export async function createStoreServer({
  store,
  token,
  log,
  ready,
}: StoreServerOptions): Promise<FastifyInstance> {
  const server = fastify({ bodyLimit: MAX_BODY_BYTES, requestTimeout: 30_000 });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Store', version: '1', description: 'What a shop answers to the agent on the phone.' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  server.addHook('onRequest', async (request, reply) => {
    if (OPEN_PATHS.has(request.url.split('?')[0] ?? '')) return;
    if (!isToken(request.headers.authorization, token))
      await reply
        .code(401)
        .send(problem('unauthorized', 'send the header "Authorization: Bearer …" with STORE_TOKEN'));
  });
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    server.get(path, { schema: { hide: true } }, async (request, reply) => {
      reply.hijack();
      await answerHealth(request.raw, reply.raw, ready);
    });
  }
  server.get('/openapi.json', { schema: { hide: true } }, () => server.swagger());
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send(problem('not-found', `no such path: ${request.method} ${request.url}`)),
  );
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof UnknownShop) return reply.code(404).send(problem('unknown-shop', error.message));
    const { statusCode: status = 500, message } = error as FastifyError;
    if (status < 500) return reply.code(status).send(problem('bad-request', message));
    log.error('request failed', { path: request.routeOptions.url, error });
    return reply.code(500).send(problem('internal', 'internal error: see the log of the store'));
  });
  await server.register(storeRoutes(store));
  return server;
}

const problem = (code: Problem['code'], message: string): Problem => ({ code, message });

function isToken(header: string | undefined, token: string): boolean {
  const [given, wanted] = [header ?? '', `Bearer ${token}`].map((text) => new TextEncoder().encode(text));
  return given !== undefined && wanted !== undefined && given.length === wanted.length
    ? timingSafeEqual(given, wanted)
    : false;
}
