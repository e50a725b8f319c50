/** The decoded parameters of one webhook: a JSON object, a form or a query string (vonage-webhooks, section 2.1). */
export type Payload = Readonly<Record<string, unknown>>;

/** What one webhook says, in the words that every list, filter and export shares. All of it is derived from the stored bytes. */
export interface Understanding {
  /** Vonage's product, such as `messages-v1`, `sms` or `voice`; `unknown` where nothing fits. */
  readonly api: string;
  /** Which webhook of that product, such as `message-status`; `unknown` where nothing fits. */
  readonly kind: string;
  /** `sms`, `whatsapp`, ... as Vonage wrote it; null where the webhook has none. */
  readonly channel: string | null;
  /** The id that joins the webhooks of one message, call, request or conversation. */
  readonly messageId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: string | null;
  readonly errorCode: string | null;
  /** One line for a list: the text, the medium's name or what happened. Never empty, at most 200 characters. */
  readonly summary: string;
  /** Vonage's own time of the event, in milliseconds since 1970 UTC; null where missing or unreadable. */
  readonly sentAt: number | null;
  /** The API key named by the payload itself (SMS API); the one of a JWT is added by signature checking. */
  readonly account: string | null;
}
