import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** Which status tells the sender what was wrong with something that was no whole HTTP request. */
export function statusOfBroken(code: string | undefined): number {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 431;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 408;
    default:
      return 400;
  }
}

/** How long a sender may take to read the answer and to hang up. */
const LINGER_MS = 1_000;

/** Answers on the bare socket, because there is no request to answer, and hangs up. */
export function answerBroken(socket: Socket, status: number): void {
  if (!socket.writable) return void socket.destroy();
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  socket.setTimeout(LINGER_MS, () => socket.destroy());
}
