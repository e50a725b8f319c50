import type { Check } from '../../../shared/contract/setup.ts';
import { formatCount } from '../../../shared/format.ts';
import type { SignatureFacts } from '../../projection/received-facts.ts';
import { applicationOf } from './asked-application.ts';
import type { AccountFacts, SetupFacts } from './facts.ts';
import { aCheck, ENTER_SECRET } from './make-check.ts';

export function checkAccount({ accounts, application }: SetupFacts): Check {
  const withKey = accounts.filter(({ apiKey }) => apiKey !== null);
  const account = findAccount(withKey, application?.apiKey);
  if (account === undefined) {
    return aCheck('account', 'warn', 'None has an API key. Webhooks arrive without one, but Vonage can’t be asked.', {
      fix: { does: 'open-settings', label: 'Add an account' },
    });
  }
  const whose = `${account.label} (${account.apiKey ?? ''})`;
  switch (account.apiSecret) {
    case 'kept':
      return aCheck('account', 'pass', `${whose} has its API key and API secret.`);
    case 'unreadable':
      return aCheck('account', 'warn', `The API secret of ${whose} can’t be opened here, so Vonage can’t be asked.`, {
        fix: ENTER_SECRET,
      });
    case 'none':
      return aCheck('account', 'warn', `${whose} has no API secret here, so Vonage can’t be asked.`, {
        fix: ENTER_SECRET,
      });
  }
}

/** The account that Vonage is asked with: the chosen application's, or else the first that can ask. */
export function findAccount(accounts: readonly AccountFacts[], apiKey: string | undefined): AccountFacts | undefined {
  const withKey = accounts.filter((account) => account.apiKey !== null);
  return (
    withKey.find((account) => account.apiKey === apiKey) ??
    withKey.find(({ apiSecret }) => apiSecret === 'kept') ??
    withKey[0]
  );
}

export function checkSigned(facts: SetupFacts): Check {
  const { signatures } = facts.received;
  const asked = applicationOf(facts);
  const unsigned = asked !== null && 'value' in asked ? asked.value.unsigned : [];
  if (signatures.unsigned > 0) {
    return aCheck(
      'signed',
      'warn',
      `${ofNewest(signatures, signatures.unsigned)} came without a signature. Vonage signs these; a proxy may take the ` +
        'Authorization header away, or they are not from Vonage.',
    );
  }
  if (unsigned.length > 0) {
    return aCheck(
      'signed',
      'warn',
      `Vonage does not sign the ${unsigned.join(' and ')} webhooks of this application. Turn on “Use signed webhooks” ` +
        'in the dashboard, under Applications, Edit, Capabilities.',
    );
  }
  if (signatures.looked > 0) {
    return aCheck('signed', 'pass', `${ofNewest(signatures, signatures.looked)} came with a signature.`);
  }
  return aCheck(
    'signed',
    'unknown',
    'Vonage signs Messages webhooks unless it was asked not to, which can’t be read from it. The first one that comes tells.',
  );
}

export function checkSecret({ received: { signatures } }: SetupFacts): Check {
  const { keysWithoutSecret: keys, failed, looked, unsigned } = signatures;
  const toSettings = { does: 'open-settings', label: 'Open Accounts' } as const;
  if (keys.length > 0) {
    return aCheck(
      'secret',
      'warn',
      `There is no signature secret for ${keys.join(', ')}, so webhooks that this key has signed can’t be verified. It is ` +
        'in the Vonage dashboard, under API Settings.',
      { fix: toSettings },
    );
  }
  if (failed > 0) {
    return aCheck(
      'secret',
      'warn',
      `${ofNewest(signatures, failed)} came with a wrong signature. The Signature card beside such a webhook says why.`,
    );
  }
  return looked > unsigned
    ? aCheck('secret', 'pass', 'The newest signed webhooks are verified.')
    : aCheck('secret', 'unknown', 'No signed webhook has come through the public address yet.');
}

function ofNewest({ looked }: SignatureFacts, count: number): string {
  if (looked === 1) return 'The newest webhook';
  return `${count === looked ? 'All' : formatCount(count)} of the newest ${formatCount(looked)} webhooks`;
}
