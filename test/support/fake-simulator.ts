import type { Input, Output } from '../../shared/contract.ts';
import type { CatalogueEntry, SentWebhook, Simulation } from '../../shared/contract/simulate.ts';
import { findKind, KINDS } from '../../shared/vonage/kinds.ts';

const IDLE: Simulation = { isRunning: false, total: 0, sent: 0, failed: 0, seed: null, log: [] };

/** The simulator as the window sees it. Nothing is sent: each answer is what the test says. */
export class FakeSimulator {
  readonly entries: readonly CatalogueEntry[] = KINDS.flatMap((definition) => {
    const { api, kind, label, paths, simulation } = definition;
    const common = { api, kind, label, path: paths[0] ?? '/', signing: simulation?.signing ?? 'jwt' } as const;
    const encodings = simulation?.encodings ?? (['json'] as const);
    return (simulation?.variants ?? []).map((variant) => ({ ...common, ...variant, encodings }));
  });
  readonly lives = [
    { name: 'delivered', label: 'Delivered, and read where the channel tells', channels: ['sms', 'whatsapp'] },
    { name: 'call', label: 'A call that is answered', channels: [] },
  ];
  current: Simulation = IDLE;
  answer = 200;
  /** Of each webhook that is sent. */
  delivery: number | null = null;

  draft({ fields, ...wanted }: Input<'simulate:draft'>): Output<'simulate:draft'> {
    const entry = this.entries.find(
      ({ api, kind, channel, content, status }) =>
        api === wanted.api &&
        kind === wanted.kind &&
        channel === wanted.channel &&
        content === wanted.content &&
        status === wanted.status,
    );
    if (entry === undefined) return null;
    const { from, to, text, errorCode } = fields;
    const given = { from: from ?? '447700900000', to: to ?? '447700900001', text: text ?? 'Hello!', errorCode };
    const made = findKind(entry.api, entry.kind).simulation?.payload(entry, { ...given, at: 0, id: (name) => name });
    const payload = { message_uuid: 'aaaaaaaa-0000-4000-8000-000000000001', from: given.from, to: given.to, ...made };
    return {
      draft: { ...entry, encoding: entry.encodings[0] ?? 'json', text: JSON.stringify(payload, null, 2) },
      uses: entry.status === null ? ['from', 'to', 'text'] : ['from', 'to', 'errorCode'],
    };
  }

  life({ name, channel }: Input<'simulate:life'>): { text: string } {
    return {
      text: `name: ${name}\nsteps:\n  - send: messages-v1/message-status\n    channel: ${channel}\n    status: submitted\n`,
    };
  }

  /** As many answers at once as there are webhooks. */
  run(total: number, notes: readonly (string | null)[] = []): Simulation {
    const isAccepted = this.answer < 300;
    const log = Array.from({ length: total }, (_, index) => this.#sent(index + 1, notes[index] ?? null));
    this.current = { isRunning: false, total, sent: total, failed: isAccepted ? 0 : total, seed: null, log };
    return this.current;
  }

  #sent(number: number, note: string | null): SentWebhook {
    const told = { label: 'Message status', channel: 'whatsapp', status: 'delivered', messageId: 'aaaaaaaa-0000' };
    return { number, ...told, note, answer: this.answer, problem: null, ms: 2, delivery: this.delivery };
  }
}
