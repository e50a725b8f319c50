import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import type { Settings } from '../../shared/contract.ts';
import { call } from '../bridge/client.ts';
import { useChangeSettings } from '../bridge/use-settings.ts';

export type LimitName = 'keepDays' | 'keepWebhooks' | 'keepBytes';

interface Wish {
  readonly name: LimitName;
  readonly value: number;
}

/** What a lower limit would do; waits for the person's word. */
export interface Question extends Wish {
  /** Null where it could not be counted. */
  readonly webhooks: number | null;
}

/** Sets the limits of the history. One that would delete webhooks asks first: they are gone for good at once. */
export function useLimits(settings: Settings) {
  const change = useChangeSettings();
  const [question, setQuestion] = useState<Question | null>(null);
  const count = useMutation({
    mutationFn: ({ name, value }: Wish) => call('keep:count-beyond', { [name]: value }),
    onSuccess: ({ webhooks }, wish) => {
      if (webhooks === 0) change({ [wish.name]: wish.value });
      else setQuestion({ ...wish, webhooks });
    },
    onError: (_error, wish) => setQuestion({ ...wish, webhooks: null }),
  });
  return {
    /** The limit for which it is counted at present. */
    counting: count.isPending ? count.variables.name : null,
    question,
    set: (name: LimitName, value: number): void => {
      const now = settings[name];
      if (value !== 0 && (now === 0 || value < now)) count.mutate({ name, value });
      else change({ [name]: value });
    },
    answer: (isConfirmed: boolean): void => {
      if (isConfirmed && question !== null) change({ [question.name]: question.value });
      setQuestion(null);
    },
  };
}
