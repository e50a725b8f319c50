import type { Bridge } from '../../shared/bridge.ts';
import type { Channel, Input, Output } from '../../shared/contract.ts';
import { AppError } from '../../shared/reply.ts';

declare global {
  interface Window {
    readonly inspector: Bridge;
  }
}

/** Asks main for something. A failure that the person can act on is an AppError with a sentence. */
export async function call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> {
  const reply = await window.inspector.invoke(channel, input);
  if (reply.ok) return reply.value;
  throw new AppError(reply.error.code, reply.error.message);
}
