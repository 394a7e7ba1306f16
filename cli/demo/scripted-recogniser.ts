const TIMEOUT_MS = 5_000;

/** What the scripted recogniser hears next in a call, instead of listening. Rejects when the speech worker refuses it. */
export async function tellRecogniser(speechUrl: string, callId: string, line: string): Promise<void> {
  const token = process.env.SPEECH_API_KEY || process.env.SPEECH_TOKEN;
  const response = await fetch(new URL('/x/script', speechUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ key: callId, lines: [line] }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok)
    throw new Error(`the speech worker refused the script: ${response.status} ${await response.text()}`);
}
