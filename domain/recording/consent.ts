import type { DialogState } from '../dialog/types.ts';

/** Key in the dialog's memory under which a caller's refusal stands. */
export const REFUSED = 'recordingRefused';

/** The caller does not want this call to be recorded: nothing more is, and what there is goes. */
export const refusesRecording = ({ memory }: Pick<DialogState, 'memory'>): boolean =>
  memory[REFUSED] === true;
