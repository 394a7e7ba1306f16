/** @typedef {import('./labels.js').LabelName} LabelName */

/** Why there is no microphone; its label says how to repair it. */
export class NoMicrophone extends Error {
  /** @param {LabelName} label */
  constructor(label) {
    super(label);
    /** @type {LabelName} */
    this.label = label;
  }
}

/** Errors of getUserMedia by name. @type {Record<string, LabelName>} */
const LABEL_OF = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'noMicrophone',
  OverconstrainedError: 'noMicrophone',
  NotReadableError: 'busyMicrophone',
  AbortError: 'busyMicrophone',
};

/** Asks for the microphone; rejects with NoMicrophone. @returns {Promise<MediaStreamTrack>} */
export async function openMicrophone() {
  // a page that is not secure has no such thing as a microphone
  if (!window.isSecureContext) throw new NoMicrophone('insecure');
  if (!navigator.mediaDevices || !window.RTCPeerConnection) throw new NoMicrophone('unsupported');
  try {
    const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    const [track] = (await navigator.mediaDevices.getUserMedia({ audio })).getAudioTracks();
    if (track) return track;
  } catch (error) {
    throw new NoMicrophone(LABEL_OF[/** @type {Error} */ (error).name] ?? 'failed');
  }
  throw new NoMicrophone('noMicrophone');
}
