import type { ServerResponse } from 'node:http';

import type { Answer } from '../domain/captured-request.ts';

/** The answer to nearly everything, so its headers are not made anew each time. */
const EMPTY = { 'Content-Length': '0' };

/** Writes an answer. Nothing where the sender is gone, or has been answered. */
export function send(response: ServerResponse, answer: Answer, thenClose: boolean): void {
  if (response.destroyed || response.headersSent) return;
  if (answer.body === '' && answer.status !== 204 && !thenClose && answer.verbatim === undefined) {
    response.writeHead(answer.status, EMPTY);
    response.end();
    return;
  }
  if (answer.verbatim !== undefined) {
    const { rawHeaders, body } = answer.verbatim;
    response.writeHead(answer.status, [...rawHeaders]);
    response.end(body);
    return;
  }
  const length = Buffer.byteLength(answer.body);
  const headers: Record<string, string | number> = {};
  if (answer.status !== 204) headers['Content-Length'] = length;
  if (answer.contentType !== null) headers['Content-Type'] = answer.contentType;
  if (thenClose) headers['Connection'] = 'close';
  response.writeHead(answer.status, headers);
  response.end(length === 0 ? undefined : answer.body);
}

/** How an answer of a rule is given. Made away from the request: what one that waits refers to stays in memory. */
export function answerLate(response: ServerResponse, answer: Answer): () => void {
  return () => {
    const { socket } = response.req;
    if (answer.ending === 'close') socket.destroy();
    else {
      if (answer.ending === 'reset') response.once('finish', () => socket.resetAndDestroy());
      send(response, answer, false);
    }
  };
}
