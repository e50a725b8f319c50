import { useEffect, useEffectEvent, useState } from 'react';

import type { Destination } from '../../shared/contract/deliveries.ts';
import { useSimulate, useSimulation } from '../bridge/use-simulation.ts';
import { useSimulateStore } from './simulate-store.ts';

const MOST = 1_000;

/** Sends what the page has, by button and by Ctrl+Enter. */
export function useSending(): { readonly problem: string | null; readonly send: () => Promise<void> } {
  const simulate = useSimulate();
  const isRunning = useSimulation()?.isRunning ?? false;
  const [problem, setProblem] = useState<string | null>(null);

  const begin = (): Promise<void> => {
    const { mode, draft, count, scenario, scramble, isPaced, signWith, to } = useSimulateStore.getState();
    const common = { signWith, to: checked(to) };
    if (mode === 'scenario') return simulate('simulate:run', { text: scenario, scramble, isPaced, ...common });
    if (draft === null) throw new Error('Choose what to send first.');
    const { path, encoding, signing, text } = draft;
    return simulate('simulate:send', { draft: { path, encoding, signing, text }, count: toCount(count), ...common });
  };
  const send = async (): Promise<void> => {
    if (isRunning) return;
    setProblem(null);
    try {
      await begin();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    // A dialog above the page has its own use for these keys.
    if (event.target instanceof Element && event.target.closest('[role=dialog]')) return;
    event.preventDefault();
    void send();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
  return { problem, send };
}

function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST) throw new Error(`Times is a number from 1 to ${MOST}.`);
  return count;
}

function checked(to: Destination | null): Destination | null {
  if (to === null || !('url' in to)) return to;
  const url = to.url.trim();
  if (!/^https?:\/\/\S+$/i.test(url)) throw new Error('Give an address such as http://localhost:3000.');
  return { ...to, url };
}
