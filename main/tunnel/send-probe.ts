import type { IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { performance } from 'node:perf_hooks';
import { rootCertificates } from 'node:tls';

import type { Probe, ProbeDesk } from './probe-desk.ts';
import type { TunnelProblem } from './problem.ts';
import { explainProbeAnswer, explainProbeError } from './probe-problems.ts';

export type ProbeResult = { readonly latencyMs: number } | { readonly problem: TunnelProblem };

/** Sends a probe through this public address and waits for it to come back. Never rejects. */
export type SendProbe = (url: string, signal: AbortSignal) => Promise<ProbeResult>;

export interface ProbeOptions {
  readonly limitMs: number;
  /** PEM of one more authority to trust, for edges of one's own. */
  readonly ca: string | null;
}

const LONGEST_ANSWER = 4_096;

interface ProbeAnswer {
  readonly status: number;
  /** The code that ngrok's cloud gives where it answers itself. */
  readonly ngrokCode: string | null;
  readonly body: Buffer;
}

export function probeSender(desk: ProbeDesk, options: ProbeOptions): SendProbe {
  return async (url, signal) => {
    const probe = desk.issue();
    const start = performance.now();
    try {
      const answer = await send(url, probe, options, AbortSignal.any([signal, AbortSignal.timeout(options.limitMs)]));
      const problem = explainProbeAnswer(answer, answer.status === 200 ? probe.judge(answer.body) : null);
      return problem === null ? { latencyMs: Math.round(performance.now() - start) } : { problem };
    } catch (error) {
      return { problem: explainProbeError(error as NodeJS.ErrnoException, url) };
    }
  };
}

function send(url: string, probe: Probe, { ca }: ProbeOptions, signal: AbortSignal): Promise<ProbeAnswer> {
  const { protocol } = new URL(url);
  const request = protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url + probe.path,
      {
        method: 'POST',
        agent: false,
        signal,
        ...(ca === null ? {} : { ca: [...rootCertificates, ca] }),
        headers: {
          'content-type': 'application/json',
          'content-length': probe.body.length,
          authorization: probe.authorization,
          'user-agent': 'webhook-inspector-probe',
          // Where a free account shows browsers a page first, this says that we are none.
          'ngrok-skip-browser-warning': '1',
        },
      },
      (response) => {
        read(response).then(resolve, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(probe.body);
  });
}

async function read(response: IncomingMessage): Promise<ProbeAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    // Ours is short; of any other only the status counts. Leaving the loop ends the connection.
    if (bytes > LONGEST_ANSWER) break;
  }
  const code = response.headers['ngrok-error-code'];
  return {
    status: response.statusCode ?? 0,
    ngrokCode: typeof code === 'string' ? code : null,
    body: Buffer.concat(chunks),
  };
}
