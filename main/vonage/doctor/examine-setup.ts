import type { Check } from '../../../shared/contract/setup.ts';
import type { SetupFacts } from './facts.ts';
import { checkAddresses, checkApplication, checkMethod, checkSmsAddresses } from './address-checks.ts';
import { checkAccount, checkSecret, checkSigned } from './account-checks.ts';
import { checkLast, checkReceiver, checkSource, checkStoring, checkTunnel, checkUsage } from './way-checks.ts';

/** Why is nothing arriving? Every check in the order in which a webhook meets it. */
export function examineSetup(facts: SetupFacts): Check[] {
  return [
    checkReceiver(facts),
    checkStoring(facts),
    checkTunnel(facts),
    checkUsage(facts),
    checkAccount(facts),
    checkApplication(facts),
    checkAddresses(facts),
    checkMethod(facts),
    checkSmsAddresses(facts),
    checkSigned(facts),
    checkSecret(facts),
    checkLast(facts),
    checkSource(facts),
  ].filter((check) => check !== null);
}
