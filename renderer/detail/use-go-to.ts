import { useList } from '../webhooks/list-context.tsx';
import { useSelection } from '../webhooks/selection-store.ts';

/** Takes list and detail to a webhook. */
export function useGoTo(): (id: number) => void {
  const { source } = useList();
  return (id) => {
    const { select, setFollowing } = useSelection.getState();
    setFollowing(id === source.ids.highest);
    select(id);
  };
}
