import { isGrpcServiceError, ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { type FastifyPluginAsyncZod, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { CALL_ERRORS } from '../../contracts/call-messages.ts';
import type { Readiness } from '../../platform/health.ts';
import { answerHealth } from '../../platform/health.ts';
import type { Log } from '../../platform/log.ts';
import { requireBearer } from './auth.ts';
import { NoSuchCall } from './calls/routes.ts';
import { NoSuchSession } from './text-channel/conversation.ts';
import { NoRoute } from './text-channel/routes.ts';
import { NoWebCalls } from './web-call/tokens.ts';

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
  const server = fastify({ bodyLimit: MAX_BODY_BYTES, requestTimeout: 60_000 });
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
    const { status, message } = statusOf(error as Error);
    if (status >= 500) options.log.error('request failed', { path: request.routeOptions.url, status, error });
    return reply.code(status).send({ error: message });
  });
  // a plugin takes over the error handler that stands when it is registered
  for (const routes of options.routes) await server.register(routes);
  return server;
}

const refusedAs = ({ cause }: WorkflowUpdateFailedError): string | null | undefined =>
  cause instanceof ApplicationFailure ? cause.type : undefined;

function statusOf(error: Error): { status: number; message: string } {
  if (error instanceof NoSuchSession)
    return { status: error.kind === 'unknown' ? 404 : 410, message: error.message };
  if (error instanceof NoSuchCall) return { status: 404, message: error.message };
  if (error instanceof NoRoute) return { status: 422, message: error.message };
  if (error instanceof NoWebCalls) return { status: 503, message: error.message };
  if (error instanceof WorkflowUpdateFailedError && refusedAs(error) === CALL_ERRORS.badInput)
    return { status: 400, message: error.cause?.message ?? error.message };
  if (error instanceof WorkflowUpdateFailedError)
    return { status: 409, message: error.cause?.message ?? error.message };
  if (error instanceof ServiceError || isGrpcServiceError(error)) {
    return { status: 503, message: 'Temporal does not answer: try again with the same messageId' };
  }
  const { statusCode: status = 500, code } = error as FastifyError;
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return { status, message: 'send the body as JSON, with the header "content-type: application/json"' };
  return { status, message: status < 500 ? error.message : 'internal error: see the log of the admin API' };
}
