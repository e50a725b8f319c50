import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { utilityProcess } from 'electron';

import { agentEnvironment } from '../tunnel/agent-environment.ts';
import type { FromAgent, StartAgent } from '../tunnel/agent.ts';

/** The agent as a utility process: the packaged app can't be started as a plain Node process. */
export function utilityAgent(script: URL): StartAgent {
  return (heard) => {
    const child = utilityProcess.fork(fileURLToPath(script), [], {
      serviceName: 'Tunnel',
      env: agentEnvironment(process.env),
      stdio: 'ignore',
    });
    const exited = new Promise<string>((resolve) => {
      child.once('exit', (code) => resolve(`exit code ${code}`));
    });
    child.on('message', (message: FromAgent) => heard(message));
    return {
      send: (message) => child.postMessage(message),
      exited,
      kill() {
        // Electron forgets a kill that comes before the process is there.
        if (!child.kill()) child.once('spawn', () => child.kill());
      },
    };
  };
}
