import { RefreshCw } from 'lucide-react';
import { useState } from 'react';

import type { Account, AppState } from '../../shared/contract.ts';
import { useChangeSettings } from '../bridge/use-settings.ts';
import { IconButton } from '../ui/button.tsx';
import { Field, TextField } from '../ui/field.tsx';
import input from '../ui/field.module.css';
import { ApiSecretForm } from './api-secret-form.tsx';
import { PreviewTable } from './preview-table.tsx';
import styles from './setup.module.css';
import { ACCOUNT_HOLDER, useApplications } from './use-switch.ts';

interface SwitchFormProps {
  readonly accounts: readonly Account[];
  readonly state: AppState;
  /** The application whose addresses are shown, or the account; empty for none. */
  readonly holder: string;
  readonly onHolder: (holder: string) => void;
  /** The account that is shown until another one is chosen. */
  readonly apiKey: string | null;
}

/** Whose addresses are to be switched, and to where. */
export function SwitchForm({ accounts, state, holder, onHolder, apiKey }: SwitchFormProps) {
  const [chosen, choose] = useState<number | null>(null);
  const account =
    accounts.find(({ id }) => id === chosen) ?? accounts.find((one) => one.apiKey === apiKey) ?? accounts[0];
  if (account?.apiKey == null) return null;
  const secret = account.secrets.find(({ use }) => use === 'api');
  return (
    <>
      {accounts.length === 1 ? null : (
        <Field label="Account">
          {(ids) => (
            <select
              className={input['input']}
              value={account.id}
              onChange={({ target }) => {
                choose(Number(target.value));
                onHolder('');
              }}
              {...ids}
            >
              {accounts.map(({ id, label, apiKey: key }) => (
                <option key={id} value={id}>{`${label} (${key})`}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      {secret?.readable === true ? (
        <Holders key={account.id} apiKey={account.apiKey} state={state} holder={holder} onHolder={onHolder} />
      ) : (
        <ApiSecretForm key={account.id} account={account} wasKept={secret !== undefined} />
      )}
    </>
  );
}

interface HoldersProps extends Pick<SwitchFormProps, 'state' | 'holder' | 'onHolder'> {
  readonly apiKey: string;
}

function Holders({ apiKey, state, holder, onHolder }: HoldersProps) {
  const { data: applications, problem, isAsking, again } = useApplications(apiKey);
  const changeSettings = useChangeSettings();
  const [draft, setDraft] = useState<string | null>(null);
  // Taken over when it is done: each letter would be a question to Vonage.
  const [base, setBase] = useState<string | null>(null);
  const address = base ?? state.tunnel.url ?? '';
  return (
    <>
      <div className={styles['choose']} aria-busy={isAsking}>
        <Field label="Application" problem={problem?.message ?? null}>
          {(ids) => (
            <select
              className={input['input']}
              value={holder}
              onChange={({ target: { value } }) => {
                onHolder(value);
                // The doctor looks at it from now on.
                if (value !== '' && value !== ACCOUNT_HOLDER)
                  changeSettings({ setupApplication: { apiKey, id: value } });
              }}
              {...ids}
            >
              <option value="">{isAsking ? 'Asking Vonage …' : 'Choose one'}</option>
              {applications?.map(({ id, name, capabilities }) => (
                <option key={id} value={id}>{`${name} (${capabilities.join(', ') || 'no capabilities'})`}</option>
              ))}
              <option value={ACCOUNT_HOLDER}>SMS addresses of the account</option>
            </select>
          )}
        </Field>
        <IconButton icon={RefreshCw} label="Ask Vonage for the applications again" onClick={again} />
      </div>
      <TextField
        label="Public address"
        value={draft ?? address}
        placeholder="https://hooks.example.com"
        maxLength={2_000}
        hint={
          state.tunnel.state === 'online'
            ? 'The one that is online now.'
            : 'Go online first: nothing is reachable at an address of yours at the moment.'
        }
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => setBase(draft)}
        onKeyDown={({ key }) => key === 'Enter' && setBase(draft)}
      />
      {holder === '' || address.trim() === '' ? null : (
        <PreviewTable key={holder} wanted={{ apiKey, holder, base: address.trim() }} />
      )}
    </>
  );
}
