import type { Core } from '../core.ts';
import type { Progress } from '../projection/projector.ts';
import type { Exported, RecordReader } from '../transfer/export-webhooks.ts';

/** Calls `visit` for every webhook that the index takes in from now on, one after the other and in order. */
export function followWebhooks(
  core: Core,
  record: RecordReader,
  visit: (exported: Exported) => Promise<void>,
): { close(): Promise<void> } {
  let seen = core.progress().upTo;
  let known = seen;
  let working: Promise<void> = Promise.resolve();

  const catchUp = async (): Promise<void> => {
    while (seen < known) {
      const page = record.page(seen, known);
      for (const exported of page) await visit(exported);
      seen = page.at(-1)?.request.id ?? known;
    }
  };
  const onProgress = ({ upTo }: Progress): void => {
    known = upTo;
    working = working.then(catchUp);
  };
  core.events.on('progress', onProgress);
  return {
    async close() {
      core.events.off('progress', onProgress);
      await working;
    },
  };
}
