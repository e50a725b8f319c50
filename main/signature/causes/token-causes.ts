import { queryOf } from '../../domain/captured-request.ts';
import type { SignedRequest } from '../verify-webhook.ts';
import type { Cause } from './cause.ts';

/** A token that did not stand where it should have. */
export interface TokenGuess {
  readonly authorization: string;
  readonly cause: Cause;
}

const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const MOST_GUESSES = 16;
/** Vonage's own Cloud Runtime router is one of these proxies (vonage-webhooks, 6.6). */
const VONAGE_HEADER = 'x-vonage-webhook-auth-token';

/** Every place other than `Authorization: Bearer` where a webhook's token is found in practice. */
export function guessTokens(request: SignedRequest): TokenGuess[] {
  const guesses: TokenGuess[] = [];
  const seen = new Set<string>();
  const add = (value: string, name: string, sentence: string): void => {
    const token = value
      .trim()
      .replace(/^bearer[ \t:]+/i, '')
      .replace(/^(["'])(.*)\1$/, '$2')
      .trim();
    if (!TOKEN.test(token) || seen.has(name + token) || guesses.length >= MOST_GUESSES) return;
    seen.add(name + token);
    guesses.push({ authorization: `Bearer ${token}`, cause: { name, sentence } });
  };

  const { rawHeaders } = request;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const header = rawHeaders[index] ?? '';
    const value = rawHeaders[index + 1] ?? '';
    const name = header.toLowerCase();
    if (name === 'authorization') guessFromAuthorization(value, add);
    else if (name === VONAGE_HEADER) {
      add(
        value,
        'authorization-replaced',
        'A proxy replaced the Authorization header; Vonage’s token is in X-Vonage-Webhook-Auth-Token. Read it from there.',
      );
    } else {
      add(value, 'token-in-other-header', `The token is in the header ${header.slice(0, 60)}, not in Authorization.`);
    }
  }
  for (const [name, value] of new URLSearchParams(queryOf(request.target))) {
    add(value, 'token-in-query', `The token is in the query (${name.slice(0, 60)}), not in the Authorization header.`);
  }
  return guesses;
}

function guessFromAuthorization(value: string, add: (value: string, name: string, sentence: string) => void): void {
  const [scheme = '', ...rest] = value.trim().split(/[\s]+/);
  if (rest.length === 0)
    add(value, 'bearer-missing', 'The Authorization header has the token without “Bearer” before it.');
  else if (scheme.toLowerCase() !== 'bearer') {
    add(
      rest.join(' '),
      'other-scheme',
      `The Authorization header has the token after “${scheme.slice(0, 20)}”, not after “Bearer”.`,
    );
  } else {
    add(rest.join(' '), 'token-quoted', 'The token has quotation marks around it or “Bearer” twice before it.');
  }
  const token = rest.join('').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  add(token, 'token-base64', 'The token was rewritten in another base64 alphabet, or torn by spaces.');
  for (const part of value.split(',')) {
    add(
      part,
      'authorization-joined',
      'A proxy joined several Authorization headers into one; one of them has the token.',
    );
  }
}
