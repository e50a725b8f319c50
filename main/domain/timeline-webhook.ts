/** What a timeline needs to know of each webhook of its message: no more than the index has. */
export interface TimelineWebhook {
  /** Ascending in the order of arrival. */
  readonly id: number;
  /** Microseconds since 1970 UTC. */
  readonly receivedAt: number;
  /** Vonage's own time, in milliseconds since 1970 UTC. */
  readonly sentAt: number | null;
  readonly api: string;
  readonly kind: string;
  readonly channel: string | null;
  readonly direction: 'inbound' | 'outbound' | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: string | null;
  readonly errorCode: string | null;
  readonly summary: string;
  readonly price: string | null;
  readonly currency: string | null;
  /** Of body and query; null where `repeatKey` does not need it. */
  readonly bodyHash: string | null;
}
