/** Requests a month through ngrok's free plan, probes and webhooks together (ngrok's published limits). */
export const FREE_PLAN_REQUESTS = 20_000;
