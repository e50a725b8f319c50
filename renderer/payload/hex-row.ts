/** One row of a hex dump: the bytes in two groups, and what of them can be read. */
export function toHexRow(
  bytes: Uint8Array,
  from: number,
  length: number,
): { readonly hex: string; readonly text: string } {
  const half = length / 2;
  let hex = '';
  let text = '';
  for (let place = 0; place < length; place += 1) {
    const byte = bytes[from + place];
    if (place > 0) hex += place === half ? '  ' : ' ';
    hex += byte === undefined ? '  ' : byte.toString(16).padStart(2, '0');
    if (byte !== undefined) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
  }
  return { hex, text };
}
