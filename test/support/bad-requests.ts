/** A connection that the fuzz test makes: what it writes, in which pieces, and how it leaves. */
export interface BadConnection {
  readonly pieces: readonly Buffer[];
  /** Cuts the connection after the last piece instead of ending it. */
  readonly hangsUp: boolean;
  /** Whole and well-formed requests, where all of the connection is: these must be stored as they are. */
  readonly whole: readonly { readonly target: string; readonly body: Buffer }[] | null;
}

/** A small seeded generator (mulberry32): the same seed makes the same requests on every machine. */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (probability: number): boolean => next() < probability,
    pick<T>(choices: readonly T[]): T {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new Error('nothing to pick from');
      return choice;
    },
    bytes: (length: number): Buffer => Buffer.from(Array.from({ length }, () => below(256))),
  };
}

type Random = ReturnType<typeof createRandom>;

const METHODS = [
  'GET',
  'POST',
  'POST',
  'POST',
  'PUT',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'M-SEARCH',
  'PURGE',
];
const BAD_METHODS = ['get', 'FLY', '', 'POST POST', 'P\0ST', 'POST\t', 'CONNECT', 'PRI', '\u00dfOST', 'X'.repeat(500)];
const BAD_TARGETS = [
  '',
  '*',
  '/%',
  '/\0',
  '/a b',
  'http://other.example/x',
  '//',
  '/\u00e9',
  '/..%2f',
  '?',
  '#',
  `/${'x'.repeat(70_000)}`,
];
const BAD_VERSIONS = [
  'HTTP/9.9',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/1.1 ',
  'http/1.1',
  'HTTP/1',
  '',
  'HTTP/1.1\0',
  'ICE/1.0',
  'HTTP/1.x',
];
const BAD_HEADERS = [
  'No colon',
  'Space before : x',
  ': no name',
  'Folded: a\r\n b',
  'Nul: a\0b',
  'Cr: a\rb',
  'Bell: \u0007',
  'Latin: \u00ff\u00fe',
  'Na\u00efve: x',
  'Transfer-Encoding: gzip',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: identity',
  'Content-Length: 3\r\nContent-Length: 4',
  'Content-Length: -1',
  'Content-Length: 1e3',
  'Content-Length: 99999999999999999999',
  'Content-Length: 0x10',
  'Content-Length: ',
  'Content-Length: 5\r\nTransfer-Encoding: chunked',
  'Expect: 100-continue',
  'Expect: everything',
  'Connection: close',
  'Connection: upgrade\r\nUpgrade: websocket',
  'Connection: keep-alive, \u0001',
  'Content-Encoding: gzip',
  'Content-Encoding: br, br, br',
  'Content-Type: application/json; charset=\u0000',
  'Host: a\r\nHost: b',
  'X-Html: <script>alert(1)</script>',
  '__proto__: polluted',
  `Long: ${'y'.repeat(66_000)}`,
];
const BAD_CHUNKS = [
  'zz\r\nabc\r\n',
  '-1\r\n',
  'ffffffffffffffffff\r\n',
  '3\r\nabcd\r\n',
  '3;x="\r\nabc\r\n',
  '3\nabc\n',
  '\r\n',
  '0\r\nTrailer: x\r\n\r\n',
  '3\r\nab',
];
const BODIES = [
  '',
  '{}',
  '{"text":"hi"}',
  'a=1&b=2',
  '[[[[',
  '\u0000\u0001',
  '<xml/>',
  '{"a":'.repeat(200),
  '\ud83e\udd14',
];

/** Makes one connection of one to three requests, most of them broken in some way. */
export function makeBadConnection(random: Random, name: string): BadConnection {
  const whole: { target: string; body: Buffer }[] = [];
  const parts: Buffer[] = [];
  let isWhole = true;
  for (let count = 1 + random.below(3), n = 0; n < count; n += 1) {
    const target = `/fuzz/${name}/${n}`;
    if (random.chance(0.2)) {
      const body = makeBody(random);
      whole.push({ target, body });
      parts.push(wellFormed(random, target, body));
    } else {
      isWhole = false;
      parts.push(broken(random, target));
    }
  }
  const hangsUp = random.chance(0.15);
  const bytes = Buffer.concat(parts);
  const sent = hangsUp ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes;
  return { pieces: split(random, sent), hangsUp, whole: isWhole && !hangsUp ? whole : null };
}

function wellFormed(random: Random, target: string, body: Buffer): Buffer {
  const head = `POST ${target} HTTP/1.1\r\nHost: x\r\n`;
  if (random.chance(0.5)) return Buffer.concat([Buffer.from(`${head}Content-Length: ${body.length}\r\n\r\n`), body]);
  const cut = random.below(body.length + 1);
  const chunks = [body.subarray(0, cut), body.subarray(cut)].filter((chunk) => chunk.length > 0);
  const framed = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n`), ...framed, Buffer.from('0\r\n\r\n')]);
}

function broken(random: Random, target: string): Buffer {
  switch (random.below(8)) {
    case 0:
      return requestOf(random, `${random.pick(BAD_METHODS)} ${target} HTTP/1.1`);
    case 1:
      return requestOf(random, `POST ${random.pick(BAD_TARGETS)} HTTP/1.1`);
    case 2:
      return requestOf(random, `POST ${target} ${random.pick(BAD_VERSIONS)}`);
    case 3:
      return withHeaders(random, target, [random.pick(BAD_HEADERS), random.pick(BAD_HEADERS)]);
    case 4:
      return withHeaders(
        random,
        target,
        Array.from({ length: random.below(3_000) }, (_, n) => `H${n}: ${n}`),
      );
    case 5: {
      const chunks = Array.from({ length: 1 + random.below(3) }, () => random.pick(BAD_CHUNKS)).join('');
      return Buffer.from(
        `POST ${target} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n${chunks}`,
        'latin1',
      );
    }
    case 6:
      return flipped(random, wellFormed(random, target, makeBody(random)));
    default:
      return random.bytes(random.below(300));
  }
}

/** A request with a length that lies as often as not. */
function requestOf(random: Random, line: string, headers: readonly string[] = []): Buffer {
  const body = makeBody(random);
  const length = random.chance(0.5) ? body.length : random.below(50);
  const head = [line, ...headers, `Content-Length: ${length}`, '', ''].join(random.chance(0.9) ? '\r\n' : '\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

function withHeaders(random: Random, target: string, headers: readonly string[]): Buffer {
  return requestOf(random, `${random.pick(METHODS)} ${target} HTTP/1.${random.below(2)}`, headers);
}

function flipped(random: Random, bytes: Buffer): Buffer {
  for (let count = 1 + random.below(4); count > 0; count -= 1) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
}

function makeBody(random: Random): Buffer {
  return random.chance(0.5) ? Buffer.from(random.pick(BODIES)) : random.bytes(random.below(2_000));
}

function split(random: Random, bytes: Buffer): Buffer[] {
  const cuts = Array.from({ length: random.below(4) }, () => random.below(bytes.length + 1)).toSorted((a, b) => a - b);
  return [0, ...cuts].map((start, index) => bytes.subarray(start, cuts[index] ?? bytes.length));
}
