import { AppError } from '../../shared/reply.ts';
import { ACCOUNT_HOLDER } from '../store/switch-journal.ts';
import { accountSettings } from './account-settings.ts';
import { Applications } from './applications.ts';
import type { SlotHolder } from './slot-holder.ts';
import type { VonageHosts, VonageLimits } from './vonage-http.ts';
import { VonageHttp } from './vonage-http.ts';

export interface VonageClient {
  readonly applications: Applications;
  /** An application by its id, or the account by {@link ACCOUNT_HOLDER}. */
  holder(name: string): SlotHolder;
}

/** One client for each API key, so that all requests of an account keep one pace. */
export class VonageClients {
  readonly #hosts: VonageHosts;
  readonly #limits: VonageLimits;
  readonly #secretOf: (apiKey: string) => string | null;
  readonly #clients = new Map<string, { readonly apiSecret: string; readonly client: VonageClient }>();

  constructor(hosts: VonageHosts, limits: VonageLimits, secretOf: (apiKey: string) => string | null) {
    this.#hosts = hosts;
    this.#limits = limits;
    this.#secretOf = secretOf;
  }

  of(apiKey: string): VonageClient {
    const apiSecret = this.#secretOf(apiKey);
    if (apiSecret === null) {
      throw new AppError(
        'no-api-secret',
        `There is no API secret for the API key ${apiKey} that can be read here. Enter it in Setup, or, without a window, ` +
          'set VONAGE_API_KEY and VONAGE_API_SECRET.',
      );
    }
    const known = this.#clients.get(apiKey);
    if (known?.apiSecret === apiSecret) return known.client;
    const http = new VonageHttp({ apiKey, apiSecret }, this.#limits);
    const applications = new Applications(http, this.#hosts.api);
    const client: VonageClient = {
      applications,
      holder: (name) => (name === ACCOUNT_HOLDER ? accountSettings(http, this.#hosts.rest) : applications.holder(name)),
    };
    this.#clients.set(apiKey, { apiSecret, client });
    return client;
  }
}
