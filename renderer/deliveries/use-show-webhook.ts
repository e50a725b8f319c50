import { useGoTo } from '../detail/use-go-to.ts';
import { usePlace } from '../shell/place-store.ts';
import { useSelection } from '../webhooks/selection-store.ts';

/** Leaves this page for a webhook. */
export function useShowWebhook(): (id: number) => void {
  const select = useGoTo();
  const goTo = usePlace((place) => place.goTo);
  return (id) => {
    goTo('webhooks');
    select(id);
    useSelection.getState().setDetailOpen(true);
  };
}
