import { WEB_CALL_TOKEN_KIND, type WebCallClaims } from '../../../contracts/web-call.ts';
import { claimsId, signClaims } from '../../../platform/signed-claims.ts';
import type { WebCallSettings } from '../service.ts';

/** The page whose visitors may call. */
export const PAGE = 'https://clinic.example';
const WEB_CALL_SECRET = 'a web call secret of the tests';

/** Web calls of an edge on this machine, on any port. */
export const webCallSettings = (more: Partial<WebCallSettings> = {}): WebCallSettings => ({
  ...{ secret: WEB_CALL_SECRET, host: '127.0.0.1', port: 0, iceServers: [], turnSecret: '' },
  ...more,
});

/** A token as the admin API makes it: for the lab's only tenant, good for a minute. */
export const webToken = (
  more: Partial<WebCallClaims> = {},
  { secret = WEB_CALL_SECRET, kind = WEB_CALL_TOKEN_KIND, lastsMs = 60_000 } = {},
): string =>
  signClaims(
    secret,
    kind,
    { id: claimsId(), to: '100', tenant: 'clinic', origins: [PAGE], from: '', ...more },
    Date.now() + lastsMs,
  );
