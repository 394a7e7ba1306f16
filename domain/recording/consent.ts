import type { DialogState } from '../dialog/types.ts';

/** The caller does not want this call to be recorded: nothing more is, and what there is goes. */
export const refusesRecording = ({ memory }: Pick<DialogState, 'memory'>): boolean =>
  memory.recordingRefused === true;
