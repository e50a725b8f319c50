/** What is sent to a target: a webhook as it was captured, or as it was edited. */
export interface OutgoingWebhook {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** The request line, address and headers that go onto the wire. */
export interface SentRequest {
  readonly method: string;
  readonly url: URL;
  /** Path and query, byte for byte: `url` may have normalised them. */
  readonly target: string;
  readonly rawHeaders: readonly string[];
}

/** Why there is no whole answer. */
export interface DeliveryProblem {
  readonly code: string;
  /** A sentence for the person. */
  readonly message: string;
  /** False where no connection was made, so the target can't have got any of it. */
  readonly wasConnected: boolean;
}

export interface AppAnswer {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  /** The first part of what came, up to a limit. */
  readonly body: Uint8Array;
  /** What came, or was announced, at least. */
  readonly bodyBytes: number;
}

/** In microseconds from the start. */
export interface DeliveryTimes {
  /** Null where no connection was made, or an open one was used again. */
  readonly connectUs: number | null;
  readonly firstByteUs: number | null;
  readonly totalUs: number;
}

export interface DeliveryResult {
  /** May be there beside a problem: an answer that broke off. */
  readonly answer: AppAnswer | null;
  readonly problem: DeliveryProblem | null;
  readonly times: DeliveryTimes;
}

/** A target has taken a webhook only by a 2xx, as Vonage counts it (vonage-webhooks, 10.2); a redirect is none. */
export function isSuccess(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
