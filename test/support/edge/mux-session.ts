import { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';

import { FLAG, FrameReader, TYPE, writeFrame } from './mux-frame.ts';

const WINDOW_BYTES = 256 * 1_024;
const SLICE_BYTES = 32 * 1_024;
const NOTHING = Buffer.alloc(0);
/** No stream ever has this id, so an increment for it does nothing, except that it acknowledges the agent's packet. */
const NO_STREAM = 0x7ffffffe;

/** The server's side of one muxado connection: many streams, each with a window of its own. */
export class MuxSession {
  readonly #socket: TLSSocket;
  readonly #streams = new Map<number, MuxStream>();
  readonly #opened: (stream: MuxStream) => void;
  #nextId = 2;

  constructor(socket: TLSSocket, opened: (stream: MuxStream) => void) {
    this.#socket = socket;
    this.#opened = opened;
    const reader = new FrameReader();
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      for (const { type, flags, streamId, body } of reader.read(chunk)) {
        if (type === TYPE.data) this.#takeData(streamId, flags, body);
        else if (type === TYPE.windowIncrement) this.#streams.get(streamId)?.addCredit(body.readUInt32BE());
        else if (type === TYPE.reset) this.#streams.get(streamId)?.destroy(new Error(`reset ${body.readUInt32BE()}`));
        else if (type === TYPE.goAway) socket.destroy();
      }
      // The SDK leaves Nagle on and would wait 40 ms for the system's acknowledgement of each small packet.
      this.send(TYPE.windowIncrement, 0, NO_STREAM, Buffer.alloc(4));
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const stream of this.#streams.values()) stream.destroy(new Error('the session is gone'));
    });
  }

  /** Opens a stream that begins with `head`, in one frame. */
  open(head: Buffer): MuxStream {
    const id = this.#nextId;
    this.#nextId += 2;
    const stream = this.#add(id);
    stream.addCredit(-head.length);
    this.send(TYPE.data, FLAG.syn, id, head);
    return stream;
  }

  send(type: number, flags: number, streamId: number, body: Buffer): void {
    if (this.#socket.writable) this.#socket.write(writeFrame({ type, flags, streamId, body }));
  }

  forget(id: number): void {
    this.#streams.delete(id);
  }

  #takeData(id: number, flags: number, body: Buffer): void {
    let stream = this.#streams.get(id);
    if (stream === undefined) {
      if ((flags & FLAG.syn) === 0) return;
      stream = this.#add(id);
      this.#opened(stream);
    }
    stream.arrive(body);
    if ((flags & FLAG.fin) !== 0) stream.arrive(null);
  }

  #add(id: number): MuxStream {
    const stream = new MuxStream(this, id);
    this.#streams.set(id, stream);
    return stream;
  }
}

/** One stream of a session, to be read and written like a socket. */
export class MuxStream extends Duplex {
  readonly #session: MuxSession;
  readonly #id: number;
  /** What we may still send before the other side gives more. */
  #credit = WINDOW_BYTES;
  #wake: (() => void) | null = null;
  #owed = 0;
  #ended = false;

  constructor(session: MuxSession, id: number) {
    super({ readableHighWaterMark: WINDOW_BYTES });
    this.#session = session;
    this.#id = id;
    // Whoever uses the stream hears of it as well; one that nobody uses any more must not end the process.
    this.on('error', () => {});
  }

  arrive(chunk: Buffer | null): void {
    if (chunk !== null) this.#owed += chunk.length;
    this.push(chunk);
  }

  addCredit(bytes: number): void {
    this.#credit += bytes;
    this.#wake?.();
  }

  override _read(): void {
    if (this.#owed === 0) return;
    const increment = Buffer.alloc(4);
    increment.writeUInt32BE(this.#owed);
    this.#owed = 0;
    this.#session.send(TYPE.windowIncrement, 0, this.#id, increment);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#finish();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    // An end, not a reset: after a reset the SDK leaves its connection to the upstream open.
    this.#finish();
    this.#session.forget(this.#id);
    done(error);
  }

  #send(chunk: Buffer, done: () => void): void {
    let rest = chunk;
    while (rest.length > 0 && this.#credit > 0) {
      const size = Math.min(rest.length, this.#credit, SLICE_BYTES);
      this.#credit -= size;
      this.#session.send(TYPE.data, 0, this.#id, rest.subarray(0, size));
      rest = rest.subarray(size);
    }
    this.#wake = null;
    if (rest.length === 0) done();
    else this.#wake = () => this.#send(rest, done);
  }

  #finish(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#session.send(TYPE.data, FLAG.fin, this.#id, NOTHING);
  }
}
