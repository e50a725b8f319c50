import type { Answer } from '../domain/captured-request.ts';
import type { Question } from '../receiver/default-answer.ts';
import { defaultAnswer } from '../receiver/default-answer.ts';
import { answerToSignature } from '../receiver/verified-answer.ts';
import type { SettingsStore } from '../store/settings-store.ts';
import type { Deliveries } from './deliveries.ts';
import type { Verification } from './verification.ts';

interface Voices {
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly verification: Pick<Verification, 'checks'>;
  /** Null until they are open: the receiver listens first. */
  readonly deliveries: () => Pick<Deliveries, 'answer'> | null;
}

/** What a whole request is answered: the app's own answer where it is passed through, else the signature's, else ours. */
export function answerWith({ settings, verification, deliveries }: Voices) {
  return (question: Question, receivedAt: number): Answer | Promise<Answer> => {
    const usual = (): Answer =>
      answerToSignature(question, verification.checks, settings.current, receivedAt) ??
      defaultAnswer(question, settings.current.answerStatus);
    return deliveries()?.answer(question, receivedAt, usual) ?? usual();
  };
}
