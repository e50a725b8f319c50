import { expect, test } from 'vitest';

import { agentEnvironment } from '../../../main/tunnel/agent-environment.ts';

test('the agent gets what it needs to run, and none of our secrets', () => {
  const env = {
    PATH: '/bin',
    SSL_CERT_FILE: '/ca.pem',
    NGROK_AUTHTOKEN: 'x',
    WEBHOOK_INSPECTOR_SECRET: 'y',
    MY_SECRET: 'z',
  };
  expect(agentEnvironment(env)).toEqual({ PATH: '/bin', SSL_CERT_FILE: '/ca.pem' });
});
