/** A refusal of the admin API: its own words, with the status. */
export class AdminApiError extends Error {
  override name = 'AdminApiError';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const TIMEOUT_MS = 40_000;

export interface AdminClient {
  /** Sends a request and answers the JSON body; throws AdminApiError on a refusal, Error when nothing answers. */
  request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T>;
}

/** A client of the admin API of a running stack. Its requests end with `signal`, too. */
export function createAdminClient(
  { url, token }: { url: string; token: string },
  signal?: AbortSignal,
): AdminClient {
  return {
    async request<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) {
      const response = await fetch(new URL(path, url), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]),
      });
      const text = await response.text();
      if (!response.ok)
        throw new AdminApiError(
          response.status,
          errorOf(text) ?? `the admin API answered ${response.status}`,
        );
      return (text === '' ? undefined : JSON.parse(text)) as T;
    },
  };
}

function errorOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: string }).error;
  } catch {
    return undefined;
  }
}
