import { useGoTo } from '../detail/use-go-to.ts';
import { usePlace } from '../shell/place-store.ts';
import { useList } from '../webhooks/list-context.tsx';
import { useSelection } from '../webhooks/selection-store.ts';

/** Leaves the messages for one of their webhooks, with a way back. */
export function useOpenWebhook(): (id: number) => void {
  const { source } = useList();
  const goTo = useGoTo();
  const followToWebhook = usePlace((place) => place.followToWebhook);
  return (id) => {
    goTo(id);
    useSelection.getState().setDetailOpen(true);
    followToWebhook(source.ids.indexOf(id) !== -1);
  };
}
