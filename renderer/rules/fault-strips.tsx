import { ShieldAlert, TriangleAlert } from 'lucide-react';

import type { Rule } from '../../shared/contract/rules.ts';
import { isFault, remaining } from '../../shared/rules/is-fault.ts';
import { isAsked } from '../../shared/rules/rule-match.ts';
import { useChangeSettings, useSettings } from '../bridge/use-settings.ts';
import { Strip } from '../shell/strip.tsx';
import { Button } from '../ui/button.tsx';
import { useRules, useSwitchRules } from './use-rules.ts';
import { Scope } from './scope.tsx';
import { tellAction } from './words.ts';

/** More than these are told in one strip. */
const MOST_STRIPS = 2;
/** Of more, the rest is counted: the strip is to leave room for the window. */
const MOST_NAMES = 3;

/** For as long as Vonage is kept from its success on purpose. */
export function FaultStrips() {
  const faults = (useRules() ?? []).filter((rule) => isFault(rule) && isAsked(rule));
  const switchRules = useSwitchRules();
  if (faults.length > MOST_STRIPS) {
    return (
      <Strip icon={TriangleAlert} tone="warn">
        <strong>{faults.length} fault rules are on:</strong> {tellNames(faults)}.{' '}
        <Button onClick={() => switchRules(faults, false)}>Turn all off</Button>
      </Strip>
    );
  }
  return faults.map((rule) => (
    <Strip key={rule.id} icon={TriangleAlert} tone="warn">
      <strong>“{rule.name}” is on.</strong> It {tellAction(rule)} {rule.ending === 'close' ? 'on' : 'to'}{' '}
      <Scope rule={rule} />
      {/* It counts down with each webhook, which nobody wants to hear. */}
      <span aria-live="off">{tellRest(rule)}</span>.{' '}
      <Button onClick={() => switchRules([rule], false)}>Turn off</Button>
    </Strip>
  ));
}

/** The same for the two answers to signatures, which are settings. */
export function SignatureAnswerStrip() {
  const settings = useSettings();
  const change = useChangeSettings();
  if (!settings?.answer401ToFailed && !settings?.answer503ToUnsigned) return null;
  const told = [
    ...(settings.answer401ToFailed ? ['401 where the signature fails'] : []),
    ...(settings.answer503ToUnsigned ? ['503 to unsigned webhooks'] : []),
  ];
  return (
    <Strip icon={ShieldAlert} tone="warn">
      <strong>Signatures change answers.</strong> Vonage is answered {told.join(', and ')}.{' '}
      <Button onClick={() => change({ answer401ToFailed: false, answer503ToUnsigned: false })}>Turn off</Button>
    </Strip>
  );
}

function tellNames(rules: readonly Rule[]): string {
  const names = rules.slice(0, MOST_NAMES).map(({ name }) => name);
  const left = rules.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')} and ${left} more`;
}

function tellRest(rule: Rule): string {
  const left = remaining(rule);
  return left === null ? '' : `, ${left} more ${left === 1 ? 'time' : 'times'}`;
}
