/** How a status is to be felt: under way, as hoped, as feared, or neither. */
export type Tone = 'progress' | 'good' | 'bad' | 'neutral';

export interface StatusExplanation {
  /** One sentence. */
  readonly meaning: string;
  /** No other status should follow. */
  readonly final: boolean;
  readonly tone: Tone;
}

/** By the status in lower case. */
export type Statuses = ReadonlyMap<string, StatusExplanation>;

export function progress(meaning: string): StatusExplanation {
  return { meaning, final: false, tone: 'progress' };
}

/** Good so far, but more may follow. */
export function goodSoFar(meaning: string): StatusExplanation {
  return { meaning, final: false, tone: 'good' };
}

/** Bad for one step, while another may still succeed. */
export function badSoFar(meaning: string): StatusExplanation {
  return { meaning, final: false, tone: 'bad' };
}

export function good(meaning: string): StatusExplanation {
  return { meaning, final: true, tone: 'good' };
}

export function bad(meaning: string): StatusExplanation {
  return { meaning, final: true, tone: 'bad' };
}

/** An end that is neither. */
export function neutral(meaning: string): StatusExplanation {
  return { meaning, final: true, tone: 'neutral' };
}

/** Something that happened, without being a step towards an end. */
export function event(meaning: string): StatusExplanation {
  return { meaning, final: false, tone: 'neutral' };
}
