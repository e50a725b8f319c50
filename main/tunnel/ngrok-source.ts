import type { Agent, AgentOptions, FromAgent, StartAgent } from './agent.ts';
import type { TunnelLimits } from './limits.ts';
import { explainNgrokError } from './ngrok-problems.ts';
import type { TunnelProblem } from './problem.ts';
import type { Opening, TunnelSource } from './source.ts';

const CANCELLED: TunnelProblem = { code: 'cancelled', message: 'Cancelled.', fate: 'final' };
const NO_ANSWER: TunnelProblem = {
  code: 'ngrok-no-answer',
  message: 'ngrok took the connection and does not answer. The app tries again.',
  fate: 'retry',
};
const SILENT: TunnelProblem = {
  code: 'ngrok-silent',
  message: 'ngrok does not answer any more. The app connects again.',
  fate: 'retry',
};
const LOST: TunnelProblem = {
  code: 'ngrok-lost',
  message: 'The connection to ngrok broke. The app connects again.',
  fate: 'retry',
};

/** Public addresses by ngrok: each attempt has a process of its own, and the session lives as long as that. */
export function ngrokSource(startAgent: StartAgent, options: AgentOptions, limits: TunnelLimits): TunnelSource {
  return { kind: 'ngrok', open: (signal) => openSession(startAgent, options, limits, signal) };
}

function openSession(
  startAgent: StartAgent,
  options: AgentOptions,
  limits: TunnelLimits,
  signal: AbortSignal,
): Promise<Opening> {
  return new Promise((resolve) => {
    let end: ((problem: TunnelProblem) => void) | null = null;
    const ended = new Promise<TunnelProblem>((settle) => {
      end = settle;
    });
    // Whichever comes first counts: promises are settled once. Before the opening nobody listens to `ended`.
    const fail = (problem: TunnelProblem): void => {
      stopWaiting();
      agent.kill();
      void agent.exited.then(() => {
        resolve({ problem });
        end?.(problem);
      });
    };
    const cancel = (): void => fail(CANCELLED);
    const late = setTimeout(() => fail(NO_ANSWER), limits.attemptMs);
    const stopWaiting = (): void => {
      clearTimeout(late);
      signal.removeEventListener('abort', cancel);
    };
    let isClosing = false;
    const agent = startAgent((message) => {
      // Being asked to close, it says that the session is lost. Killing it for that would cut answers on their way.
      if (isClosing) return;
      if (message.type !== 'open') return fail(explain(message));
      stopWaiting();
      const close = (): Promise<void> => {
        isClosing = true;
        return closeAgent(agent, limits.closeMs);
      };
      resolve({ session: { url: message.url, ended, canReopen: true, close } });
    });
    void agent.exited.then((how) => fail(died(how)));
    signal.addEventListener('abort', cancel);
    if (signal.aborted) cancel();
    else agent.send({ type: 'open', options });
  });
}

function explain(message: Exclude<FromAgent, { type: 'open' }>): TunnelProblem {
  switch (message.type) {
    case 'failed':
      return explainNgrokError(message.text);
    case 'missing':
      return {
        code: 'ngrok-missing',
        message: `ngrok’s software can’t be loaded on this machine. You can still use any other tunnel with “I have a URL”. (${message.text})`,
        fate: 'final',
      };
    case 'lost':
      return LOST;
    case 'silent':
      return SILENT;
  }
}

function died(how: string): TunnelProblem {
  return {
    code: 'ngrok-died',
    message: `The process of the tunnel ended unexpectedly (${how}). The app starts it again.`,
    fate: 'retry',
  };
}

async function closeAgent(agent: Agent, limitMs: number): Promise<void> {
  const late = setTimeout(() => agent.kill(), limitMs);
  agent.send({ type: 'close' });
  await agent.exited;
  clearTimeout(late);
}
