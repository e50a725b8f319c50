import { RefreshCw } from 'lucide-react';
import { useState } from 'react';

import type { Account, AppState } from '../../shared/contract.ts';
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
}

/** Whose addresses are to be switched, and to where. */
export function SwitchForm({ accounts, state }: SwitchFormProps) {
  const [chosen, choose] = useState<number | null>(null);
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0];
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
              onChange={({ target }) => choose(Number(target.value))}
              {...ids}
            >
              {accounts.map(({ id, label, apiKey }) => (
                <option key={id} value={id}>{`${label} (${apiKey})`}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      {secret?.readable === true ? (
        <Holders key={account.id} apiKey={account.apiKey} state={state} />
      ) : (
        <ApiSecretForm key={account.id} account={account} wasKept={secret !== undefined} />
      )}
    </>
  );
}

function Holders({ apiKey, state }: { readonly apiKey: string; readonly state: AppState }) {
  const { data: applications, problem, isAsking, again } = useApplications(apiKey);
  const [holder, setHolder] = useState('');
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
              onChange={({ target }) => setHolder(target.value)}
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
