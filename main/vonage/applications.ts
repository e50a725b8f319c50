import { z } from 'zod';

import { changeApplication, differencesBesides, readApplication } from './application-text.ts';
import type { Holding, SlotHolder } from './slot-holder.ts';
import { readUnchanged } from './slot-holder.ts';
import type { VonageHttp } from './vonage-http.ts';
import { notUnderstood } from './vonage-http.ts';

export interface ApplicationSummary {
  readonly id: string;
  readonly name: string;
  readonly capabilities: readonly string[];
}

const PAGE_SIZE = 100;
/** More applications than that are a fault of the paging. */
const MOST_PAGES = 50;

const page = z.looseObject({
  total_pages: z.number().int().nonnegative().optional(),
  _embedded: z
    .looseObject({
      applications: z.array(
        z.looseObject({
          id: z.string().min(1).max(100),
          name: z.string(),
          // In another form, one application would hide all others.
          capabilities: z.record(z.string(), z.unknown()).catch({}),
        }),
      ),
    })
    .optional(),
});

/** The Applications API, version 2, of one account. */
export class Applications {
  readonly #http: VonageHttp;
  readonly #url: string;

  constructor(http: VonageHttp, apiHost: string) {
    this.#http = http;
    this.#url = `${apiHost}/v2/applications`;
  }

  /** All applications, by name. One that moves to another page while they are read is listed once. */
  async list(signal: AbortSignal): Promise<ApplicationSummary[]> {
    const found = new Map<string, ApplicationSummary>();
    for (let number = 1; number <= MOST_PAGES; number += 1) {
      const url = `${this.#url}?page_size=${PAGE_SIZE}&page=${number}`;
      const { total_pages: pages = 1, _embedded: embedded } = parsePage(
        await this.#http.send({ method: 'GET', url, reads: true }, signal),
      );
      const applications = embedded?.applications ?? [];
      for (const { id, name, capabilities } of applications) {
        found.set(id, { id, name, capabilities: Object.keys(capabilities) });
      }
      if (number >= pages || applications.length === 0) break;
    }
    return [...found.values()].toSorted((one, two) => one.name.localeCompare(two.name));
  }

  /** One application as a holder of addresses. */
  holder(id: string): SlotHolder {
    const url = `${this.#url}/${encodeURIComponent(id)}`;
    const read: SlotHolder['read'] = async (signal) =>
      toHolding(id, await this.#http.send({ method: 'GET', url, reads: true }, signal));
    return {
      read,
      write: async (holding, changes, signal, onSend = () => {}) => {
        const body = changeApplication(holding.text, changes);
        const bodyAgain = async (): Promise<string> =>
          changeApplication((await readUnchanged(read, holding, changes, signal)).text, changes);
        const contentType = 'application/json';
        await this.#http.send({ method: 'PUT', url, body, bodyAgain, contentType, reads: false, onSend }, signal);
      },
    };
  }
}

function toHolding(wanted: string, text: string): Holding {
  const { id, name, slots } = readApplication(text);
  if (id !== wanted) throw notUnderstood('this is another application');
  return { name, slots, text, differences: (later, names) => differencesBesides(text, later.text, names) };
}

function parsePage(text: string): z.output<typeof page> {
  try {
    return page.parse(JSON.parse(text));
  } catch {
    throw notUnderstood('this is no list of applications');
  }
}
