import type { Answered, ApplicationFacts, SetupFacts } from './facts.ts';

/** What Vonage has said of the application that is chosen now; null where it was not asked about that one. */
export function applicationOf({ application, vonage }: SetupFacts): Answered<ApplicationFacts> | null {
  if (application === null || vonage?.apiKey !== application.apiKey) return null;
  return vonage.application?.id === application.id ? vonage.application : null;
}
