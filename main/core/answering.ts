import type { Answer, Via } from '../domain/captured-request.ts';
import type { Question } from '../receiver/default-answer.ts';
import { defaultAnswer } from '../receiver/default-answer.ts';
import { answerToSignature } from '../receiver/verified-answer.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { SettingsStore } from '../store/settings-store.ts';
import type { Deliveries } from './deliveries.ts';
import type { Verification } from './verification.ts';

interface Voices {
  readonly rules: Pick<RuleBook, 'answer'>;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly verification: Pick<Verification, 'checks'>;
  /** Null until they are open: the receiver listens first. */
  readonly deliveries: () => Pick<Deliveries, 'answer'> | null;
}

/** What a whole request is answered: by a rule, else by its signature, else by the app that it is passed to, else by us. */
export function answerWith({ rules, settings, verification, deliveries }: Voices) {
  return (question: Question, receivedAt: number, via: Via): Answer | Promise<Answer> => {
    const decided =
      rules.answer(question, receivedAt, via) ??
      answerToSignature(question, verification.checks, settings.current, receivedAt);
    if (decided !== null) return decided;
    const usual = (): Answer => defaultAnswer(question, settings.current.answerStatus);
    return deliveries()?.answer(question, receivedAt, usual) ?? usual();
  };
}
