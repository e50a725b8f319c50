import { parseArgs } from 'node:util';

import type { TunnelChoice } from '../../shared/contract.ts';
import { AppError } from '../../shared/reply.ts';

export interface Options {
  readonly port: number | undefined;
  readonly data: string | undefined;
  readonly json: boolean;
  readonly headless: boolean;
  readonly format: string;
  readonly filter: string;
  /** A record that is none of a data folder's. */
  readonly from: string | undefined;
  /** `KEY:ENVNAME`, as often as there are accounts. */
  readonly accounts: readonly string[];
  readonly token: string | undefined;
  readonly body: string | undefined;
  readonly secretEnv: string | undefined;
  /** Seconds since 1970. */
  readonly now: number | undefined;
  /** What `restore` is to do with addresses that somebody else has changed; undefined to show them only. */
  readonly onConflict: 'theirs' | 'original' | undefined;
  /** An address that each webhook is forwarded to as it comes. */
  readonly forward: string | undefined;
  readonly replay: ReplayFlags;
  readonly send: SendFlags;
  /** What to go online with, as `listen` was told; null for staying local. */
  readonly tunnel: TunnelChoice | null;
  /** The application that `listen` points at this app while it is online; null for none. */
  readonly application: string | null;
  readonly words: readonly string[];
}

/** As they were given: `replay` reads them. */
export interface ReplayFlags {
  readonly to: string | undefined;
  readonly all: boolean;
  readonly pace: string | undefined;
  readonly concurrency: string | undefined;
  readonly signature: string | undefined;
  readonly stopOnFailure: boolean;
  readonly selfSigned: boolean;
}

export interface SendFlags {
  /** A URL, or `receiver`. */
  readonly to: string | undefined;
  readonly seed: number | undefined;
  readonly unsigned: boolean;
  readonly noWait: boolean;
}

/** Reads the flags that the window, the command line and their environment variables share. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values, positionals } = parse(args);
  const tunnel = readTunnel(values.tunnel, values.domain, values['public-url']);
  return {
    port: readPort(values.port ?? env['WEBHOOK_INSPECTOR_PORT']),
    data: values.data,
    json: values.json ?? false,
    headless: values.headless ?? false,
    format: values.format ?? 'jsonl',
    filter: values.filter ?? '',
    from: values.from,
    accounts: values.account ?? [],
    token: values.token,
    body: values.body,
    secretEnv: values['secret-env'],
    now: readNow(values.now),
    onConflict: readOnConflict(values['on-conflict']),
    forward: values.forward,
    replay: {
      to: values.to,
      all: values.all ?? false,
      pace: values.pace,
      concurrency: values.concurrency,
      signature: values.signature,
      stopOnFailure: values['stop-on-failure'] ?? false,
      selfSigned: values['self-signed'] ?? false,
    },
    send: {
      to: values.to,
      seed: readSeed(values.seed),
      unsigned: values.unsigned ?? false,
      noWait: values['no-wait'] ?? false,
    },
    tunnel,
    application: readApplication(values.switch, tunnel),
    words: positionals,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean' },
        headless: { type: 'boolean' },
        format: { type: 'string' },
        filter: { type: 'string' },
        from: { type: 'string' },
        account: { type: 'string', multiple: true },
        token: { type: 'string' },
        body: { type: 'string' },
        'secret-env': { type: 'string' },
        now: { type: 'string' },
        'on-conflict': { type: 'string' },
        forward: { type: 'string' },
        to: { type: 'string' },
        all: { type: 'boolean' },
        pace: { type: 'string' },
        concurrency: { type: 'string' },
        signature: { type: 'string' },
        'stop-on-failure': { type: 'boolean' },
        'self-signed': { type: 'boolean' },
        seed: { type: 'string' },
        unsigned: { type: 'boolean' },
        'no-wait': { type: 'boolean' },
        tunnel: { type: 'string' },
        domain: { type: 'string' },
        'public-url': { type: 'string' },
        switch: { type: 'string' },
      },
    });
  } catch (error) {
    throw new AppError('bad-option', `${(error as Error).message}. Try: npm run -s cli -- help`, { cause: error });
  }
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new AppError('bad-port', `"${text}" is not a port. Give a number from 0 to 65535; 0 picks a free one.`);
  }
  return port;
}

function readOnConflict(text: string | undefined): Options['onConflict'] {
  if (text === undefined || text === 'theirs' || text === 'original') return text;
  throw new AppError('bad-option', `"${text}" is no answer. Give --on-conflict theirs or --on-conflict original.`);
}

function readNow(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,11}$/.test(text)) {
    throw new AppError('bad-time', `"${text}" is not a time. Give whole seconds since 1970, such as 1736933400.`);
  }
  return Number(text);
}

function readSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,10}$/.test(text) || Number(text) >= 2 ** 32) {
    throw new AppError('bad-seed', `"${text}" is not a seed. Give a whole number from 0 to 4294967295.`);
  }
  return Number(text);
}

function readTunnel(
  tunnel: string | undefined,
  domain: string | undefined,
  publicUrl: string | undefined,
): TunnelChoice | null {
  if (tunnel !== undefined && tunnel !== 'ngrok') {
    throw new AppError('bad-tunnel', `"${tunnel}" is not a tunnel of ours. Give --tunnel ngrok, or --public-url URL.`);
  }
  if (publicUrl !== undefined && (tunnel !== undefined || domain !== undefined)) {
    throw new AppError('bad-tunnel', 'Give --tunnel ngrok or --public-url URL, not both.');
  }
  if (publicUrl !== undefined) return { kind: 'custom', url: publicUrl };
  if (tunnel !== undefined) return { kind: 'ngrok', domain: domain ?? '' };
  if (domain !== undefined) throw new AppError('bad-tunnel', '--domain goes with --tunnel ngrok.');
  return null;
}

function readApplication(text: string | undefined, tunnel: TunnelChoice | null): string | null {
  if (text === undefined) return null;
  if (!/^[\w-]{1,100}$/.test(text)) {
    throw new AppError('bad-application', `"${text}" is not the id of an application. It is in the Vonage dashboard.`);
  }
  if (tunnel === null) {
    throw new AppError(
      'bad-option',
      '--switch needs a public address: give --tunnel ngrok or --public-url URL as well.',
    );
  }
  return text;
}
