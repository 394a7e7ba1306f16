import { defineSearchAttributeKey } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES, type SearchAttribute } from '../contracts/search-attributes.ts';
import type { Outcome } from '../domain/dialog/types.ts';
import type { LiveCall } from './live-call.ts';
import { callerTurns } from './transcript.ts';

const keyOf = <N extends SearchAttribute>(name: N) =>
  defineSearchAttributeKey(
    name,
    SEARCH_ATTRIBUTES[name].toUpperCase() as Uppercase<(typeof SEARCH_ATTRIBUTES)[N]>,
  );
const KEYS = {
  tenant: keyOf('CallTenant'),
  scenario: keyOf('CallScenario'),
  state: keyOf('CallState'),
  outcome: keyOf('CallOutcome'),
  promptVersion: keyOf('CallPromptVersion'),
  costUsd: keyOf('CallCostUsd'),
};

/** Makes a call found by what was chosen for it. */
export function tellOpening(call: LiveCall): void {
  const { tenant, scenario, promptVersion } = call.request.opening;
  upsertSearchAttributes([
    { key: KEYS.tenant, value: tenant },
    { key: KEYS.scenario, value: scenario },
    { key: KEYS.promptVersion, value: promptVersion },
    { key: KEYS.state, value: call.dialog.at },
  ]);
  call.told = { state: call.dialog.at };
  setCurrentDetails(details(call, ''));
}

/** Brings the call's page in the Web UI up to date; an attribute costs an event, so only when it changed. */
export function tellStory(call: LiveCall, caller: string): void {
  if (call.told.state !== call.dialog.at)
    upsertSearchAttributes([{ key: KEYS.state, value: call.dialog.at }]);
  call.told = { state: call.dialog.at };
  setCurrentDetails(details(call, caller));
}

/** The end of the story: the outcome, and the cost once it has been accounted. */
export function tellEnd(call: LiveCall, end: { outcome: Outcome; costMicroUsd: number | null }): void {
  call.end = end;
  const { outcome, costMicroUsd } = end;
  upsertSearchAttributes([
    costMicroUsd === null
      ? { key: KEYS.outcome, value: outcome }
      : { key: KEYS.costUsd, value: costMicroUsd / 1e6 },
  ]);
  const cost = costMicroUsd === null ? 'being accounted' : `$${(costMicroUsd / 1e6).toFixed(4)}`;
  setCurrentDetails(`${details(call, '')}\n\n**Outcome** ${outcome} · **Cost** ${cost}`);
}

function details(call: LiveCall, caller: string): string {
  const slots = Object.entries(call.dialog.slots).map(([name, { say }]) => `| ${name} | ${say} |`);
  return [
    `**State** ${call.dialog.at} · **Language** ${call.dialog.language} · **Turns** ${callerTurns(call.transcript.lines())}`,
    ...(slots.length === 0 ? [] : ['', '| slot | value |', '|---|---|', ...slots]),
    '',
    ...(caller === '' ? [] : [`> caller: ${caller}`, '>']),
    `> agent: ${call.reply.text}`,
  ].join('\n');
}
