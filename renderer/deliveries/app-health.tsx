import { usePlace } from '../shell/place-store.ts';
import bar from '../shell/bottom-bar.module.css';
import { HealthDot } from './health-dot.tsx';
import { useTargets } from './use-targets.ts';
import { backlogOf, HEALTH_WORDS } from './words.ts';

/** Whether the apps that webhooks are forwarded to are up. Opens the page behind it. */
export function AppHealth() {
  const live = (useTargets() ?? []).filter((target) => target.live);
  const goTo = usePlace((place) => place.goTo);
  const [only] = live;
  if (only === undefined) return null;
  const down = live.filter(({ health }) => health.state === 'down').length;
  const backlog = live.length === 1 ? backlogOf(only) : '';
  const words = live.length === 1 ? `${only.name} ${HEALTH_WORDS[only.health.state]}` : toWords(live.length, down);
  return (
    <button
      type="button"
      title={live.length === 1 ? (only.health.message ?? only.url) : 'All targets'}
      className={`${bar['item']} ${bar['app']}`}
      onClick={() => goTo('deliveries')}
    >
      <HealthDot target={live.find(({ health }) => health.state === 'down') ?? only} />
      {words}
      {backlog === '' ? '' : `, ${backlog}`}
    </button>
  );
}

function toWords(count: number, down: number): string {
  return down === 0 ? `${count} targets up` : `${down} of ${count} targets down`;
}
