/** As much of ASN.1's DER as a certificate needs (X.690). */
const TAG = { boolean: 0x01, integer: 0x02, bits: 0x03, octets: 0x04, oid: 0x06, text: 0x0c, utc: 0x17 };
const SEQUENCE = 0x30;
const SET = 0x31;

function element(tag: number, content: Uint8Array): Buffer {
  const size = content.length;
  const short = size < 0x80;
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(size);
  const length = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from(short ? [tag, size] : [tag, 0x80 | length.length, ...length]), content]);
}

export const sequence = (...parts: Uint8Array[]): Buffer => element(SEQUENCE, Buffer.concat(parts));
export const set = (...parts: Uint8Array[]): Buffer => element(SET, Buffer.concat(parts));
export const yes = element(TAG.boolean, Buffer.from([0xff]));
/** The bytes as they are: they must be minimal and positive, so the first one is from 0x01 to 0x7f. */
export const integer = (bytes: Uint8Array): Buffer => element(TAG.integer, bytes);
export const octets = (content: Uint8Array): Buffer => element(TAG.octets, content);
export const text = (value: string): Buffer => element(TAG.text, Buffer.from(value));
export const bits = (content: Uint8Array, unused = 0): Buffer =>
  element(TAG.bits, Buffer.concat([Buffer.from([unused]), content]));
export const utcTime = (date: Date): Buffer =>
  element(TAG.utc, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
/** `[number]`: a part that is told by its place; `constructed` where it holds elements. */
export const tagged = (number: number, content: Uint8Array, constructed = true): Buffer =>
  element((constructed ? 0xa0 : 0x80) | number, content);

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const digits = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
    bytes.push(...digits);
  }
  return element(TAG.oid, Buffer.from(bytes));
}
