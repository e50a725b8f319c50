import { missingParts, partsOfText } from '../../main/domain/joined-text.ts';
import { buildTimeline } from '../../main/domain/message-timeline.ts';
import type { TimelineWebhook } from '../../main/domain/timeline-webhook.ts';
import type { ListedMessage, MessageDetail, MessageQuery } from '../../shared/contract.ts';
import { toMessageKey } from '../../shared/vonage/message-links.ts';
import type { Sample } from './samples.ts';

const MOST_STEPS = 500;

export interface FakeWebhook {
  readonly id: number;
  readonly receivedAt: number;
  readonly sentAt: number | null;
  readonly sample: Sample;
}

interface FakeMessage {
  readonly id: number;
  readonly webhooks: FakeWebhook[];
}

/** The messages that webhooks add up to, as the index has them; links to others are left to the tests. */
export class FakeMessages {
  readonly #messages = new Map<string, FakeMessage>();

  constructor(webhooks: Iterable<FakeWebhook>) {
    for (const webhook of webhooks) {
      const { api, messageId } = webhook.sample.row;
      if (messageId === null) continue;
      const key = toMessageKey(api, messageId);
      const message = this.#messages.get(key) ?? { id: this.#messages.size + 1, webhooks: [] };
      message.webhooks.push(webhook);
      this.#messages.set(key, message);
    }
  }

  ids({ family, search, after }: MessageQuery): Uint32Array {
    const wanted = search.toLowerCase();
    const found = Array.from(this.#messages.values(), (message) => ({ message, row: toRow(message) })).filter(
      ({ message, row }) =>
        row.family === family &&
        row.lastId > after &&
        message.webhooks.some(({ sample }) => sample.searched.includes(wanted)),
    );
    return Uint32Array.from(found.toSorted((a, b) => a.row.lastId - b.row.lastId).map(({ row }) => row.id));
  }

  rows(ids: readonly number[]): ListedMessage[] {
    const byId = new Map(Array.from(this.#messages.values(), (message) => [message.id, message]));
    return ids.flatMap((id) => {
      const message = byId.get(id);
      if (message === undefined) return [];
      const row = toRow(message);
      const receivedAt = message.webhooks.at(-1)?.receivedAt ?? 0;
      return [{ ...row, receivedAt, missingParts: missingParts(this.#partsWith(row)).length }];
    });
  }

  get(messageId: string): MessageDetail | null {
    const message = [...this.#messages.values()].find(
      ({ webhooks }) => webhooks[0]?.sample.row.messageId === messageId,
    );
    if (message === undefined) return null;
    const row = toRow(message);
    const parts = this.#partsWith(row);
    const steps = buildTimeline(message.webhooks.slice(0, MOST_STEPS).map(toTimelineWebhook)).steps;
    return {
      row,
      steps: steps.map(({ webhook, badges, missing, arrivals, ...step }) => ({
        ...webhook,
        ...step,
        webhookId: webhook.id,
        badges: [...badges],
        missing: [...missing],
        arrivals: [...arrivals],
      })),
      longText:
        row.part === null
          ? null
          : {
              text: parts.map(({ of }) => of.text).join(''),
              total: row.parts ?? 0,
              parts: parts.map(({ part, messageId: id, of }) => ({ part, messageId: id, webhookId: of.firstId })),
              missing: missingParts(parts),
            },
      replyTo: null,
      replies: [],
      group: [],
    };
  }

  #partsWith(row: ListedMessage | MessageDetail['row']) {
    if (row.part === null) return [];
    const candidates = Array.from(this.#messages.values(), toRow)
      .filter(({ part, from }) => part !== null && from === row.from)
      .map((of) => ({ of, messageId: of.messageId, part: of.part ?? 0, total: of.parts ?? 0, sentAt: of.firstAt }));
    return partsOfText(row.messageId, candidates);
  }
}

function toRow({ id, webhooks }: FakeMessage): MessageDetail['row'] {
  const { steps: _steps, badges, ...told } = buildTimeline(webhooks.slice(0, MOST_STEPS).map(toTimelineWebhook));
  const links = webhooks.map(({ sample }) => sample.links);
  const concat = links.find((link) => link.concat !== null)?.concat ?? null;
  return {
    ...told,
    id,
    messageId: webhooks[0]?.sample.row.messageId ?? '',
    family: told.api === 'voice' ? 'calls' : /^(?:messages|dispatch|sms)/.test(told.api) ? 'messages' : 'other',
    badges: [...badges],
    webhooks: webhooks.length,
    lastId: webhooks.at(-1)?.id ?? 0,
    attempt: links[0]?.attempt ?? null,
    attempts: links[0]?.attempts ?? null,
    contextId: links[0]?.contextId ?? null,
    part: concat?.part ?? null,
    parts: concat?.total ?? null,
  };
}

function toTimelineWebhook({ id, receivedAt, sentAt, sample: { row, links } }: FakeWebhook): TimelineWebhook {
  const { api, kind, channel, from, to, status, errorCode, summary } = row;
  const { direction, price, currency } = links;
  const told = { api, kind, channel, direction, from, to, status, errorCode, summary, price, currency };
  return { ...told, id, receivedAt, sentAt, bodyHash: `body of ${id}` };
}
