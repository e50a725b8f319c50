/** muxado's frames: 8 bytes of header, integers big-endian, then the body (ngrok-edge-protocol, 3). */
export const TYPE = { reset: 0, data: 1, windowIncrement: 2, goAway: 3 } as const;
export const FLAG = { fin: 1, syn: 2 } as const;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly body: Buffer;
}

const HEADER_BYTES = 8;

export function writeFrame({ type, flags, streamId, body }: Frame): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUIntBE(body.length, 0, 3);
  header.writeUInt8((type << 4) | flags, 3);
  header.writeUInt32BE(streamId, 4);
  return Buffer.concat([header, body]);
}

/** Takes bytes as they come and gives the frames that are whole. */
export class FrameReader {
  #pending: Buffer = Buffer.alloc(0);

  *read(chunk: Buffer): Generator<Frame> {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (this.#pending.length >= HEADER_BYTES) {
      const end = HEADER_BYTES + this.#pending.readUIntBE(0, 3);
      if (this.#pending.length < end) return;
      const kind = this.#pending.readUInt8(3);
      const frame: Frame = {
        type: kind >> 4,
        flags: kind & 0x0f,
        streamId: this.#pending.readUInt32BE(4),
        body: this.#pending.subarray(HEADER_BYTES, end),
      };
      this.#pending = this.#pending.subarray(end);
      yield frame;
    }
  }
}
