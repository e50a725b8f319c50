import type { KindDefinition } from './kind-definition.ts';
import { KINDS } from './kinds.ts';
import { accountUrlProbe } from './kinds/account-url-probe.ts';
import { UNREADABLE, unknown } from './kinds/unknown.ts';
import { toLine } from './line.ts';
import type { Payload, Understanding } from './understanding.ts';

/** What could be decoded of a request (2.1). */
export type Decoded =
  | { readonly type: 'parameters'; readonly payload: Payload }
  /** A GET or HEAD without parameters. A POST of `{}` is not: it has parameters, none of them known. */
  | { readonly type: 'none' }
  /** An array, a number, text, XML, broken JSON, an empty POST: nothing with named parameters. */
  | { readonly type: 'unreadable' };

/** Reads one webhook by its content alone; the path that it came on says nothing (1.3). Never throws. */
export function understand(decoded: Decoded): Understanding {
  switch (decoded.type) {
    case 'parameters':
      return describeAs(KINDS.find((kind) => kind.matches(decoded.payload)) ?? unknown, decoded.payload);
    case 'none':
      return describeAs(accountUrlProbe, {});
    case 'unreadable':
      return { ...describeAs(unknown, {}), summary: UNREADABLE };
  }
}

function describeAs(kind: KindDefinition, payload: Payload): Understanding {
  const details = kind.describe(payload);
  return {
    api: kind.api,
    kind: kind.kind,
    channel: details.channel ?? null,
    messageId: details.messageId ?? null,
    from: details.from ?? null,
    to: details.to ?? null,
    status: details.status ?? null,
    errorCode: details.errorCode ?? null,
    summary: toLine(details.summary) ?? kind.label,
    sentAt: details.sentAt ?? null,
    account: details.account ?? null,
  };
}
