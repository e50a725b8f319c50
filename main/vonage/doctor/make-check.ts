import type { Check, CheckName, CheckState, Fix } from '../../../shared/contract/setup.ts';

export function aCheck(
  name: CheckName,
  state: CheckState,
  sentence: string,
  { at = null, fix = null }: { readonly at?: number | null; readonly fix?: Fix | null } = {},
): Check {
  return { name, state, sentence, at, fix };
}

export const ENTER_SECRET: Fix = { does: 'open-switch', label: 'Enter the API secret', holder: 'application' };
export const CHOOSE_APPLICATION: Fix = { does: 'open-switch', label: 'Choose an application', holder: 'application' };
