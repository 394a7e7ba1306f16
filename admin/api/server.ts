import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type FastifyPluginAsyncZod, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Readiness } from '../../platform/health.ts';
import { answerHealth } from '../../platform/health.ts';
import type { Log } from '../../platform/log.ts';
import { requireBearer } from './auth.ts';
import { answerNoHttp, answerOf } from './error-answers.ts';

const MAX_BODY_BYTES = 64 * 1024;

/** The HTTP server of the admin API: health, bearer token, error answers, and the routes handed in. */
export async function createServer(options: {
  token: string;
  /** paths that need no token, because they guard themselves */
  openPaths?: readonly string[];
  log: Log;
  ready: Readiness;
  routes: readonly FastifyPluginAsyncZod[];
}): Promise<FastifyInstance> {
  const server = fastify({
    ...{ bodyLimit: MAX_BODY_BYTES, requestTimeout: 60_000 },
    // what Fastify refuses before it has found a route
    frameworkErrors: (error, request, reply: FastifyReply) => {
      const { status, message } = answerOf(error, request);
      return reply.code(status).send({ error: message });
    },
    clientErrorHandler: answerNoHttp,
  });
  const parseJson = server.getDefaultJsonParser('error', 'error');
  // clients that send the header with every request send it with a DELETE, too
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parseJson(request, String(body), done),
  );
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  requireBearer(server, options.token, options.openPaths);
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    server.get(path, async (request, reply) => {
      reply.hijack();
      await answerHealth(request.raw, reply.raw, options.ready);
    });
  }
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `no such path: ${request.method} ${request.url}` }),
  );
  server.setErrorHandler((error, request, reply) => {
    const { status, message } = answerOf(error as Error, request);
    if (status >= 500) options.log.error('request failed', { path: request.routeOptions.url, status, error });
    return reply.code(status).send({ error: message });
  });
  // a plugin takes over the error handler that stands when it is registered
  for (const routes of options.routes) await server.register(routes);
  return server;
}
