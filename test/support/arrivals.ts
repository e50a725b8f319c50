import type { Arrival } from '../../main/capture/capture-log.ts';
import type { StoredRequest } from '../../main/domain/captured-request.ts';

/** Text where the test reads better so; the bytes are what counts. */
interface Body {
  readonly body?: Uint8Array | string;
}

/** What the receiver hands over: an empty POST to `/`, but for what the test is about. */
export function anArrival({ body = '', ...fields }: Partial<Omit<Arrival, 'body'>> & Body = {}): Arrival {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return {
    receivedAt: 1_736_933_400_000_000,
    method: 'POST',
    target: '/',
    httpVersion: '1.1',
    rawHeaders: [],
    announcedBytes: bytes.length,
    outcome: 'complete',
    remote: '127.0.0.1:50000',
    via: 'local',
    answer: { status: 200, contentType: null, body: '', rule: null },
    ...fields,
    body: bytes,
  };
}

/** The same as it is read back from the record. */
export function aStoredRequest(fields: Partial<Omit<StoredRequest, 'body'>> & Body = {}): StoredRequest {
  const { id = 1, durationUs = 0, ...rest } = fields;
  return { id, durationUs, ...anArrival(rest) };
}
