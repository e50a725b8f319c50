/** A message between two endpoints, as a candidate for an answer. */
export interface Spoken {
  readonly messageId: string;
  readonly direction: 'inbound' | 'outbound' | null;
  readonly channel: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** In milliseconds since 1970 UTC. */
  readonly firstAt: number;
  /** The message that this one says it answers. */
  readonly contextId: string | null;
}

export interface Link<S> {
  readonly message: S;
  /** True where only numbers and time say so. */
  readonly isGuess: boolean;
}

/** Later than this nobody answers, they begin anew; it is also the window in which WhatsApp lets a business answer. */
export const REPLY_WINDOW_MS = 86_400_000;

/** What an inbound message answers: the one that it names, or else the last one that was sent to its sender before. */
export function answeredBy<S extends Spoken>(reply: Spoken, candidates: readonly S[]): Link<S> | null {
  if (reply.direction !== 'inbound') return null;
  if (reply.contextId !== null) {
    const named = candidates.find(({ messageId }) => messageId === reply.contextId);
    return named === undefined ? null : { message: named, isGuess: false };
  }
  const sent = candidates.filter((candidate) => mayBeAnswered(candidate, reply));
  if (sent.length === 0) return null;
  return { message: sent.reduce((last, next) => (isLater(next, last) ? next : last)), isGuess: true };
}

/** The inbound messages that answer this one, the oldest first. */
export function repliesTo<S extends Spoken>(sent: Spoken, candidates: readonly S[]): Link<S>[] {
  const links: Link<S>[] = [];
  for (const message of candidates) {
    const answered = answeredBy(message, [sent, ...candidates]);
    if (answered?.message.messageId === sent.messageId) links.push({ message, isGuess: answered.isGuess });
  }
  return links.toSorted((a, b) => (isLater(a.message, b.message) ? 1 : -1));
}

function mayBeAnswered(sent: Spoken, reply: Spoken): boolean {
  const gap = reply.firstAt - sent.firstAt;
  return (
    sent.direction === 'outbound' &&
    sent.channel === reply.channel &&
    gap >= 0 &&
    gap <= REPLY_WINDOW_MS &&
    isSameEndpoint(sent.from, reply.to) &&
    isSameEndpoint(sent.to, reply.from)
  );
}

function isLater(one: Spoken, other: Spoken): boolean {
  return one.firstAt === other.firstAt ? one.messageId > other.messageId : one.firstAt > other.firstAt;
}

/** Sources write numbers with and without `+`, names in any case. */
function isSameEndpoint(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && toNumber(one) === toNumber(other);
}

function toNumber(endpoint: string): string {
  return endpoint.replace(/^\+/, '').toLowerCase();
}
