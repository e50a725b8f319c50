import type { WebhookDetail } from '../../shared/contract.ts';

/** Made by curl or by the connection itself; sending them again would be wrong or double. */
const NOT_SENT = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'expect', 'keep-alive']);
/** Above this, a shell may refuse the text as one argument. */
const LARGEST_ARGUMENT = 100_000;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\0-\x08\x0b-\x1f\x7f]/;

/** A command for a POSIX shell that sends the same request, byte for byte, to `baseUrl`. */
export function toCurl(detail: Pick<WebhookDetail, 'row' | 'target' | 'headers' | 'body'>, baseUrl: string): string {
  const { row, target, headers, body } = detail;
  const path = target.startsWith('/') ? target : row.path;
  const options = [`--request ${quote(row.method)}`, `--url ${quote(baseUrl + path)}`, '--path-as-is --globoff'];
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  for (const [name, value] of headers) {
    if (!NOT_SENT.has(name.toLowerCase())) options.push(`--header ${quote(toHeader(name, value))}`);
  }
  if (body.length === 0) return join('curl', options);

  // Left alone, curl would call every body a form.
  if (!names.has('content-type')) options.push(`--header 'Content-Type:'`);
  const text = toPlainText(body);
  if (text !== null && text.length <= LARGEST_ARGUMENT) return join('curl', [...options, `--data-raw ${quote(text)}`]);
  const printed = text === null ? `printf ${quote(toOctal(body))}` : `printf %s ${quote(text)}`;
  return `${printed} | ${join('curl', [...options, '--data-binary @-'])}`;
}

function join(command: string, options: readonly string[]): string {
  return [command, ...options].join(' \\\n  ');
}

function toHeader(name: string, value: string): string {
  return value === '' ? `${name};` : `${name}: ${value}`;
}

/** Inside of single quotes a shell reads every character as it is, but for the quote itself. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Null where the bytes are no UTF-8 or hold what an argument cannot carry. */
function toPlainText(body: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return CONTROL.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Bytes in the words of printf: what it would read as an option, a format or an end is in octal. */
function toOctal(body: Uint8Array): string {
  let text = '';
  for (const byte of body) {
    const character = String.fromCharCode(byte);
    text += /[\w .,:;/{}[\]"]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return text;
}
