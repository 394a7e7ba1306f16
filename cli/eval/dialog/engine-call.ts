import { createAdvanceDialogActivities } from '../../../activities/advance-dialog.ts';
import { createExtractSlotsActivities } from '../../../activities/extract-slots.ts';
import { createRequestCallbackActivities } from '../../../activities/request-callback.ts';
import { createRunToolActivities } from '../../../activities/run-tool.ts';
import { createSettleAppointmentsActivities } from '../../../activities/settle-appointments.ts';
import type { createTools } from '../../../activities/tools/index.ts';
import type { RecordStores } from '../../../adapters/postgres/index.ts';
import { startState } from '../../../domain/dialog/step.ts';
import type {
  CallFacts,
  DialogEvent,
  DialogState,
  Reply,
  Step,
  ToolResult,
} from '../../../domain/dialog/types.ts';
import { wantsCallback } from '../../../domain/dialog/wanted-callback.ts';
import type { Language } from '../../../domain/language.ts';
import { accountUsage } from '../../../domain/money/account.ts';
import type { Price } from '../../../domain/money/price-list.ts';
import type { UsageEvent } from '../../../domain/money/usage.ts';
import type { Scenario } from '../../../domain/scenario/schema.ts';
import { callbackWish } from '../../../domain/schedule/callback-wish.ts';
import { createAppointmentLedger } from '../../../workflows/appointment-ledger.ts';
import { callbackReason, outcomeAtEnd } from '../../../workflows/outcome.ts';
import type { AgentLine, CallLine } from './call-line.ts';
import type { WordReply } from './model-words.ts';

/** As the workflow's (workflows/settings.ts), which only runs inside Temporal. */
const TOOL_ROUNDS_PER_TURN = 4;
/** The dialog's clock goes on by this much per turn. */
const TURN_MS = 6_000;

export interface EngineCallOptions {
  scenario: Scenario;
  hash: string;
  facts: CallFacts;
  language: Language;
  /** ISO 8601 with offset */
  startedAt: string;
  stores: RecordStores;
  tools: ReturnType<typeof createTools>;
  /** null: the scenario's own texts */
  wordReply: WordReply | null;
  prices: readonly Price[];
}

/**
 * A call without Temporal, network and audio: the real activities on the real database, in the order in which the
 * call workflow (workflows/take-turn.ts, dialog-rounds.ts, wrap-up.ts) runs them.
 */
export function createEngineCall(options: EngineCallOptions): CallLine {
  const { scenario, hash: scenarioHash, facts, language, stores, wordReply } = options;
  const scenarios = { byHash: async () => scenario };
  const { extractSlots } = createExtractSlotsActivities({ scenarios });
  const { advanceDialog } = createAdvanceDialogActivities({ scenarios });
  const { runTool } = createRunToolActivities({
    tools: options.tools,
    signal: () => AbortSignal.timeout(30_000),
    onUnknownTool: (name) => {
      throw new Error(`the scenario asks for the tool "${name}", which this process lacks`);
    },
  });
  const ledger = createAppointmentLedger();
  const brokenTools = new Set<string>();
  const usage: UsageEvent[] = [];
  const history: { caller: string; agent: string }[] = [];
  let dialog = startState(scenario, language);
  let turnSeq = 0;
  let turns = 0;
  let action: AgentLine['action'] = 'none';

  const now = (): string => new Date(Date.parse(options.startedAt) + turns * TURN_MS).toISOString();

  const noteStep = ({ state }: Step): void => {
    turnSeq = Math.max(turnSeq, state.turnSeq);
    ledger.note(state.appointments);
  };
  async function advance(state: DialogState, event: DialogEvent, at: string): Promise<Step> {
    const step = await advanceDialog({ scenarioHash, state: throughHistory(state), event, facts, at });
    noteStep(step);
    return throughHistory(step);
  }
  async function toReply(before: DialogState, event: DialogEvent): Promise<Reply> {
    const at = now();
    let step = await advance(before, event, at);
    for (let round = 0; step.effect.type === 'run-tool'; round++) {
      const { request } = step.effect;
      if (round > 2 * TOOL_ROUNDS_PER_TURN)
        throw new Error(`the scenario asks for "${request.name}" for ever`);
      const result: ToolResult =
        round < TOOL_ROUNDS_PER_TURN
          ? await runTool({ facts, scenarioHash, turnSeq: step.state.turnSeq, request, at }).catch(
              (): ToolResult => ({ name: request.name, status: 'failed', data: {} }),
            )
          : { name: request.name, status: 'failed', data: {} };
      if (result.status === 'failed' || result.status === 'late') brokenTools.add(result.name);
      else brokenTools.delete(result.name);
      step = await advance(step.state, { type: 'tool-finished', result }, at);
    }
    dialog = step.state;
    return step.effect.reply;
  }
  async function line(reply: Reply, caller: string): Promise<AgentLine> {
    const worded =
      wordReply === null
        ? { text: reply.text, usage: [] }
        : await wordReply({
            reply,
            language: dialog.language,
            history: history.slice(-6),
            caller,
            turnId: `t${turns}`,
          });
    usage.push(...worded.usage);
    history.push({ caller, agent: worded.text });
    action = reply.action.type;
    return { text: worded.text, state: dialog.at, action };
  }
  async function hear(text: string, before: DialogState): Promise<Reply> {
    const state = throughHistory({ ...before, turnSeq });
    const understanding = await extractSlots({
      scenarioHash,
      state,
      facts,
      text,
      confidence: null,
      language: null,
      at: now(),
    });
    return toReply(state, { type: 'understood', understanding });
  }

  return {
    callId: facts.callId,
    tenant: facts.tenant,
    today: options.startedAt.slice(0, 10),
    start: async () => line(await toReply(dialog, { type: 'started' }), ''),
    async say(text, superseded) {
      turns += 1;
      const before = dialog;
      if (superseded !== undefined) await hear(superseded, before);
      return line(await hear(text, before), text);
    },
    async press(keys) {
      turns += 1;
      return line(await toReply({ ...dialog, turnSeq }, { type: 'keys', digits: keys }), keys);
    },
    async end() {
      const ended = { none: 'caller-hung-up', 'hang-up': 'agent-hung-up', transfer: 'transferred' } as const;
      const broken = [...brokenTools];
      const outcome = outcomeAtEnd({ ended: ended[action], dialog, brokenTools: broken });
      const appointments = ledger.settle(dialog.appointments, turnSeq);
      const reason = callbackReason(outcome, broken);
      if (appointments.length > 0)
        await createSettleAppointmentsActivities({
          ...stores,
          wakeSheetWriter: async () => undefined,
        }).settleAppointments({ facts, appointments });
      if (reason === null && !wantsCallback(dialog))
        await createRequestCallbackActivities(stores).withdrawCallback({ facts, at: now() });
      if (reason !== null)
        await createRequestCallbackActivities(stores).requestCallback({
          ...{ facts, reason, at: now() },
          wish: callbackWish(dialog.slots),
        });
      const { totalMicroUsd } = accountUsage(usage, options.prices, now());
      return { action, outcome, usage, costMicroUsd: totalMicroUsd };
    },
  };
}

/** What travels through Temporal's history must survive JSON. */
const throughHistory = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
