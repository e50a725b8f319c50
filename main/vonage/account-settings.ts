import { z } from 'zod';

import type { Holding, SlotHolder } from './slot-holder.ts';
import { readUnchanged } from './slot-holder.ts';
import { ACCOUNT_SLOTS } from './slots.ts';
import type { VonageHttp } from './vonage-http.ts';
import { notUnderstood } from './vonage-http.ts';

const settings = z.looseObject({
  'mo-callback-url': z.string().nullish(),
  'dr-callback-url': z.string().nullish(),
});

/** The names under which the two addresses are sent; they come back under others. */
const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['sms.mo-callback-url', 'moCallBackUrl'],
  ['sms.dr-callback-url', 'drCallBackUrl'],
]);
const FORM = 'application/x-www-form-urlencoded';

/**
 * The account's addresses for the SMS API. Only what is sent changes, and nothing but these two addresses is ever sent.
 * Vonage calls a new address first and refuses it unless it answers 200, also where an old one is put back.
 */
export function accountSettings(http: VonageHttp, restHost: string): SlotHolder {
  const url = `${restHost}/account/settings`;
  const post = { method: 'POST', url, contentType: FORM } as const;
  // Without a parameter it changes nothing and tells the present values.
  const read: SlotHolder['read'] = async (signal) =>
    toHolding(await http.send({ ...post, body: '', reads: true }, signal));
  return {
    read,
    async write(holding, changes, signal, onSend = () => {}) {
      const values = new URLSearchParams();
      for (const { name, address } of changes) values.set(PARAMETERS.get(name) ?? name, address ?? '');
      const body = values.toString();
      const bodyAgain = async (): Promise<string> => {
        await readUnchanged(read, holding, changes, signal);
        return body;
      };
      await http.send({ ...post, body, bodyAgain, reads: false, onSend }, signal);
    },
  };
}

function toHolding(text: string): Holding {
  const values = parseSettings(text);
  return {
    name: 'SMS addresses of the account',
    slots: ACCOUNT_SLOTS.map(({ name, member }) => {
      const address = values[member];
      const isSet = typeof address === 'string' && address !== '';
      return { name, address: isSet ? address : null, present: isSet, method: null };
    }),
    text,
    // Nothing else was sent, so nothing else can be different because of us.
    differences: () => [],
  };
}

function parseSettings(text: string): z.output<typeof settings> {
  try {
    return settings.parse(JSON.parse(text));
  } catch {
    throw notUnderstood('these are no account settings');
  }
}
