import { Check, ChevronDown, Copy } from 'lucide-react';
import { Fragment } from 'react';

import type { ReceiverState } from '../../shared/contract.ts';
import { useAppState } from '../bridge/use-app-state.ts';
import { copyAndSay } from '../ui/copy-text.ts';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { Unseen } from '../ui/unseen.tsx';
import { useCopy } from '../ui/use-copy.ts';
import styles from './address-bar.module.css';
import { MAIN_ADDRESSES, ALL_ADDRESSES } from './addresses.ts';

/** Where the receiver listens, and the addresses that people paste into Vonage's dashboard. */
export function AddressBar() {
  const receiver = useAppState()?.receiver;
  if (!receiver) return <div className={styles['bar']} />;
  return (
    <div role="group" aria-label="Addresses" className={styles['bar']}>
      <BaseAddress receiver={receiver} />
      {receiver.state === 'listening' ? (
        <>
          {MAIN_ADDRESSES.map((address) => (
            <AddressChip key={address.path} {...address} url={receiver.baseUrl + address.path} />
          ))}
          <AllAddresses baseUrl={receiver.baseUrl} />
        </>
      ) : null}
    </div>
  );
}

const STATES = { listening: 'Listening', stopped: 'Stopped', failed: 'Not listening' };

function BaseAddress({ receiver }: { readonly receiver: ReceiverState }) {
  const { copied, copy } = useCopy();
  const word = STATES[receiver.state];
  if (receiver.state !== 'listening') {
    return (
      <span className={styles['base']}>
        <span className={styles['dot']} data-state={receiver.state} aria-hidden />
        <span className={styles['state']}>{word}</span>
      </span>
    );
  }
  return (
    <Tooltip text={copied ? 'Copied' : 'Local only: no tunnel is open. Click to copy the base address'}>
      <button type="button" className={styles['base']} onClick={() => copy(receiver.baseUrl)}>
        <span className={styles['dot']} data-state="listening" aria-hidden />
        <Unseen>Copy base address, {word.toLowerCase()} on </Unseen>
        <code className={styles['host']}>{receiver.baseUrl.replace(/^https?:\/\//, '')}</code>
        <span className={styles['state']}>{copied ? 'Copied' : 'Local'}</span>
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
        {label}
        <Icon size={12} aria-hidden data-copied={copied || undefined} />
      </button>
    </Tooltip>
  );
}

function AllAddresses({ baseUrl }: { readonly baseUrl: string }) {
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
    </Menu>
  );
}
