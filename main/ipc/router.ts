import type { IpcMain, WebFrameMain } from 'electron';

import type { Channel, Input, Output } from '../../shared/contract.ts';
import { requests } from '../../shared/contract.ts';
import type { Reply } from '../../shared/reply.ts';
import { AppError, failure } from '../../shared/reply.ts';
import type { Log } from '../domain/log.ts';

/** One function a channel: a forgotten one does not compile. */
export type Handlers = { [C in Channel]: (input: Input<C>) => Output<C> | Promise<Output<C>> };

/** Only our own page, in the top frame, may ask for anything. A destroyed frame is null. */
export function isTrusted(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null, origin: string): boolean {
  return frame !== null && frame.parent === null && frame.origin === origin;
}

/** Parses what came, calls the handler, and turns whatever happens into a reply. Never throws. */
export async function answer<C extends Channel>(
  handlers: Handlers,
  log: Log,
  channel: C,
  raw: unknown,
): Promise<Reply<Output<C>>> {
  const input = requests[channel].input.safeParse(raw);
  if (!input.success)
    return failure('invalid-input', `${channel}: ${input.error.issues[0]?.message ?? 'not understood'}`);
  try {
    const value = await handlers[channel](input.data as Input<C>);
    return { ok: true, value };
  } catch (error) {
    if (error instanceof AppError) return failure(error.code, error.message);
    log.error(`${channel} failed`, error);
    return failure('internal', 'Something went wrong. The log in the data folder has the details.');
  }
}

/** Puts every channel behind the two guards: who asks, and what is asked. */
export function registerHandlers(ipcMain: Pick<IpcMain, 'handle'>, handlers: Handlers, log: Log, origin: string): void {
  for (const channel of Object.keys(requests) as Channel[]) {
    ipcMain.handle(channel, (event, raw: unknown) => {
      if (!isTrusted(event.senderFrame, origin)) return failure('not-trusted', 'This page may not use the app.');
      return answer(handlers, log, channel, raw);
    });
  }
}
