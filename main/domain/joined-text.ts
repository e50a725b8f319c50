/** One SMS of a long text, as a candidate: reference and sender are known to be the same. */
export interface TextPart {
  readonly messageId: string;
  readonly part: number;
  readonly total: number;
  /** In milliseconds since 1970 UTC. */
  readonly sentAt: number;
}

/** References are small numbers and come round again: parts of one text are not further apart than this (7.3). */
export const LONGEST_JOIN_MS = 3_600_000;

/**
 * The parts of the text that `messageId` is a part of, in order; none where it is not among the candidates. A text
 * begins with its oldest part, and takes what fits until an hour later; what is there already begins the next one.
 */
export function partsOfText<P extends TextPart>(messageId: string, candidates: readonly P[]): P[] {
  const texts: P[][] = [];
  for (const part of candidates.toSorted(compare)) {
    const text = texts.find(([first, ...others]) => first !== undefined && fits(part, [first, ...others]));
    if (text === undefined) texts.push([part]);
    else text.push(part);
  }
  const own = texts.find((text) => text.some((part) => part.messageId === messageId)) ?? [];
  return own.toSorted((a, b) => a.part - b.part);
}

/** The numbers of the parts that are not there. */
export function missingParts(parts: readonly TextPart[]): number[] {
  const there = new Set(parts.map(({ part }) => part));
  const total = parts[0]?.total ?? 0;
  return Array.from({ length: total }, (_, index) => index + 1).filter((part) => !there.has(part));
}

function fits(part: TextPart, text: readonly TextPart[]): boolean {
  const [first] = text;
  return (
    first !== undefined &&
    first.total === part.total &&
    part.sentAt - first.sentAt <= LONGEST_JOIN_MS &&
    text.every((other) => other.part !== part.part)
  );
}

function compare(a: TextPart, b: TextPart): number {
  return a.sentAt - b.sentAt || a.part - b.part || (a.messageId < b.messageId ? -1 : 1);
}
