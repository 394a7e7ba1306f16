import { type Draft, memoryOf } from './draft.ts';
import type { DialogState, ToolRequest } from './types.ts';

/** Whether a state of the dialog is asking for a call back just now. */
export const asksForCallback = ({ waitingFor }: Pick<DialogState, 'waitingFor'>): boolean =>
  waitingFor?.name === 'request-callback';

/** The tool that is about to run leaves a call-back: it is wanted from now on, for the matter at hand. */
export function noteCallback(draft: Draft, { name }: Pick<ToolRequest, 'name'>): void {
  if (name === 'request-callback') draft.memory.callbackFor = draft.memory.matters + 1;
}

/** The caller has booked in the end what somebody was to call back about. */
export function bookedInstead(draft: Draft): void {
  if (draft.memory.callbackFor !== draft.memory.matters + 1) return;
  delete draft.memory.callbackFor;
  if (draft.outcome === 'callback') draft.outcome = null;
}

/** Whether somebody has to call back as the dialog stands; what a superseded turn has asked for is no part of it. */
export const wantsCallback = (dialog: DialogState): boolean =>
  dialog.outcome === 'callback' || memoryOf(dialog).callbackFor !== undefined;
