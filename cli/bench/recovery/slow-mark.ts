/** A caller's text that begins so is understood slowly by the bench's worker. */
export const SLOW_MARK = 'slowly: ';
/** Below the second that a local activity may take. */
export const SLOW_MS = 800;
