import { useMemo } from 'react';

import type { WebhookDetail } from '../../shared/contract.ts';
import type { TemplateValues } from '../../shared/rules/template.ts';
import { useDetail } from '../detail/use-detail.ts';
import { bodyTextOf } from '../payload/body-text.ts';
import { parseForm, parseQuery } from '../payload/parse-query.ts';

/** In characters: a larger body is not read anew while somebody types. */
const LARGEST_TRIED = 1_000_000;

/** What the placeholders of a template would become for this webhook; null without one. */
export function useTemplateValues(webhookId: number | null): TemplateValues | null {
  const detail = useDetail(webhookId);
  return useMemo(() => (detail ? valuesOf(detail) : null), [detail]);
}

function valuesOf(detail: WebhookDetail): TemplateValues {
  const { from, to, messageId, kind, api, channel, status, errorCode, receivedAt } = detail.row;
  const now = new Date(receivedAt / 1_000).toISOString();
  return {
    names: { from, to, id: messageId, kind, api, channel, status, error: errorCode, now },
    payload: payloadOf(detail),
  };
}

function payloadOf(detail: WebhookDetail): unknown {
  const text = bodyTextOf(detail);
  if (text === '') return Object.fromEntries(parseQuery(detail.target));
  if (text.length > LARGEST_TRIED) return null;
  if (!text.trimStart().startsWith('{')) return Object.fromEntries(parseForm(text));
  try {
    return JSON.parse(text);
  } catch {
    return null; // Then the receiver can't read it either.
  }
}
