import type { DataFiles } from './reader.ts';
import type { ReaderProcess } from './reader-process.ts';
import { startReader } from './reader-process.ts';

export interface ReopeningReader extends ReaderProcess {
  /** Lets go of all files, does `work`, and reads on: in what is there then. Questions wait meanwhile. */
  whileClosed(work: () => Promise<void>): Promise<void>;
}

/** A reader that can be taken off its files, for the index to be thrown away. */
export function startReopeningReader(script: URL, files: DataFiles, damaged: () => void): ReopeningReader {
  let reader = startReader(script, files, damaged);
  let isClosed = false;
  let pause: Promise<void> | null = null;

  const reopen = async (work: () => Promise<void>): Promise<void> => {
    await reader.close();
    try {
      await work();
    } finally {
      if (!isClosed) reader = startReader(script, files, damaged);
      pause = null;
    }
  };
  return {
    async call(method, input) {
      await pause;
      return reader.call(method, input);
    },
    async whileClosed(work) {
      await pause;
      pause = reopen(work);
      await pause;
    },
    async close() {
      isClosed = true;
      await pause;
      await reader.close();
    },
  };
}
