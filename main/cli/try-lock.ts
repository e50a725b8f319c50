import { AppError } from '../../shared/reply.ts';
import type { DataFolder } from '../data-folder.ts';
import { lockFolder } from '../store/folder-lock.ts';

/** Null where a running app, which is then the only one that writes there, has the folder. */
export function tryLock(folder: DataFolder): { close(): void } | null {
  try {
    return lockFolder(folder.path);
  } catch (error) {
    if (error instanceof AppError && error.code === 'data-folder-in-use') return null;
    throw error;
  }
}
