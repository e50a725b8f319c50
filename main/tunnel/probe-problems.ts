import type { ProbeVerdict } from './probe-desk.ts';
import type { TunnelProblem } from './problem.ts';

/** The one problem that proves a session dead: ngrok's cloud knows of no agent behind the address. */
export const ENDPOINT_OFFLINE = 'ERR_NGROK_3200';

const RATE = 'ngrok gets more requests a minute than the account’s plan allows, and turns some away.';
const QUOTA = 'The ngrok account has used up what its plan allows this month. Webhooks are turned away until then.';
const CLOUD: Readonly<Record<string, string>> = {
  [ENDPOINT_OFFLINE]: 'ngrok’s cloud does not know this address as online yet.',
  ERR_NGROK_3004: 'ngrok’s cloud got no proper answer through the tunnel.',
  ERR_NGROK_6024: 'ngrok shows its browser warning instead of passing requests on. Webhooks are not held up by it.',
  ERR_NGROK_702: RATE,
  ERR_NGROK_715: RATE,
  ERR_NGROK_734: RATE,
  ERR_NGROK_725: QUOTA,
  ERR_NGROK_726: QUOTA,
  ERR_NGROK_727: QUOTA,
  ERR_NGROK_728: QUOTA,
};

const NOT_TRUSTED = 'The certificate of the address is not valid, so Vonage would refuse it too.';
const ERRORS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'The name of the address is not known (DNS). Check its spelling; a new name can take a minute.',
  EAI_AGAIN: 'No name can be looked up (DNS): this machine seems to have no network.',
  ECONNREFUSED: 'Nothing listens at the address.',
  ECONNRESET: 'The connection was cut before an answer came.',
  ENETUNREACH: 'This machine has no network.',
  EHOSTUNREACH: 'There is no way to the address from this network.',
  ABORT_ERR: 'No answer came in time.',
  CERT_HAS_EXPIRED: 'The certificate of the address has expired, so Vonage would refuse it too.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another name than the address, so Vonage would refuse it too.',
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
};

/** Why a probe has no answer at all. */
export function explainProbeError(error: NodeJS.ErrnoException, url: string): TunnelProblem {
  const code = error.code ?? 'unknown';
  const timedOut = error.name === 'TimeoutError' || error.name === 'AbortError';
  const sentence = timedOut ? ERRORS['ABORT_ERR'] : ERRORS[code];
  return {
    code: timedOut ? 'probe-timeout' : `probe-${code.toLowerCase()}`,
    message: `${url} does not answer. ${sentence ?? `(${code})`}`,
    fate: 'retry',
  };
}

/** Why an answer does not prove that the receiver is behind the address; null where it does. */
export function explainProbeAnswer(
  { status, ngrokCode }: { readonly status: number; readonly ngrokCode: string | null },
  verdict: ProbeVerdict | null,
): TunnelProblem | null {
  if (verdict === null) return explainStranger(status, ngrokCode);
  if (!verdict.authorizationKept) {
    return {
      code: 'probe-authorization',
      message:
        'Requests come through, but without the Authorization header as it was sent, so no signature can be verified. Have the proxy pass it on.',
      fate: 'retry',
    };
  }
  if (!verdict.bodyKept) {
    return {
      code: 'probe-body',
      message:
        'Requests come through, but with a changed body, so every signature would fail. Have the proxy pass bodies on byte for byte.',
      fate: 'retry',
    };
  }
  return null;
}

function explainStranger(status: number, ngrokCode: string | null): TunnelProblem {
  if (ngrokCode !== null) {
    const sentence = CLOUD[ngrokCode] ?? `ngrok’s cloud answered with ${status} itself.`;
    return { code: ngrokCode, message: `${sentence} (${ngrokCode})`, fate: 'retry' };
  }
  if (status >= 300 && status < 400) {
    return {
      code: 'probe-redirect',
      message: `The address redirects (${status}). Vonage does not follow that: give the address it leads to.`,
      fate: 'retry',
    };
  }
  return {
    code: 'probe-stranger',
    message: `Something else answers at the address (${status}), not this app. Check that the tunnel leads to the receiver’s local address.`,
    fate: 'retry',
  };
}
