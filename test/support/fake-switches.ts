import type { Input, OpenSwitch, Output, PreviewRow } from '../../shared/contract.ts';

const PATHS: Readonly<Record<string, string>> = {
  'messages.inbound_url': '/webhooks/inbound-message',
  'messages.status_url': '/webhooks/message-status',
  'voice.answer_url': '/webhooks/answer',
  'voice.event_url': '/webhooks/event',
  'sms.mo-callback-url': '/webhooks/inbound-sms',
  'sms.dr-callback-url': '/webhooks/delivery-receipt',
};

/** The address switch as the window sees it: two applications and an account, in memory. */
export class FakeSwitches {
  readonly applications = [
    { id: '78d335fa-323d-0114-9c3d-d6f0d48968cf', name: 'Order updates', capabilities: ['messages', 'voice'] },
    { id: 'c6b3a1de-7e3a-4f44-8f1e-2f5d8a7c9b01', name: 'Number masking', capabilities: ['voice'] },
  ];
  readonly addresses = new Map<string, string | null>([
    ['messages.inbound_url', 'https://shop.example.com/vonage/inbound'],
    ['messages.status_url', null],
    ['voice.answer_url', 'https://shop.example.com/vonage/answer'],
    ['voice.event_url', 'https://shop.example.com/vonage/event'],
    ['sms.mo-callback-url', 'https://shop.example.com/sms/in'],
    ['sms.dr-callback-url', null],
  ]);
  open: OpenSwitch[] = [];
  readonly #changed: (open: readonly OpenSwitch[]) => void;

  constructor(changed: (open: readonly OpenSwitch[]) => void) {
    this.#changed = changed;
  }

  preview(holder: string, base: string): Output<'switch:preview'> {
    const own = holder === 'account-sms' ? ['sms'] : this.#application(holder)?.capabilities;
    return {
      name: this.#nameOf(holder),
      rows: [...this.addresses]
        .filter(([name]) => own?.includes(name.split('.')[0] ?? ''))
        .map(([name, current]): PreviewRow => {
          const slot = this.open.find((entry) => entry.holder === holder)?.slots.find((one) => one.name === name);
          return {
            name,
            capability: name.split('.')[0] ?? '',
            current: slot?.ours ?? current,
            next: `${base}${PATHS[name] ?? ''}`,
            method: 'POST',
            usual: !name.startsWith('voice'),
            original: slot?.original ?? null,
            isSwitched: slot !== undefined,
          };
        }),
    };
  }

  apply({ apiKey, holder, base, chosen }: Input<'switch:apply'>): void {
    const slots = chosen.map(({ name, seen }) => ({
      name,
      original: seen,
      ours: `${base}${PATHS[name] ?? ''}`,
      settled: false,
      theirs: null,
    }));
    const known = this.open.find((open) => open.holder === holder);
    const id = known?.id ?? this.open.length + 1;
    const originals = new Map(known?.slots.map((slot) => [slot.name, slot.original]));
    this.set([
      ...this.open.filter((open) => open !== known),
      {
        id,
        apiKey,
        holder,
        name: this.#nameOf(holder),
        state: 'verified',
        problem: null,
        slots: slots.map((slot) => ({ ...slot, original: originals.get(slot.name) ?? slot.original })),
      },
    ]);
  }

  /** Finds that somebody else has changed the first address. */
  look(id: number): void {
    this.set(
      this.open.map((open) => ({
        ...open,
        state: open.id === id ? 'conflict' : open.state,
        slots: open.slots.map((slot, index) => ({
          ...slot,
          theirs: open.id === id && index === 0 ? { address: 'https://colleague.example.com/inbound' } : null,
        })),
      })),
    );
  }

  restore(id: number | null): void {
    this.set(id === null ? [] : this.open.filter((entry) => entry.id !== id));
  }

  set(open: OpenSwitch[]): void {
    this.open = open;
    this.#changed(open);
  }

  #application(holder: string): (typeof this.applications)[number] | undefined {
    return this.applications.find(({ id }) => id === holder);
  }

  #nameOf(holder: string): string {
    return this.#application(holder)?.name ?? 'SMS addresses of the account';
  }
}
