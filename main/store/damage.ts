/** Whether SQLite says that a file is no sound database any more; a full disk or a lock is another matter. */
export function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

/** Whether a virtual table is damaged: only the index has one. */
export function isDamageOfText(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'SQLITE_CORRUPT_VTAB';
}
