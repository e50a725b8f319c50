import { Copy } from 'lucide-react';

import { useAppState } from '../bridge/use-app-state.ts';
import { ALL_ADDRESSES } from '../shell/addresses.ts';
import { baseToCopy } from '../tunnel/tunnel-words.ts';
import { copyAndSay } from '../ui/copy-text.ts';
import type { Command } from './command.ts';

/** The addresses for Vonage's pages: the public ones when online. None while the receiver does not listen. */
export function useAddressCommands(): readonly Command[] {
  const state = useAppState();
  if (state?.receiver.state !== 'listening') return [];
  const localUrl = state.receiver.baseUrl;
  const baseUrl = baseToCopy(state.tunnel, localUrl);
  return [
    ...ALL_ADDRESSES.flatMap(({ group, addresses }) =>
      addresses.map(({ label, path }) => toCommand(label, baseUrl + path, path, group)),
    ),
    toCommand('Base address', baseUrl, toHost(baseUrl), 'host'),
    ...(baseUrl === localUrl ? [] : [toCommand('Local base address', localUrl, toHost(localUrl), 'host loopback')]),
  ];
}

function toCommand(label: string, url: string, detail: string, words: string): Command {
  return {
    id: `address:${label}`,
    group: 'Copy address',
    label: `Copy ${label}`,
    words: `webhook url endpoint ${words}`,
    detail,
    icon: Copy,
    run: () => void copyAndSay(`${label} copied`, url),
  };
}

const toHost = (url: string): string => url.replace(/^https?:\/\//, '');
