import { randomUUID } from 'node:crypto';
import { request } from 'node:http';

import { AppError } from '../../shared/reply.ts';
import type { Signer } from '../signature/sign-jwt.ts';
import { signJwt } from '../signature/sign-jwt.ts';
import type { Receiver } from '../receiver/receiver.ts';

/** Made up: it signs samples so that they look like the real thing, and belongs to no account. */
const SAMPLE_SIGNER = {
  secret: 'sample-signature-secret-that-belongs-to-nobody',
  apiKey: 'abcd1234',
  applicationId: '3f6d2b1c-8e47-4a59-9d30-5b7c1e0f2a68',
};
const TIMEOUT_MS = 5_000;

interface Sample {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Numbers are from the ranges that regulators keep for fiction. */
const samples: readonly ((messageId: string, at: string) => Sample)[] = [
  (messageId, at) => ({
    path: '/webhooks/inbound-message',
    body: {
      channel: 'whatsapp',
      message_uuid: messageId,
      to: '447700900000',
      from: '447700900001',
      timestamp: at,
      profile: { name: 'Sample Customer' },
      context_status: 'none',
      message_type: 'text',
      text: 'Hello! Is my order on its way?',
    },
  }),
  (messageId, at) => ({
    path: '/webhooks/message-status',
    body: {
      message_uuid: messageId,
      to: '447700900001',
      from: '447700900000',
      timestamp: at,
      channel: 'sms',
      status: 'delivered',
      usage: { currency: 'EUR', price: '0.0333' },
      client_ref: 'order-7781',
    },
  }),
  (messageId, at) => ({
    path: '/webhooks/message-status',
    body: {
      message_uuid: messageId,
      to: '447700900001',
      from: '447700900000',
      timestamp: at,
      channel: 'whatsapp',
      status: 'rejected',
      error: {
        type: 'https://developer.vonage.com/api-errors/messages#1340',
        title: '1340',
        detail: 'Outside allowed window',
        instance: randomUUID().replaceAll('-', ''),
      },
    },
  }),
];

/** Sends signed samples through the real receiver, one kind after the other. */
export class SampleSender {
  readonly #receiver: Receiver;
  readonly #signer: () => Signer | null;
  #sent = 0;

  /** `signer` is asked each time; null for the made-up one, while no account has a secret. */
  constructor(receiver: Receiver, signer: () => Signer | null) {
    this.#receiver = receiver;
    this.#signer = signer;
  }

  async send(): Promise<{ messageId: string }> {
    const messageId = randomUUID();
    const make = samples[this.#sent % samples.length];
    if (make === undefined) throw new Error('there is no sample');
    this.#sent += 1;
    const { path, body } = make(messageId, new Date().toISOString());
    const status = await this.#post(path, Buffer.from(JSON.stringify(body)));
    if (status >= 300) {
      throw new AppError('sample-refused', `The receiver answered the sample with ${status}. Nothing was stored.`);
    }
    return { messageId };
  }

  #post(path: string, body: Buffer): Promise<number> {
    const token = signJwt(body, this.#signer() ?? SAMPLE_SIGNER, Math.floor(Date.now() / 1_000));
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: this.#receiver.port,
          path,
          method: 'POST',
          agent: false,
          timeout: TIMEOUT_MS,
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${token}`,
            'content-length': body.length,
          },
        },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      outgoing.on('error', (error) =>
        reject(
          new AppError('sample-failed', `The sample did not reach the receiver: ${error.message}.`, { cause: error }),
        ),
      );
      // The receiver must know the connection as ours before its first byte, so the body waits for the port.
      outgoing.on('socket', (socket) =>
        socket.once('connect', () => {
          this.#receiver.expectFrom(socket.localPort ?? 0, 'simulator');
          outgoing.end(body);
        }),
      );
    });
  }
}
