import type { Channel, EventName, EventPayload, Input, Output } from './contract.ts';
import type { Reply } from './reply.ts';

/** The names alone, so that the preload needs no zod. One that is missing here does not compile. */
const CHANNELS = {
  'app:state': true,
  'settings:get': true,
  'settings:set': true,
  'list:ids': true,
  'list:rows': true,
  'list:counts': true,
  'filters:list': true,
  'filters:save': true,
  'filters:remove': true,
  'filters:counts': true,
  'webhook:get': true,
  'webhook:message': true,
  'messages:ids': true,
  'messages:rows': true,
  'message:get': true,
  'webhook:star': true,
  'webhook:remove': true,
  'webhook:restore': true,
  'accounts:list': true,
  'accounts:save': true,
  'accounts:remove': true,
  'secrets:set': true,
  'secrets:clear': true,
  'vault:state': true,
  'vault:choose': true,
  'signature:explain': true,
  'signature:explain-text': true,
  'switch:applications': true,
  'switch:preview': true,
  'switch:apply': true,
  'switch:restore': true,
  'switch:resolve': true,
  'switch:forget': true,
  'tunnel:go-online': true,
  'tunnel:go-offline': true,
  'authtoken:set': true,
  'authtoken:clear': true,
  'keep:count-beyond': true,
  'keep:rebuild': true,
  'keep:compact': true,
  'keep:cancel-compact': true,
  'keep:check': true,
  'record:save-readable': true,
  'record:set-aside': true,
  'sample:send': true,
  'targets:list': true,
  'targets:save': true,
  'targets:remove': true,
  'targets:probe': true,
  'targets:replay-missed': true,
  'targets:dismiss-missed': true,
  'deliveries:list': true,
  'deliveries:latest': true,
  'deliveries:get': true,
  'replay:one': true,
  'replay:start': true,
  'runs:list': true,
  'runs:cancel': true,
  'runs:resume': true,
  'runs:deliveries': true,
  'runs:compare': true,
  'note:get': true,
  'note:set': true,
  'simulate:catalogue': true,
  'simulate:draft': true,
  'simulate:draft-of': true,
  'simulate:life': true,
  'simulate:send': true,
  'simulate:run': true,
  'simulate:stop': true,
  'simulate:state': true,
} satisfies Record<Channel, true>;

const EVENTS = {
  'webhooks:changed': true,
  'app:changed': true,
  'settings:changed': true,
  'targets:changed': true,
  'deliveries:changed': true,
  'simulation:changed': true,
} satisfies Record<EventName, true>;

export const isChannel = (name: string): name is Channel => Object.hasOwn(CHANNELS, name);
export const isEvent = (name: string): name is EventName => Object.hasOwn(EVENTS, name);

/** All that the page can reach of the outside: `window.inspector`. */
export interface Bridge {
  invoke<C extends Channel>(channel: C, input: Input<C>): Promise<Reply<Output<C>>>;
  /** Calls `listener` at each event until the returned function is called. */
  subscribe<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
}
