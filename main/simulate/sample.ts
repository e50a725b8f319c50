import { AppError } from '../../shared/reply.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { findEntries } from './catalogue.ts';
import { makeGiven } from './given.ts';
import { makePayload } from './make-payload.ts';
import type { Simulator } from './simulator.ts';

const SAMPLES = [
  { api: 'messages-v1', kind: 'inbound-message', channel: 'whatsapp', content: 'text' },
  { api: 'messages-v1', kind: 'message-status', channel: 'sms', status: 'delivered' },
  { api: 'messages-v1', kind: 'message-status', channel: 'whatsapp', status: 'rejected' },
] as const;

/** Sends signed samples through the real receiver, one kind after the other. */
export class SampleSender {
  readonly #simulator: Simulator;
  #sent = 0;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
  }

  async send(): Promise<{ messageId: string }> {
    const [entry] = findEntries(SAMPLES[this.#sent % SAMPLES.length] ?? SAMPLES[0]);
    if (entry === undefined) throw new Error('the sample is not in the catalogue');
    this.#sent += 1;
    const definition = findKind(entry.api, entry.kind);
    const given = makeGiven(definition);
    const send = this.#simulator.sender({ by: 'first' }, null);
    const payload = makePayload(definition, entry, given);
    const { status, problem } = await send(payload, { ...entry, encoding: 'json' });
    if (status === null) throw new AppError('not-sent', problem ?? 'No answer came.');
    if (status >= 300) {
      throw new AppError('sample-refused', `The receiver answered the sample with ${status}. Nothing was stored.`);
    }
    return { messageId: given.id('message_uuid') };
  }
}
