import { z } from 'zod';

import { AppError } from '../../../shared/reply.ts';
import type { ChosenApplication } from '../../../shared/contract/setup.ts';
import { ACCOUNT_HOLDER } from '../../store/switch-journal.ts';
import { readApplication } from '../application-text.ts';
import type { Holding } from '../slot-holder.ts';
import { VonageError } from '../vonage-error.ts';
import type { Answered, ApplicationFacts, VonageFacts } from './facts.ts';

/** Reads the addresses of an application or of the account. */
export type Read = (wanted: { readonly apiKey: string; readonly holder: string }) => Promise<Holding>;

/** Two questions: what was refused of one says nothing about the other. */
export async function askVonage(
  read: Read,
  apiKey: string,
  application: ChosenApplication | null,
  now: () => number,
): Promise<VonageFacts> {
  const id = application?.apiKey === apiKey ? application.id : null;
  const asked = id === null ? null : { ...(await answered(read({ apiKey, holder: id }), toApplicationFacts)), id };
  const sms = await answered(read({ apiKey, holder: ACCOUNT_HOLDER }), ({ slots }) => slots);
  return { askedAt: now(), apiKey, application: asked, sms };
}

async function answered<T>(asking: Promise<Holding>, toFacts: (holding: Holding) => T): Promise<Answered<T>> {
  try {
    return { value: toFacts(await asking) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: error.message, isPassing: !(error instanceof VonageError) || error.isPassing };
  }
}

const switches = z.looseObject({
  capabilities: z
    .looseObject({
      messages: z
        .looseObject({ version: z.string().max(20).nullish().catch(null) })
        .nullish()
        .catch(null),
      voice: z
        .looseObject({ signed_callbacks: z.boolean().nullish().catch(null) })
        .nullish()
        .catch(null),
      rtc: z
        .looseObject({ signed_callbacks: z.boolean().nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish(),
});

function toApplicationFacts({ text }: Holding): ApplicationFacts {
  const { name, capabilities, slots } = readApplication(text);
  const { messages, voice, rtc } = switches.parse(JSON.parse(text)).capabilities ?? {};
  return {
    name,
    capabilities,
    slots,
    messagesVersion: messages?.version ?? null,
    unsigned: [
      ...(voice?.signed_callbacks === false ? ['voice'] : []),
      ...(rtc?.signed_callbacks === false ? ['conversation'] : []),
    ],
  };
}
