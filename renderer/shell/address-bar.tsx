import { Check, ChevronDown, Copy } from 'lucide-react';
import { Fragment } from 'react';

import type { ReceiverState, TunnelState } from '../../shared/contract.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { baseToCopy, TUNNEL_WORDS } from '../tunnel/tunnel-words.ts';
import { copyAndSay } from '../ui/copy-text.ts';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { Unseen } from '../ui/unseen.tsx';
import { useCopy } from '../ui/use-copy.ts';
import styles from './address-bar.module.css';
import { MAIN_ADDRESSES, ALL_ADDRESSES } from './addresses.ts';

/** Where the app is reached, and the addresses that people paste into Vonage's dashboard: the public ones when online. */
export function AddressBar() {
  const state = useAppState();
  if (!state) return <div className={styles['bar']} />;
  const { receiver, tunnel } = state;
  return (
    <div role="group" aria-label="Addresses" className={styles['bar']}>
      {receiver.state === 'listening' ? (
        <ListeningAddresses localUrl={receiver.baseUrl} tunnel={tunnel} />
      ) : (
        <Silent receiver={receiver} />
      )}
    </div>
  );
}

interface ListeningProps {
  readonly localUrl: string;
  readonly tunnel: TunnelState;
}

function ListeningAddresses({ localUrl, tunnel }: ListeningProps) {
  const baseUrl = baseToCopy(tunnel, localUrl);
  return (
    <>
      <BaseAddress baseUrl={baseUrl} tunnel={tunnel} />
      {MAIN_ADDRESSES.map((address) => (
        <AddressChip key={address.path} {...address} url={baseUrl + address.path} />
      ))}
      <AllAddresses baseUrl={baseUrl} localUrl={localUrl} />
    </>
  );
}

const SILENT_WORDS = { stopped: 'Stopped', failed: 'Not listening' };

function Silent({ receiver }: { readonly receiver: Exclude<ReceiverState, { state: 'listening' }> }) {
  return (
    <span className={styles['base']}>
      <span className={styles['dot']} data-state={receiver.state} aria-hidden />
      <span className={styles['state']}>{SILENT_WORDS[receiver.state]}</span>
    </span>
  );
}

const HINTS = {
  offline: 'Local only: no tunnel is open. Click to copy the base address',
  connecting: 'Not public yet. Click to copy the local base address',
  online: 'Public: a probe has just come back through it. Click to copy the base address',
  reconnecting: 'The tunnel does not work at the moment. Click to copy the base address',
};

function BaseAddress({ baseUrl, tunnel }: { readonly baseUrl: string; readonly tunnel: TunnelState }) {
  const { copied, copy } = useCopy();
  const word = TUNNEL_WORDS[tunnel.state];
  return (
    <Tooltip text={copied ? 'Copied' : (tunnel.problem?.message ?? HINTS[tunnel.state])}>
      <button type="button" className={styles['base']} onClick={() => copy(baseUrl)}>
        <span className={styles['dot']} data-state={tunnel.state} aria-hidden />
        <Unseen>Copy base address, {word.toLowerCase()}: </Unseen>
        <code className={styles['host']}>{baseUrl.replace(/^https?:\/\//, '')}</code>
        <span className={styles['state']}>{copied ? 'Copied' : word}</span>
      </button>
    </Tooltip>
  );
}

function AddressChip({ label, url, hint }: { readonly label: string; readonly url: string; readonly hint: string }) {
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <Tooltip
      text={
        <span className={styles['tip']}>
          {copied ? 'Copied' : hint}
          <code>{url}</code>
        </span>
      }
    >
      <button type="button" className={styles['chip']} aria-label={`Copy ${label}`} onClick={() => copy(url)}>
        <span>
          {label.replace(/ URL$/, '')}
          <span className={styles['kind']}> URL</span>
        </span>
        <Icon size={12} aria-hidden data-copied={copied || undefined} />
      </button>
    </Tooltip>
  );
}

function AllAddresses({ baseUrl, localUrl }: { readonly baseUrl: string; readonly localUrl: string }) {
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles['more']} aria-label="All addresses" title="All addresses">
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    >
      {ALL_ADDRESSES.map(({ group, addresses }, index) => (
        <Fragment key={group}>
          {index === 0 ? null : <MenuLine />}
          <MenuLabel>{group}</MenuLabel>
          {addresses.map(({ label, path }) => (
            <MenuItem key={path} onClick={() => void copyAndSay(`${label} copied`, baseUrl + path)}>
              <span className={styles['itemLabel']}>{label}</span>
              <code className={styles['itemPath']}>{path}</code>
              <Copy size={13} aria-hidden />
            </MenuItem>
          ))}
        </Fragment>
      ))}
      {baseUrl === localUrl ? null : (
        <>
          <MenuLine />
          <MenuItem onClick={() => void copyAndSay('Local base address copied', localUrl)}>
            <span className={styles['itemLabel']}>Local base address</span>
            <code className={styles['itemPath']}>{localUrl.replace(/^https?:\/\//, '')}</code>
            <Copy size={13} aria-hidden />
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
