import type { DeliveryProblem } from '../domain/delivery.ts';

/** Where and how a delivery was under way when it failed. */
export interface Circumstances {
  readonly url: URL;
  readonly wasConnected: boolean;
  /** Whether the answer had begun. */
  readonly hasAnswer: boolean;
}

const UNTRUSTED: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

const NOT_OF_THE_TARGET: ReadonlySet<string> = new Set([
  'cancelled',
  'not-deliverable',
  'EMFILE',
  'ERR_INVALID_CHAR',
  'ERR_INVALID_HTTP_TOKEN',
  'ERR_UNESCAPED_CHARACTERS',
]);

/** A failure in words, with the code that Node gives it. */
export function describeProblem(error: unknown, circumstances: Circumstances): DeliveryProblem {
  const code = codeOf(error);
  const { wasConnected } = circumstances;
  return { code, message: sentenceFor(code, error, circumstances), wasConnected };
}

export function tooSlow(timeLimitMs: number, { wasConnected, hasAnswer }: Circumstances): DeliveryProblem {
  const limit = timeLimitMs < 1_000 ? `${timeLimitMs} ms` : `${timeLimitMs / 1_000} s`;
  const what = !wasConnected
    ? `No connection was made within ${limit}.`
    : hasAnswer
      ? `The answer was not complete within ${limit}.`
      : `There was no answer within ${limit}. The target may have got the webhook.`;
  return { code: 'time-limit', message: what, wasConnected };
}

/** Whether it tells that the target is not there. What can't be sent at all says nothing of it. */
export function isUnreachable({ code, wasConnected }: DeliveryProblem): boolean {
  return !wasConnected && !NOT_OF_THE_TARGET.has(code);
}

/** An AggregateError comes where a name has several addresses and none of them works. */
function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: unknown };
  if (typeof code === 'string') return code;
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : [];
  return first === undefined ? 'failed' : codeOf(first);
}

function sentenceFor(code: string, error: unknown, { url, wasConnected, hasAnswer }: Circumstances): string {
  const host = `${url.hostname}:${portOf(url)}`;
  switch (code) {
    case 'ECONNREFUSED':
      return `Connection refused: nothing listens on ${host}.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name ${url.hostname} is not known.`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return `${host} can't be reached from here.`;
    case 'ETIMEDOUT':
      return wasConnected ? `The connection to ${host} was lost.` : `${host} does not answer.`;
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      if (!wasConnected) return `${host} closed the connection before it was set up.`;
      return hasAnswer
        ? 'The target closed the connection in the middle of its answer.'
        : 'The target closed the connection without an answer. It may have got the webhook.';
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `The certificate of ${host} is made for another name.`;
    case 'CERT_HAS_EXPIRED':
      return `The certificate of ${host} has expired.`;
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return `${host} does not speak HTTPS. Try http:// instead.`;
    case 'EMFILE':
      return 'Too many files and connections are open on this machine.';
    case 'ERR_INVALID_CHAR':
    case 'ERR_INVALID_HTTP_TOKEN':
    case 'ERR_UNESCAPED_CHARACTERS':
      return 'The request can’t be written as HTTP: a method, path or header has a character that is not allowed there.';
    case 'HPE_HEADER_OVERFLOW':
      return 'The headers of the answer are too large.';
    default:
      return otherSentence(code, error, host, hasAnswer);
  }
}

function otherSentence(code: string, error: unknown, host: string, hasAnswer: boolean): string {
  if (UNTRUSTED.has(code)) {
    return `Nobody vouches for the certificate of ${host}. Allow self-signed certificates for this target if it is yours.`;
  }
  if (code.startsWith('HPE_') && hasAnswer) {
    return `The answer of ${host} breaks HTTP after its headers: its length is wrong, or it has a body where none belongs.`;
  }
  if (code.startsWith('HPE_')) return `What ${host} answered is not HTTP.`;
  return `The delivery failed: ${error instanceof Error ? error.message : String(error)}.`;
}

function portOf({ port, protocol }: URL): string {
  if (port !== '') return port;
  return protocol === 'https:' ? '443' : '80';
}
