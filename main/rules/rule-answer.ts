import type { Rule } from '../../shared/contract/rules.ts';
import type { TemplateValues } from '../../shared/rules/template.ts';
import { fillTemplate } from '../../shared/rules/template.ts';
import type { Answer } from '../domain/captured-request.ts';
import { headerValue } from '../domain/captured-request.ts';

/** How much of an answer's text the record has. In characters. */
const LONGEST_SHOWN = 64 * 1_024;
const NOTHING = new Uint8Array(0);

/** What a rule makes of a webhook. */
export function answerByRule(rule: Rule, values: () => TemplateValues): Answer {
  const { id, name, ending, status, delayMs } = rule;
  const shared = { ruleId: id, rule: `rule “${name}”`, ...(delayMs === 0 ? {} : { delayMs }) };
  if (ending === 'close') return { status: 0, contentType: null, body: '', ...shared, ending };
  const headers = rule.headers.flat();
  const hasBody = status !== 204 && status !== 304;
  const text = !hasBody || rule.body === '' ? '' : fillTemplate(rule.body, values());
  const body = text === '' ? NOTHING : Buffer.from(text);
  return {
    status,
    contentType: headerValue(headers, 'content-type'),
    body: text.slice(0, LONGEST_SHOWN),
    ...shared,
    verbatim: { rawHeaders: hasBody ? [...headers, 'Content-Length', String(body.length)] : headers, body },
    headers,
    ...(ending === 'reset' ? { ending } : {}),
  };
}
