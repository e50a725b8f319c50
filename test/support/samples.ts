import { findFindings } from '../../main/domain/find-findings.ts';
import type { ViewName, WebhookDetail, WebhookRow } from '../../shared/contract.ts';
import { NO_LINKS, readLinks, type MessageLinks } from '../../shared/vonage/message-links.ts';
import { findKind } from '../../shared/vonage/kinds.ts';
import { misroutedTo } from '../../shared/vonage/paths.ts';
import { understand, type Decoded } from '../../shared/vonage/understand.ts';

/** One webhook as the window gets it, without what only its place in the list says. */
export interface Sample {
  readonly name: string;
  readonly view: ViewName;
  /** What a plain text search looks at, in small letters. */
  readonly searched: string;
  readonly row: WebhookRow;
  readonly detail: WebhookDetail;
  readonly links: MessageLinks;
}

export interface SampleRequest {
  readonly name?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
  readonly row?: Partial<WebhookRow>;
  readonly detail?: Partial<WebhookDetail>;
}

interface Fixture {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly query: Readonly<Record<string, string>> | null;
}

const files = import.meta.glob<Fixture>('../fixtures/webhooks/*.json', { eager: true, import: 'default' });

/** Every fixture as a sample. */
export function readSamples(): Sample[] {
  return Object.values(files).map((fixture) => {
    const query = fixture.query === null ? '' : `?${new URLSearchParams(fixture.query).toString()}`;
    return aSample({
      name: fixture.name,
      method: fixture.method,
      path: fixture.path + query,
      headers: toHeaders(fixture),
      body: toBody(fixture.body),
    });
  });
}

/** A webhook that is understood as the core would; `row` and `detail` say what a test wants different. */
export function aSample(request: SampleRequest): Sample {
  const { method = 'POST', path: target = '/webhooks/inbound-message', headers = JSON_HEADERS } = request;
  const body =
    typeof request.body === 'string' ? new TextEncoder().encode(request.body) : (request.body ?? new Uint8Array());
  const text = new TextDecoder().decode(body);
  const parameters = decode(method, target, text);
  const understanding = understand(parameters);
  const { sentAt, account, ...understood } = understanding;
  const findings = findFindings(
    {
      parameters,
      text,
      bytes: body,
      charset: { name: 'utf-8', isUnknown: false },
      valuesAreText: !text.startsWith('{'),
    },
    understanding,
  );
  const links =
    parameters.type === 'parameters' ? readLinks(understood.api, understood.kind, parameters.payload) : NO_LINKS;
  const row: WebhookRow = {
    ...understood,
    id: 1,
    receivedAt: 0,
    verdict: headers.some(([name]) => name.toLowerCase() === 'authorization') ? 'no-secret' : 'unsigned',
    reason: null,
    answerStatus: 200,
    durationUs: 0,
    method,
    path: target.split('?')[0] ?? target,
    bodyBytes: body.length,
    outcome: 'complete',
    misroutedTo: misroutedTo(target, understood.kind),
    via: 'local',
    duplicateOf: null,
    outOfOrder: false,
    late: false,
    findings: findings.length,
    starred: false,
    hasNote: false,
    ...request.row,
  };
  const detail: WebhookDetail = {
    row,
    findings,
    sentAt,
    account,
    signedAt: null,
    httpVersion: '1.1',
    target,
    headers: headers.map(([name, value]) => [name, value]),
    body,
    decodedBody: null,
    decodeProblem: null,
    announcedBytes: body.length,
    remoteAddress: '127.0.0.1',
    answer: toAnswer(row),
    ...request.detail,
  };
  const searched = [text, target, row.summary, ...headers.flat()].join('\n').toLowerCase();
  return { name: request.name ?? 'own', view: findKind(row.api, row.kind).view, searched, row, detail, links };
}

const JSON_HEADERS: readonly (readonly [string, string])[] = [['Content-Type', 'application/json']];

function toHeaders(fixture: Fixture): [string, string][] {
  const own = Object.entries(fixture.headers).map(([name, value]): [string, string] => [
    name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
    value,
  ]);
  return [['Host', '127.0.0.1:4747'], ['Accept', '*/*'], ['User-Agent', 'Vonage/1.0'], ...own];
}

function toBody(body: unknown): string {
  if (body === null || body === undefined) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function decode(method: string, target: string, text: string): Decoded {
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  if (text === '') {
    return query === '' && method === 'GET'
      ? { type: 'none' }
      : { type: 'parameters', payload: Object.fromEntries(new URLSearchParams(query)) };
  }
  if (!text.startsWith('{')) return { type: 'parameters', payload: Object.fromEntries(new URLSearchParams(text)) };
  try {
    return { type: 'parameters', payload: JSON.parse(text) as Record<string, unknown> };
  } catch {
    return { type: 'unreadable' };
  }
}

function toAnswer(row: WebhookRow): WebhookDetail['answer'] {
  const isVoice = row.kind === 'answer' || row.kind === 'fallback';
  return {
    status: row.answerStatus,
    contentType: isVoice ? 'application/json' : null,
    body: isVoice ? '[{"action":"talk","text":"Hello from Webhook Inspector."}]' : '',
    rule: null,
    headers: null,
    ending: null,
    delayMs: 0,
  };
}
