import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { CALL_WORKFLOW } from '../../contracts/call-messages.ts';
import { SHEET_WRITER_WORKFLOW } from '../../contracts/sheet-messages.ts';
import { workflowsBundle } from '../../workers/workflows-bundle.ts';

/** One history to be replayed; `history` as exported JSON or as the client fetched it. */
export interface RecordedRun {
  workflowId: string;
  history: unknown;
}

/** What replaying a history against today's code showed. */
export interface ReplayFinding {
  workflowId: string;
  events: number;
  ok: boolean;
  /** absent when it replays: `nondeterminism` means that today's code takes another path, `broken` anything else */
  fault?: 'nondeterminism' | 'broken';
  message?: string;
}

/** Replays against a bundle of workflows, by default today's. Needs no server. */
export async function createReplayer(
  bundle: { codePath: string } | undefined = undefined,
): Promise<(run: RecordedRun) => Promise<ReplayFinding>> {
  quietRuntime();
  const { codePath } = bundle ?? (await workflowsBundle());
  return async ({ workflowId, history }) => {
    const events = countEvents(history);
    try {
      await Worker.runReplayHistory({ workflowBundle: { codePath } }, history, workflowId);
      return { workflowId, events, ok: true };
    } catch (error) {
      const fault = error instanceof DeterminismViolationError ? 'nondeterminism' : 'broken';
      const message = error instanceof Error ? error.message : String(error);
      return { workflowId, events, ok: false, fault, message };
    }
  };
}

/** Checks that a text is an exported history (`temporal workflow show -o json`); throws a message that says what it is not. */
export function parseHistory(text: string, name: string): unknown {
  let history: unknown;
  try {
    history = JSON.parse(text);
  } catch (error) {
    throw new Error(`${name} is not JSON (${(error as Error).message}): export one with ${EXPORT}`);
  }
  if (countEvents(history) === 0)
    throw new Error(`${name} holds no events of a workflow: export one with ${EXPORT}`);
  try {
    historyFromJSON(history);
  } catch (error) {
    throw new Error(
      `${name} is no history of Temporal (${(error as Error).message}): export one with ${EXPORT}`,
    );
  }
  return history;
}

/** Throws where a history is of no workflow that this code has: replaying it would only say that it is unknown. */
export function refuseForeign({ workflowId, history }: RecordedRun): void {
  const type = workflowTypeOf(history);
  if (OURS.includes(type)) return;
  throw new Error(
    type === ''
      ? `${workflowId} does not begin with the start of a workflow: export the whole history with ${EXPORT}`
      : `${workflowId} is a workflow of type "${type}": only ${OURS.join(' and ')} can be replayed`,
  );
}

const OURS: readonly string[] = [CALL_WORKFLOW, SHEET_WRITER_WORKFLOW];

/** '' where the first event is not the start of a workflow. Exported and fetched histories name it alike. */
function workflowTypeOf(history: unknown): string {
  const [first] = (history as { events: readonly FirstEvent[] }).events;
  return first?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? '';
}
interface FirstEvent {
  workflowExecutionStartedEventAttributes?: { workflowType?: { name?: string } };
}

const EXPORT = '`temporal workflow show -w call-… -o json`';

const countEvents = (history: unknown): number =>
  typeof history === 'object' && history !== null && 'events' in history && Array.isArray(history.events)
    ? history.events.length
    : 0;

let installed = false;
/** The SDK would print its own lines between ours. */
function quietRuntime(): void {
  if (installed) return;
  installed = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
  });
}
