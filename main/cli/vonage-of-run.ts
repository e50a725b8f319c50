import type { Credentials, VonageHosts } from '../vonage/vonage-http.ts';
import { vonageHosts } from '../vonage/vonage-http.ts';

/** Where Vonage's APIs are, and who asks them, by the variables that Vonage's own command line reads. */
export function vonageOfRun(env: NodeJS.ProcessEnv): {
  readonly vonage: VonageHosts;
  readonly vonageCredentials: Credentials | null;
} {
  const { VONAGE_API_KEY: apiKey = '', VONAGE_API_SECRET: apiSecret = '' } = env;
  return {
    vonage: vonageHosts(env),
    vonageCredentials: apiKey === '' || apiSecret === '' ? null : { apiKey, apiSecret },
  };
}
