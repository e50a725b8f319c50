// @vitest-environment node
import { execFileSync } from 'node:child_process';

import { assert, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';

import { toCurl } from '../../renderer/webhooks/curl.ts';
import { aSample, type SampleRequest } from '../support/samples.ts';

/** Stands in for curl: writes its arguments, each ended by NUL, and then what it got on standard input. */
const CURL = `curl() { for a; do printf '%s\\0' "$a"; done; case "$*" in *@-*) printf '@STDIN@'; cat;; esac; }\n`;

/** What a real shell makes of the command. */
function run(request: SampleRequest): { readonly args: string[]; readonly body: Buffer } {
  const command = toCurl(aSample(request).detail, 'http://127.0.0.1:4747');
  const output = execFileSync('sh', { input: CURL + command });
  const at = output.indexOf('@STDIN@');
  const args = (at === -1 ? output : output.subarray(0, at)).toString('utf8').split('\0').slice(0, -1);
  const raw = args[args.indexOf('--data-raw') + 1] ?? '';
  return { args, body: at === -1 ? Buffer.from(raw) : output.subarray(at + 7) };
}

const after = (args: string[], name: string): string[] =>
  args.flatMap((arg, at) => (args[at - 1] === name ? [arg] : []));

test('method, address and headers are sent as they came, those of the connection are not', () => {
  const { args } = run({
    method: 'PUT',
    path: '/webhooks/event?a=1&b=%20',
    headers: [
      ['Host', 'x'],
      ['X-One', 'it’s "quoted" $HOME `id`'],
      ['X-One', 'again'],
      ['X-Empty', ''],
      ['Content-Length', '2'],
      ['Content-Type', 'application/json'],
    ],
    body: '{}',
  });
  expect(after(args, '--request')).toEqual(['PUT']);
  expect(after(args, '--url')).toEqual(['http://127.0.0.1:4747/webhooks/event?a=1&b=%20']);
  expect(after(args, '--header')).toEqual([
    'X-One: it’s "quoted" $HOME `id`',
    'X-One: again',
    'X-Empty;',
    'Content-Type: application/json',
  ]);
});

test.each([
  ['quotes and dollars', `it's "$HOME" \`id\` \\n !! %s`],
  ['a body that starts like a file name', '@/etc/passwd'],
  ['line ends and tabs', 'a\r\nb\n\tc'],
  ['other alphabets', 'Zoë 你好 🚀'],
  ['a trailing line end', 'text\n\n'],
])('%s arrive unchanged', (_name, body) => {
  expect(run({ body }).body.toString()).toBe(body);
});

test('bytes that printf would take for an option arrive unchanged', () => {
  expect([...run({ body: Uint8Array.from([0x2d, 0x00, 0x25, 0x5c]) }).body]).toEqual([0x2d, 0x00, 0x25, 0x5c]);
});

test('any bytes arrive unchanged', () => {
  const bytes = uint8Array({ minLength: 1, maxLength: 300 });
  assert(
    property(bytes, (body) => {
      expect(Buffer.compare(run({ body }).body, Buffer.from(body))).toBe(0);
    }),
    { numRuns: 100 },
  );
});

test('a body too long for one argument goes through standard input', () => {
  const body = `'${'long '.repeat(60_000)}'`;
  const result = run({ body });
  expect(result.args).toContain('@-');
  expect(result.body.toString()).toBe(body);
});

test('a body without a content type does not become a form', () => {
  expect(after(run({ headers: [], body: 'a=1' }).args, '--header')).toEqual(['Content-Type:']);
});

test('a GET has no body', () => {
  const { args } = run({ method: 'GET', path: '/webhooks/answer?to=1', headers: [] });
  expect(args.some((arg) => arg.startsWith('--data'))).toBe(false);
});
