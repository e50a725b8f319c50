import { parseArgs } from 'node:util';

import { AppError } from '../../shared/reply.ts';

export interface Options {
  readonly port: number | undefined;
  readonly data: string | undefined;
  readonly json: boolean;
  readonly headless: boolean;
  readonly format: string;
  readonly filter: string;
  /** `KEY:ENVNAME`, as often as there are accounts. */
  readonly accounts: readonly string[];
  readonly token: string | undefined;
  readonly body: string | undefined;
  readonly secretEnv: string | undefined;
  /** Seconds since 1970. */
  readonly now: number | undefined;
  /** What `restore` is to do with addresses that somebody else has changed; undefined to show them only. */
  readonly onConflict: 'theirs' | 'original' | undefined;
  readonly words: readonly string[];
}

/** Reads the flags that the window, the command line and their environment variables share. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  const { values, positionals } = parse(args);
  return {
    port: readPort(values.port ?? env['WEBHOOK_INSPECTOR_PORT']),
    data: values.data,
    json: values.json ?? false,
    headless: values.headless ?? false,
    format: values.format ?? 'jsonl',
    filter: values.filter ?? '',
    accounts: values.account ?? [],
    token: values.token,
    body: values.body,
    secretEnv: values['secret-env'],
    now: readNow(values.now),
    onConflict: readOnConflict(values['on-conflict']),
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
        account: { type: 'string', multiple: true },
        token: { type: 'string' },
        body: { type: 'string' },
        'secret-env': { type: 'string' },
        now: { type: 'string' },
        'on-conflict': { type: 'string' },
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
