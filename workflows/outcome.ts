import type { EndReason } from '../contracts/call-messages.ts';
import { outcomeOfAppointments, outcomeReached } from '../domain/dialog/outcome.ts';
import type { DialogState, Outcome } from '../domain/dialog/types.ts';

/** What decides how a call ended for the business when the dialog did not get to say so itself. */
export interface CallEnd {
  ended: EndReason;
  dialog: Pick<DialogState, 'outcome' | 'appointments'> | null;
  /** tools whose last run failed or was late */
  brokenTools: readonly string[];
}

/**
 * The dialog's own outcome comes first, as its appointments have it by then. A tool that failed last leaves a call back, whatever was hoped for; an
 * appointment that stands or was changed counts even when the caller hung up before the goodbye.
 */
export function outcomeAtEnd({ ended, dialog, brokenTools }: CallEnd): Outcome {
  if (dialog === null) return 'failed';
  const said = dialog.outcome === null ? null : outcomeReached(dialog);
  // who was to be put through and hung up while it rang has reached nobody
  if (said === 'transferred' && ended !== 'transferred') return 'callback';
  if (said !== null) return said;
  if (ended === 'transferred') return 'transferred';
  if (brokenTools.length > 0) return 'callback';
  return outcomeOfAppointments(dialog.appointments) ?? (ended === 'rejected' ? 'failed' : 'abandoned');
}

/** Why somebody has to call back, null when nobody has to. */
export function callbackReason(outcome: Outcome, brokenTools: readonly string[]): string | null {
  if (brokenTools.length > 0) return `could not be done during the call: ${brokenTools.join(', ')}`;
  return outcome === 'callback' ? 'asked for a call back' : null;
}
