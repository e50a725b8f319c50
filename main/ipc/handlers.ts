import type { Core } from '../core.ts';
import type { Handlers } from './router.ts';

/** Which service answers which channel. */
export function createHandlers(core: Core): Handlers {
  return {
    'app:state': () => core.state(),
    'settings:get': () => core.settings(),
    'settings:set': (changes) => core.changeSettings(changes),
    'list:ids': (query) => core.reader.call('ids', query),
    'list:rows': ({ ids }) => core.reader.call('rows', ids),
    'list:counts': () => core.reader.call('counts', null),
    'webhook:get': ({ id }) => core.reader.call('detail', id),
    'webhook:message': ({ id }) => core.reader.call('messageOfWebhook', id),
    'messages:ids': (query) => core.reader.call('messageIds', query),
    'messages:rows': ({ ids }) => core.reader.call('messageRows', ids),
    'message:get': ({ messageId }) => core.reader.call('message', messageId),
    'webhook:star': ({ ids, starred }) => core.star(ids, starred),
    'webhook:remove': ({ ids }) => ({ removal: core.remove(ids), count: ids.length }),
    'webhook:restore': ({ removal }) => ({ restored: core.restore(removal) }),
    'accounts:list': () => ({ accounts: core.accounts.list() }),
    'accounts:save': async ({ id, ...fields }) => ({
      id: await core.accounts.change((accounts) => accounts.save(id, fields)),
    }),
    'accounts:remove': ({ id }) => core.accounts.change((accounts) => accounts.remove(id)),
    'secrets:set': (secret) => core.accounts.change((accounts) => accounts.setSecret(secret)),
    'secrets:clear': ({ id }) => core.accounts.change((accounts) => accounts.clearSecret(id)),
    'vault:state': () => core.accounts.vaultState,
    'vault:choose': ({ kind }) => core.chooseVault(kind),
    'signature:explain': ({ id }) => core.signatures.explain(id),
    'signature:explain-text': ({ text }) => core.signatures.explainText(text),
    'switch:applications': async ({ apiKey }) => ({ applications: await core.switches.applications(apiKey) }),
    'switch:preview': (wanted) => core.switches.preview(wanted),
    'switch:apply': (request) => core.switches.apply(request),
    'switch:restore': ({ id }) => (id === null ? core.switches.restoreAll() : core.switches.restore(id)),
    'switch:resolve': ({ id, answers }) => core.switches.resolve(id, answers),
    'switch:forget': ({ id }) => core.switches.forget(id),
    'sample:send': () => core.samples.send(),
  };
}
