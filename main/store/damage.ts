import { AppError } from '../../shared/reply.ts';

/** Damage that SQLite itself reads over: flipped bits leave pages with rows that nobody has ever written. */
export class FoundDamage extends Error {}

/** Whether a file is no sound database any more; a full disk or a lock is another matter. */
export function isDamage(error: unknown): boolean {
  if (error instanceof FoundDamage) return true;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

/** Whether a virtual table is damaged: only the index has one. */
export function isDamageOfText(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'SQLITE_CORRUPT_VTAB';
}

/** The same error, but for damage: then what the person can do about it. */
export function explainDamage(error: unknown, folder: string): unknown {
  if (!isDamage(error)) return error;
  const message = `A database in ${folder} is damaged. Find out which one, and what to do: npm run -s cli -- check --data "${folder}"`;
  return new AppError('damaged-data', message, { cause: error });
}
