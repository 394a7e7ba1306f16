import { ActivityFailure, TimeoutFailure } from '@temporalio/common';
import { ApplicationFailure, isCancellation } from '@temporalio/workflow';
import type {
  CallFacts,
  DialogEvent,
  DialogState,
  Reply,
  Step,
  ToolRequest,
  ToolResult,
} from '../domain/dialog/types.ts';
import { advanceDialog, runTool, TOOL_ROUNDS_PER_TURN, toolOptions } from './settings.ts';
import { summaryOf } from './summaries.ts';

/** What a dialog's rounds need to know of the call they belong to. */
export interface DialogRounds {
  facts: CallFacts;
  scenarioHash: string;
  /** told of every state on the way and of every tool's end, since a turn may be superseded half-way */
  onStep(state: DialogState): void;
  onTool(result: ToolResult): void;
}

/** Steps the dialog until it has something to say; runs the tools that it asks for on the way. */
export async function advanceToReply(
  rounds: DialogRounds,
  before: DialogState,
  event: DialogEvent,
  at: string,
): Promise<{ state: DialogState; reply: Reply }> {
  const { facts, scenarioHash } = rounds;
  const first = await advanceDialog(`${before.at}: ${summaryOf(event)}`, {
    scenarioHash,
    state: before,
    event,
    facts,
    at,
  });
  return runToReply(rounds, first, before.at, at);
}

/** The tool rounds behind a step: each result goes back into the dialog as an event. */
export async function runToReply(
  rounds: DialogRounds,
  first: Step,
  from: string,
  at: string,
): Promise<{ state: DialogState; reply: Reply }> {
  const { facts, scenarioHash } = rounds;
  let step = first;
  rounds.onStep(step.state);
  for (let round = 0; step.effect.type === 'run-tool'; round++) {
    const { request } = step.effect;
    // past the limit a tool fails unseen, so that the scenario's own branch for failures gets its chance to speak
    const result =
      round < TOOL_ROUNDS_PER_TURN ? await perform(rounds, step.state, request, from, at) : failed(request);
    if (round === 2 * TOOL_ROUNDS_PER_TURN)
      throw ApplicationFailure.nonRetryable(
        `the scenario asks for "${request.name}" for ever in ${step.state.at}: give its failed branch a text`,
        'ScenarioLoop',
      );
    rounds.onTool(result);
    step = await advanceDialog(`${step.state.at}: ${request.name} ${result.status}`, {
      scenarioHash,
      state: step.state,
      event: { type: 'tool-finished', result },
      facts,
      at,
    });
    rounds.onStep(step.state);
  }
  return { state: step.state, reply: step.effect.reply };
}

async function perform(
  { facts, scenarioHash }: DialogRounds,
  state: DialogState,
  request: ToolRequest,
  from: string,
  at: string,
): Promise<ToolResult> {
  const story = from === state.at ? from : `${from} → ${state.at}`;
  try {
    return await runTool.executeWithOptions(toolOptions(request.deadlineMs, `${request.name}: ${story}`), [
      { facts, scenarioHash, turnSeq: state.turnSeq, request, at },
    ]);
  } catch (error) {
    if (isCancellation(error)) throw error;
    const late = error instanceof ActivityFailure && error.cause instanceof TimeoutFailure;
    return { name: request.name, status: late ? 'late' : 'failed', data: {} };
  }
}

const failed = ({ name }: ToolRequest): ToolResult => ({ name, status: 'failed', data: {} });
