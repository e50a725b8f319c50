/** A failure that the person can act on. `code` is for the machine, `message` is a sentence for the person. */
export class AppError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

/** What crosses the bridge: an error thrown through Electron's `handle` keeps only its message, so failures travel as values. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export function failure(code: string, message: string): Reply<never> {
  return { ok: false, error: { code, message } };
}
