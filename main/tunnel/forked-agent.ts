import { fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { agentEnvironment } from './agent-environment.ts';
import type { FromAgent, StartAgent } from './agent.ts';

/** The agent as a Node process of its own. It ends with this process, whatever way this one ends. */
export function forkedAgent(script: URL): StartAgent {
  return (heard) => {
    const child = fork(fileURLToPath(script), [], {
      execArgv: [],
      env: agentEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const exited = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
      child.once('error', (error) => resolve(error.message));
    });
    child.on('message', (message) => heard(message as FromAgent));
    return {
      send: (message) => {
        // A process that has just died is told of by `exited`.
        if (child.connected) child.send(message, () => {});
      },
      exited,
      kill: () => void child.kill('SIGKILL'),
    };
  };
}
