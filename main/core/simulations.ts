import type { Input, Output } from '../../shared/contract.ts';
import type { Destination, Target } from '../../shared/contract/deliveries.ts';
import type { SignWith, Simulation } from '../../shared/contract/simulate.ts';
import { AppError } from '../../shared/reply.ts';
import type { Encoded } from '../domain/decode-payload.ts';
import type { Log } from '../domain/log.ts';
import { CATALOGUE } from '../simulate/catalogue.ts';
import { draftOfEntry, draftOfRequest, planDraft } from '../simulate/draft.ts';
import { LIVES } from '../simulate/lives.ts';
import type { PlannedWebhook } from '../simulate/plan.ts';
import { planSource } from '../simulate/plan-source.ts';
import type { SentWebhook } from '../simulate/run-plan.ts';
import { runPlan } from '../simulate/run-plan.ts';
import type { SendWebhook, Simulator } from '../simulate/simulator.ts';

const MOST_LOGGED = 200;
const NOTHING: Simulation = { isRunning: false, total: 0, sent: 0, failed: 0, seed: null, log: [] };

/** What the window simulates: one thing at a time, with a log of the answers. */
export class Simulations {
  readonly #simulator: Simulator;
  readonly #resolve: (to: Destination) => Target;
  readonly #log: Log;
  readonly #changed: () => void;
  #current: Simulation = NOTHING;
  #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor(simulator: Simulator, resolve: (to: Destination) => Target, log: Log, changed: () => void) {
    this.#simulator = simulator;
    this.#resolve = resolve;
    this.#log = log;
    this.#changed = changed;
  }

  get current(): Simulation {
    return this.#current;
  }

  catalogue(): Output<'simulate:catalogue'> {
    return { entries: CATALOGUE, lives: LIVES.map(({ name, label, channels }) => ({ name, label, channels })) };
  }

  draft({ fields, ...name }: Input<'simulate:draft'>): Output<'simulate:draft'> {
    return draftOfEntry(name, fields);
  }

  draftOf(request: Encoded): Output<'simulate:draft-of'> {
    return draftOfRequest(request);
  }

  life({ name, channel }: Input<'simulate:life'>): Output<'simulate:life'> {
    const life = LIVES.find((each) => each.name === name);
    if (life === undefined || (life.channels.length > 0 && !life.channels.includes(channel))) {
      throw new AppError('no-life', 'There is no such life.');
    }
    return { text: `${life.write(channel)}\n` };
  }

  send({ draft, count, signWith, to }: Input<'simulate:send'>): Simulation {
    return this.#begin(planDraft(draft, count), null, true, this.#sender(signWith, to));
  }

  run({ text, scramble, isPaced, signWith, to }: Input<'simulate:run'>): Simulation {
    const send = this.#sender(signWith, to);
    const { plan, seed } = planSource(text, { scramble, isPaced }, Date.now());
    return this.#begin(plan, plan.some(({ note }) => note !== null) ? seed : null, isPaced, send);
  }

  stop(): Simulation {
    this.#stop.abort();
    return this.#current;
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  #sender(signWith: SignWith, to: Destination | null): SendWebhook {
    return this.#simulator.sender(signWith, to === null ? null : this.#resolve(to));
  }

  #begin(plan: readonly PlannedWebhook[], seed: number | null, isPaced: boolean, send: SendWebhook): Simulation {
    if (this.#current.isRunning) {
      throw new AppError('busy', 'A simulation is running. Wait until it has ended, or stop it.');
    }
    this.#stop = new AbortController();
    this.#current = { ...NOTHING, isRunning: true, total: plan.length, seed };
    const { signal } = this.#stop;
    this.#ended = runPlan(plan, { send, isPaced, signal, onSent: (sent) => this.#add(sent) })
      .catch((error: unknown) => this.#log.error('a simulation broke off', error as Error))
      .finally(() => this.#change({ isRunning: false }));
    return this.#current;
  }

  #add(webhook: SentWebhook): void {
    const { sent, failed, log } = this.#current;
    const isAccepted = webhook.answer !== null && webhook.answer >= 200 && webhook.answer < 300;
    this.#change({
      sent: sent + 1,
      failed: failed + (isAccepted ? 0 : 1),
      log: [...log, { ...webhook, number: sent + 1 }].slice(-MOST_LOGGED),
    });
  }

  #change(changes: Partial<Simulation>): void {
    this.#current = { ...this.#current, ...changes };
    this.#changed();
  }
}
