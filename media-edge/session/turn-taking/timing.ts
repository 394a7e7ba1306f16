/** Times of turn-taking in milliseconds. Patience by question stands in domain/dialog/patience.ts. */

/** A hiss that was the beginning of a word is followed by the report of speech within this. */
export const HISS_MS = 400;
/** After one that was not, none is believed for this long; each further one in a row doubles it. */
export const HISS_DOUBTED_MS = 2000;
export const HISS_DOUBTED_LONGEST_MS = 32_000;
/** Speech shorter than this while the agent speaks may be a cough: whether it was words is asked at once. */
export const COUGH_MS = 300;
/** Nobody says "mhm" for longer: the caller has the floor. Counted from the report of speech, VAD hangover included. */
export const BACKCHANNEL_MS = 1200;
/** A recogniser that has no final after this is not waited for: its last interim counts. */
export const FINAL_DEADLINE_MS = 500;
/** An utterance without any pause is cut here. */
export const LONGEST_UTTERANCE_MS = 30_000;
/** A reply that is there waits so long for a caller who makes a sound; then it is asked what that was. */
export const HELD_BACK_MS = 4000;
/** The first word of a reply comes within this, else a filler is spoken. */
export const FILLER_AFTER_MS = 700;
/** Without any answer the caller is told that it takes a moment, and again. */
export const HOLD_AFTER_MS = 5000;
export const HOLD_AGAIN_MS = 15_000;
/** Without any answer the caller is given to a human. */
export const GIVE_UP_AFTER_MS = 60_000;
/** A pause between two keys that ends the input. */
export const KEY_PAUSE_MS = 2000;
/** A recogniser that is away longer makes the agent deaf: the caller is given to a human. */
export const DEAF_AFTER_MS = 8000;
/** The switch acts on hang-up and transfer within this, else we close the connection. */
export const LEAVE_WITHIN_MS = 5000;
/** A lost connection may be replaced by another one of the same call. */
export const REPLACED_WITHIN_MS = 5000;
/** A probability below this says that the caller will go on; then patience is doubled. */
export const UNFINISHED_PROBABILITY = 0.3;
/** A call on hold gives a sign of life this often: the workflow gives up one that gives none for 90 s. */
export const HELD_SIGN_MS = 45_000;
/** Whoever works on a transfer says so at least this often, else it is asked for again. */
export const TRANSFER_CLAIM_MS = 4000;
/** How long a telephone rings where nobody says. */
export const RING_MS = 25_000;
/** On top of the ringing: the human is told what the call is about, and both are connected. */
export const TRANSFER_MARGIN_MS = 30_000;
/** A caller who hangs up while a human was being rung: what became of that is known by then. */
export const LATE_REPORT_MS = 1000;
