import type { Socket } from 'node:net';
import { isGrpcServiceError, ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { FastifyError, FastifyRequest } from 'fastify';
import { CALL_ERRORS } from '../../contracts/call-messages.ts';
import { NoSuchCall } from './calls/routes.ts';
import { NoSuchSession, NoTextSession } from './text-channel/conversation.ts';
import { NoRoute } from './text-channel/routes.ts';
import { NoWebCalls } from './web-call/tokens.ts';

/** Status and words of a refusal; the body is always `{error: words}`. */
export interface ErrorAnswer {
  status: number;
  message: string;
}

const SEND_JSON = 'send the body as JSON, with the header "content-type: application/json"';
/** A value that is repeated in an answer is cut here. */
const LONGEST_VALUE = 60;

/** What a client is told of an error of ours, of Temporal's or of Fastify's. */
export function answerOf(error: Error, request: FastifyRequest): ErrorAnswer {
  if (error instanceof NoSuchSession)
    return { status: error.kind === 'unknown' ? 404 : 410, message: error.message };
  if (error instanceof NoTextSession) return { status: 409, message: error.message };
  if (error instanceof NoSuchCall) return { status: 404, message: error.message };
  if (error instanceof NoRoute) return { status: 422, message: error.message };
  if (error instanceof NoWebCalls) return { status: 503, message: error.message };
  if (error instanceof WorkflowUpdateFailedError)
    return {
      status: refusedAs(error) === CALL_ERRORS.badInput ? 400 : 409,
      message: error.cause?.message ?? error.message,
    };
  if (error instanceof ServiceError || isGrpcServiceError(error))
    return { status: 503, message: 'Temporal does not answer: try again with the same messageId' };
  return answerOfFastify(error as FastifyError, request);
}

/** The `type` of the failure with which the call workflow refused an update. */
const refusedAs = ({ cause }: WorkflowUpdateFailedError): string | null | undefined =>
  cause instanceof ApplicationFailure ? cause.type : undefined;

function answerOfFastify(error: FastifyError, request: FastifyRequest): ErrorAnswer {
  const { statusCode: status = 500, code, validation, validationContext } = error;
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { status, message: SEND_JSON };
  if (code === 'FST_ERR_BAD_URL')
    return { status: 400, message: `"${shortened(request.url)}" cannot be read: "%" is written %25` };
  if (code === 'FST_ERR_MAX_PARAM_LENGTH')
    return { status: 400, message: `a part of "${shortened(request.url)}" is too long` };
  if (validation !== undefined) {
    const part = validationContext === 'querystring' ? request.query : request[validationContext ?? 'body'];
    const faults = part === undefined ? [SEND_JSON] : validation.map((fault) => wordsOf(fault, part));
    return { status, message: faults.join('; ') };
  }
  return { status, message: status < 500 ? error.message : 'internal error: see the log of the admin API' };
}

/** One fault of a schema: the field, what was expected, and the value where it can be shown. */
function wordsOf(
  { instancePath, message = 'is not understood' }: { instancePath: string; message?: string },
  part: unknown,
): string {
  const keys = instancePath.split('/').filter((key) => key !== '');
  if (keys.length === 0) return message;
  const name = keys.join('.');
  const value = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], part);
  if (value === undefined) return `${name} is missing`;
  const words = message.replace(/^Invalid \w+: /, '').replace(/, received .*$/, '');
  const shown = typeof value === 'object' ? '' : ` (is ${JSON.stringify(shortened(String(value)))})`;
  return `${name}: ${words}${shown}`;
}

const shortened = (value: string): string =>
  value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;

/** Answers what came on a connection and is no HTTP, then closes it. */
export function answerNoHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, words] = NO_HTTP[error.code ?? ''] ?? ['400 Bad Request', 'this is not HTTP/1.1'];
  const body = JSON.stringify({ error: words });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

const NO_HTTP: Readonly<Record<string, readonly [status: string, words: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'the headers are larger than 16 KiB'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'the request did not come in time'],
};
