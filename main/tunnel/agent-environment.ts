/** What a program needs to run and to find what the system trusts. */
const NEEDED = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMPDIR', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

/** The environment of the agent: not ours, which may hold secrets that are none of its business. */
export function agentEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    NEEDED.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
