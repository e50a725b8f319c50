/**
 * The process that ngrok's SDK lives in, a Node process or one of Electron's. It opens one tunnel, says what becomes of
 * it, and never opens it again: whoever started it decides that, with a new process. Callbacks of the SDK must not
 * throw, because that would abort the process, and must not wait.
 */
import process from 'node:process';

import type { Listener } from '@ngrok/ngrok';

import type { AgentOptions, FromAgent, ToAgent } from './agent.ts';

interface ElectronPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: FromAgent): void;
}

const electron = (process as { parentPort?: ElectronPort }).parentPort;
/** The receiver answers within milliseconds; what takes longer than this, Vonage sends again. */
const LAST_ANSWERS_MS = 250;
let listener: Listener | null = null;

if (electron === undefined) {
  process.on('message', (message) => hear(message as ToAgent));
  // Nobody is left to end the tunnel but us.
  process.on('disconnect', () => process.exit());
} else {
  electron.on('message', ({ data }) => hear(data as ToAgent));
}

function hear(message: ToAgent): void {
  if (message.type === 'open') void open(message.options);
  else void close();
}

async function open(options: AgentOptions): Promise<void> {
  const ngrok = await import('@ngrok/ngrok').catch((error: unknown) => {
    tell({ type: 'missing', text: textOf(error) });
    return null;
  });
  if (ngrok === null) return;
  try {
    const session = await buildSession(new ngrok.SessionBuilder(), options).connect();
    const endpoint = session.httpEndpoint().forwardsTo('Webhook Inspector for Vonage');
    if (options.domain !== null) endpoint.domain(options.domain);
    listener = await endpoint.listenAndForward(options.upstream);
    tell({ type: 'open', url: listener.url() ?? '' });
    const lost = (): void => tell({ type: 'lost' });
    void listener.join().then(lost, lost);
  } catch (error) {
    tell({ type: 'failed', text: textOf(error).replaceAll(options.authtoken, '[authtoken]') });
  }
}

type SessionBuilder = InstanceType<typeof import('@ngrok/ngrok').SessionBuilder>;

function buildSession(builder: SessionBuilder, options: AgentOptions): SessionBuilder {
  builder
    .authtoken(options.authtoken)
    .clientInfo('webhook-inspector-for-vonage', options.version)
    .heartbeatInterval(options.heartbeatS)
    .heartbeatTolerance(options.toleranceS)
    .handleHeartbeat((latency: number | null) => {
      if (latency === null) tell({ type: 'silent' });
    })
    // False: the SDK's own waits grow to 2 minutes and then to 2 hours.
    .handleDisconnection(() => {
      tell({ type: 'lost' });
      return false;
    });
  if (options.serverAddr !== null) builder.serverAddr(options.serverAddr);
  if (options.ca === 'host') builder.rootCas('host');
  else if (options.ca !== null) builder.caCert(Buffer.from(options.ca));
  return builder;
}

/** Takes the address offline first and waits a moment, so that requests on their way are still answered. */
async function close(): Promise<void> {
  if (listener === null) process.exit();
  await listener.close().catch(() => {
    // The session may be gone already; the process goes in any case.
  });
  setTimeout(() => process.exit(), LAST_ANSWERS_MS);
}

function tell(message: FromAgent): void {
  try {
    if (electron === undefined) process.send?.(message, () => {});
    else electron.postMessage(message);
  } catch {
    // The parent is gone, and this process will be in a moment.
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
