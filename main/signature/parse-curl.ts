import type { Pasted } from './parse-pasted.ts';
import { splitShellWords } from './split-shell-words.ts';

/** Flags that are followed by a value which is no part of the request, or none that is signed. */
const IGNORED_WITH_VALUE: ReadonlySet<string> = new Set(
  (
    '-A -b -c -C -D -e -E -F -K -m -o -Q -r -t -T -w -x -y -Y -z --user-agent --cookie --cookie-jar --referer --cert ' +
    '--key --cacert --config --connect-timeout --max-time --output --proxy --resolve --retry --retry-delay ' +
    '--write-out --interface --ciphers --form --limit-rate --max-redirs --connect-to --aws-sigv4'
  ).split(' '),
);
const DATA: ReadonlySet<string> = new Set([
  '-d',
  '--data',
  '--data-raw',
  '--data-binary',
  '--data-ascii',
  '--data-urlencode',
]);
const SHORT_WITH_VALUE = /^-([HXduAbeomxFw])(.+)$/s;

interface Command {
  method: string | null;
  url: string | null;
  readonly headers: string[];
  readonly data: string[];
  asQuery: boolean;
}

/** Reads a cURL command as "Copy as cURL" of browsers, proxies and this app writes it. Runs nothing, reads no file. */
export function parseCurl(text: string): Pasted {
  const words = splitShellWords(text.replace(/^\$\s+/, ''));
  if (words === null) return fail('A quotation mark in the command is not closed.');
  const command: Command = { method: null, url: null, headers: [], data: [], asQuery: false };
  const queue = words.slice(1);
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    const [flag, glued] = splitFlag(word);
    const problem = readFlag(command, flag, () => glued ?? queue.shift());
    if (problem !== null) return fail(problem);
  }
  if (command.url === null) return fail('The command has no address.');
  return toRequest(command, command.url);
}

/** `-XPOST` and `--request=POST` hold their value; a lone flag does not. */
function splitFlag(word: string): [flag: string, value: string | null] {
  const short = SHORT_WITH_VALUE.exec(word);
  if (short !== null) return [`-${short[1]}`, short[2] ?? ''];
  const equals = word.startsWith('--') ? word.indexOf('=') : -1;
  return equals === -1 ? [word, null] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** Returns what is wrong, as a sentence. */
function readFlag(command: Command, flag: string, next: () => string | undefined): string | null {
  const takesValue =
    DATA.has(flag) || ['-H', '--header', '-X', '--request', '--url', '--json', '-u', '--user'].includes(flag);
  if (!takesValue) {
    if (IGNORED_WITH_VALUE.has(flag)) next();
    else if (flag === '-G' || flag === '--get') command.asQuery = true;
    else if (flag === '-I' || flag === '--head') command.method = 'HEAD';
    else if (!flag.startsWith('-')) command.url ??= flag;
    return null;
  }
  const value = next();
  if (value === undefined) return `${flag} has no value.`;
  switch (flag) {
    case '-H':
    case '--header':
      return addHeader(command, value);
    case '-X':
    case '--request':
      command.method = value;
      return null;
    case '--url':
      command.url = value;
      return null;
    case '-u':
    case '--user':
      command.headers.push('Authorization', `Basic ${Buffer.from(value).toString('base64')}`);
      return null;
    default:
      return addData(command, flag, value);
  }
}

function addHeader(command: Command, line: string): string | null {
  const [, name, value] = /^([^:;\s]+)[:;][ \t]*(.*)$/s.exec(line) ?? [];
  if (name === undefined || value === undefined) return `“${line.slice(0, 60)}” is no header.`;
  command.headers.push(name, value);
  return null;
}

function addData(command: Command, flag: string, value: string): string | null {
  if (value.startsWith('@') && flag !== '--data-raw')
    return 'The body is in a file, which is not read from here. Paste the body itself.';
  if (flag === '--json') command.headers.push('Content-Type', 'application/json');
  command.data.push(flag === '--data-urlencode' ? encode(value) : value);
  return null;
}

function encode(value: string): string {
  const equals = value.indexOf('=');
  const [name, content] = equals === -1 ? ['', value] : [value.slice(0, equals + 1), value.slice(equals + 1)];
  return name + encodeURIComponent(Buffer.from(content).toString());
}

function toRequest({ method, headers, data, asQuery }: Command, url: string): Pasted {
  const body = data.join('&');
  const address = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
  // An address without a scheme, such as localhost:4747/x, begins with its host.
  const rest = (address === '' ? url.replace(/^[^/?#]*/, '') : url.slice(address.length)).split('#')[0] ?? '';
  const target = rest.startsWith('/') ? rest : `/${rest}`;
  const withQuery = asQuery && body !== '' ? `${target}${target.includes('?') ? '&' : '?'}${body}` : target;
  return {
    ok: true,
    request: {
      method: method ?? (body === '' || asQuery ? 'GET' : 'POST'),
      target: withQuery,
      rawHeaders: headers,
      body: Buffer.from(asQuery ? '' : body),
      receivedAt: null,
    },
  };
}

function fail(problem: string): Pasted {
  return { ok: false, problem };
}
