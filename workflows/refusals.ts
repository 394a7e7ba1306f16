import { ApplicationFailure, currentUpdateInfo } from '@temporalio/workflow';
import {
  type AttachEdge,
  CALL_ERRORS,
  type Channel,
  type EndReason,
  type OpenCall,
  TURN_EVENTS,
  type Turn,
} from '../contracts/call-messages.ts';

/** What a validator sees of the call. */
export interface CallStanding {
  callId: string;
  /** null until openCall has answered once */
  epoch: number | null;
  ended: EndReason | null;
  /** null until it is open */
  channel: Channel | null;
}

const KINDS: readonly string[] = ['speech', 'dtmf', 'silence', 'event'] satisfies Turn['kind'][];
/** No caller says so much in one breath; a longer text is a client's fault and would swell the history. */
const LONGEST_TEXT = 4_000;

/** Validators: synchronous, they change nothing; a refused update leaves no event. */
export function refuseOpen({ callId, epoch }: CallStanding, request: OpenCall): void {
  mustBe(request !== null && typeof request === 'object', 'openCall', 'carry an OpenCall', request);
  mustBe(request.callId === callId, 'callId', `be "${callId}", as the workflow's id says`, request.callId);
  checkEpoch(request.epoch);
  mustBe(
    ['phone', 'web', 'text'].includes(request.channel),
    'channel',
    'be phone, web or text',
    request.channel,
  );
  mustBe(isTime(request.at), 'at', 'be an ISO 8601 time', request.at);
  mustBe(isText(request.opening?.scenarioHash), 'opening', 'be what chooseOpening gave', request.opening);
  mustBe(
    request.edge === null || isUrl(request.edge?.url),
    'edge',
    'be null or have an http(s) url',
    request.edge,
  );
  mustBe(
    request.edge !== null || request.channel === 'text',
    'edge',
    `be given on channel ${request.channel}`,
    null,
  );
  if (epoch !== null && request.epoch < epoch) throw stale(request.epoch, epoch);
}

export function refuseTurn(standing: CallStanding, turn: Turn): void {
  const epoch = mustRun(standing);
  mustBe(turn !== null && typeof turn === 'object', 'submitTurn', 'carry a Turn', turn);
  mustBe(isText(turn.turnId) && turn.turnId !== '', 'turnId', 'be a text', turn.turnId);
  // the update's id is what makes a re-sent turn join the running one, so it must be the turn's
  const updateId = currentUpdateInfo()?.id;
  mustBe(
    updateId === undefined || updateId === turn.turnId,
    'turnId',
    `be the update id "${updateId}"`,
    turn.turnId,
  );
  mustBe(
    turn.via === undefined || turn.via === standing.channel,
    'via',
    `be the channel of the call, ${standing.channel}`,
    turn.via,
  );
  mustBe(KINDS.includes(turn.kind), 'kind', `be one of ${KINDS.join(', ')}`, turn.kind);
  mustBe(isText(turn.text), 'text', 'be a text', turn.text);
  mustBe(
    turn.text.length <= LONGEST_TEXT,
    'text',
    `have at most ${LONGEST_TEXT} characters`,
    turn.text.length,
  );
  const events: readonly string[] = TURN_EVENTS;
  mustBe(
    turn.kind !== 'event' || events.includes(turn.text),
    'text',
    `name an event: ${events.join(', ')}`,
    turn.text,
  );
  mustBe(turn.kind !== 'dtmf' || /^[0-9*#A-D]*$/.test(turn.text), 'text', 'be keys 0-9 * # A-D', turn.text);
  mustBe(isTime(turn.at), 'at', 'be an ISO 8601 time', turn.at);
  mustBe(Array.isArray(turn.usage), 'usage', 'be a list', turn.usage);
  mustBe(Array.isArray(turn.stages), 'stages', 'be a list', turn.stages);
  checkEpoch(turn.epoch);
  if (turn.epoch < epoch) throw stale(turn.epoch, epoch);
}

export function refuseAttach(standing: CallStanding, request: AttachEdge): void {
  const epoch = mustRun(standing);
  mustBe(request !== null && typeof request === 'object', 'attachEdge', 'carry an AttachEdge', request);
  checkEpoch(request.epoch);
  mustBe(isUrl(request.edge?.url), 'edge', 'have an http(s) url', request.edge);
  if (request.epoch < epoch) throw stale(request.epoch, epoch);
}

function mustRun({ callId, epoch, ended }: CallStanding): number {
  if (ended !== null) throw refusal(`call ${callId} has ended (${ended}): hang up`, CALL_ERRORS.ended);
  if (epoch === null)
    throw refusal(`call ${callId} is not open yet: wait for the answer of openCall`, CALL_ERRORS.notOpened);
  return epoch;
}

const stale = (given: number, current: number) =>
  refusal(
    `epoch ${given} is stale: an edge with epoch ${current} has the call, close this one`,
    CALL_ERRORS.staleEpoch,
  );

const checkEpoch = (epoch: unknown) =>
  mustBe(Number.isInteger(epoch) && Number(epoch) >= 0, 'epoch', 'be a whole number from 0', epoch);

/** A value in a message of an error must stay short and carry no words of the caller: failures are not encrypted. */
function mustBe(good: boolean, name: string, rule: string, value: unknown): void {
  if (good) return;
  const shown = typeof value === 'number' ? `${value}` : value === null ? 'null' : typeof value;
  throw refusal(`${name} must ${rule}; it is ${shown}`, CALL_ERRORS.badInput);
}

const refusal = (message: string, type: string) => ApplicationFailure.nonRetryable(message, type);
const isText = (value: unknown): value is string => typeof value === 'string';
const isTime = (value: unknown) => isText(value) && !Number.isNaN(Date.parse(value));
const isUrl = (value: unknown) => isText(value) && /^https?:\/\/[^\s]+$/.test(value);
