import { readFileSync } from 'node:fs';

import { AppError } from '../../shared/reply.ts';

/** Another edge than ngrok's own: a custom ingress of a paid account, or a local one in tests. */
export interface NgrokEdge {
  /** `host:port`. */
  readonly serverAddr: string | null;
  /** A file with the certificate of its authority; `host` for what the operating system trusts. */
  readonly caFile: string | null;
}

/** Reads `NGROK_SERVER_ADDR` and `NGROK_CA_FILE`. */
export function ngrokEdge(env: NodeJS.ProcessEnv): NgrokEdge {
  return { serverAddr: env['NGROK_SERVER_ADDR'] || null, caFile: env['NGROK_CA_FILE'] || null };
}

/** The authority to trust: PEM, or `host`, or null for ngrok's own. */
export function readAuthority({ caFile }: NgrokEdge): string | null {
  if (caFile === null || caFile === 'host') return caFile;
  try {
    const ca = readFileSync(caFile, 'utf8');
    if (ca.includes('-----BEGIN CERTIFICATE-----')) return ca;
  } catch (error) {
    throw badFile((error as Error).message);
  }
  throw badFile(`${caFile} holds no certificate in PEM form.`);
}

function badFile(why: string): AppError {
  return new AppError('bad-ca-file', `NGROK_CA_FILE can’t be used: ${why}`);
}
