import { readFilter } from '../../shared/filter/parse-filter.ts';
import type { Core } from '../core.ts';
import type { Handlers } from './router.ts';

/** Which service answers which channel. */
export function createHandlers(core: Core): Handlers {
  return {
    'app:state': () => core.state(),
    'settings:get': () => core.settings(),
    'settings:set': (changes) => core.changeSettings(changes),
    'list:ids': async (query) => {
      readFilter(query.filter);
      const answer = await core.reader.call('list', query);
      return { ...answer, deliveries: core.deliveries.latest(answer.rows.map(({ id }) => id)) };
    },
    'list:rows': ({ ids }) => core.reader.call('rows', ids),
    'list:counts': () => core.reader.call('counts', null),
    'filters:list': () => core.savedFilters.all(),
    'filters:save': ({ name, filter }) => {
      readFilter(filter);
      return core.savedFilters.save(name, filter);
    },
    'filters:remove': ({ id }) => core.savedFilters.remove(id),
    'filters:counts': ({ filters }) => core.reader.call('filterCounts', filters),
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
    'tunnel:go-online': (choice) => core.online.goOnline(choice),
    'tunnel:go-offline': () => core.goOffline(),
    'authtoken:set': ({ text }) => core.online.setAuthtoken(text),
    'authtoken:clear': () => core.online.clearAuthtoken(),
    'keep:count-beyond': async (changes) => ({ webhooks: await core.upkeep.countBeyond(changes) }),
    'keep:rebuild': () => core.upkeep.rebuildIndex(),
    'keep:compact': () => core.upkeep.compact(),
    'keep:cancel-compact': () => core.upkeep.compaction.cancel(),
    'keep:check': () => core.upkeep.check(),
    'record:save-readable': ({ name }) => core.upkeep.saveReadable(name),
    'record:set-aside': () => core.beginNewRecord(),
    'sample:send': () => core.samples.send(),
    'targets:list': () => core.deliveries.targets(),
    'targets:save': ({ id, ...fields }) => ({ id: core.deliveries.saveTarget(id, fields) }),
    'targets:remove': ({ id }) => core.deliveries.removeTarget(id),
    'targets:probe': (target) => core.deliveries.probe(target),
    'targets:replay-missed': ({ id }) => ({ run: core.deliveries.replayMissed(id) }),
    'targets:dismiss-missed': ({ id }) => core.deliveries.dismissMissed(id),
    'deliveries:list': (query) => core.deliveries.list(query),
    'deliveries:latest': ({ webhooks }) => core.deliveries.latest(webhooks),
    'deliveries:get': ({ id }) => core.deliveries.get(id),
    'replay:one': ({ webhook, destination, signature, edit }) =>
      core.deliveries.replayOne(webhook, destination, signature, edit),
    'replay:start': ({ webhooks, destination, plan }) => ({
      run: core.deliveries.startRun(webhooks, destination, plan),
    }),
    'runs:list': () => core.deliveries.replays.list(),
    'runs:cancel': ({ id }) => core.deliveries.replays.cancel(id),
    'runs:deliveries': (query) => core.deliveries.ofRun(query),
    'runs:resume': ({ id }) => core.deliveries.replays.resume(id),
    'runs:compare': ({ before, after }) => core.deliveries.replays.compare(before, after),
    'note:get': ({ id }) => core.notes.get(id),
    'note:set': ({ id, text }) => core.notes.set(id, text),
    'simulate:catalogue': () => core.simulations.catalogue(),
    'simulate:draft': (wanted) => core.simulations.draft(wanted),
    'simulate:draft-of': async ({ id }) => {
      const detail = await core.reader.call('detail', id);
      if (detail === null) return null;
      const { row, target, headers: pairs, body } = detail;
      return core.simulations.draftOf({ method: row.method, target, rawHeaders: pairs.flat(), body });
    },
    'simulate:life': (wanted) => core.simulations.life(wanted),
    'simulate:send': (wanted) => core.simulations.send(wanted),
    'simulate:run': (wanted) => core.simulations.run(wanted),
    'simulate:stop': () => core.simulations.stop(),
    'simulate:state': () => core.simulations.current,
    'rules:list': () => core.rules.list(),
    'rules:save': ({ id, on, ...fields }) => ({ id: core.rules.save(id, fields, on) }),
    'rules:switch': ({ id, on }) => core.rules.switch(id, on),
    'rules:move': ({ id, by }) => core.rules.move(id, by),
    'rules:remove': ({ id }) => core.rules.remove(id),
    'setup:report': () => core.setup.report(),
    'setup:ask': () => core.setup.ask(),
    'switch:look': ({ id }) => core.switches.look(id),
  };
}
