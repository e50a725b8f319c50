import { aSample, type Sample } from '../samples.ts';

const HEAD = '"channel":"sms","to":"447700900000","from":"447700900001","timestamp":"2025-01-15T09:30:00Z"';
const inbound = (name: string, rest: string): Sample =>
  aSample({ name, body: `{"message_uuid":"${name}",${HEAD},"message_type":"text",${rest}}` });

/** What strangers may send and a window must survive. */
export function hostileSamples(): Sample[] {
  const text = new TextEncoder();
  return [
    inbound('markup', '"text":"<img src=x onerror=alert(1)><script>alert(2)</script> &amp; <b>bold</b>"'),
    inbound('hidden', String.raw`"text":"a\u0000b \u202egnp.exe\u202c \u001b[31mred\u001b[0m zero\u200bwidth"`),
    inbound(
      'numbers',
      '"text":"big","id":123456789012345678901234567890,"price":0.10000000000000000001,"id":2,"e":1E400',
    ),
    inbound('megabyte', `"text":"${'long text '.repeat(100_000)}"`),
    aSample({ name: 'deep', body: `${'{"a":['.repeat(100)}1${']}'.repeat(100)}` }),
    aSample({ name: 'broken', body: '{\n  "message_uuid": "x",\n  "text": "no end\n}' }),
    aSample({
      name: 'many',
      body: JSON.stringify(Array.from({ length: 40_000 }, (_, n) => ({ n, text: `item ${n}` }))),
    }),
    aSample({
      name: 'binary',
      headers: [['Content-Type', 'application/octet-stream']],
      body: Uint8Array.from({ length: 700 }, (_, n) => (n * 37) % 256),
    }),
    aSample({
      name: 'zipped',
      headers: [
        ['Content-Type', 'application/json'],
        ['Content-Encoding', 'gzip'],
      ],
      body: Uint8Array.from([31, 139, 8, 0, 0, 0, 0, 0]),
      detail: { decodedBody: text.encode(`{"message_uuid":"zip",${HEAD},"text":"came zipped"}`) },
    }),
    aSample({
      name: 'cut',
      body: '{"message_uuid":"cut","text":"the rest was not sto',
      row: { outcome: 'too-large', answerStatus: 413 },
      detail: { announcedBytes: 12_582_912 },
    }),
    aSample({
      name: 'unusual',
      path: '/webhooks/message-status',
      body: `{"message_uuid":"odd","channel":"sms","to":447700900000,"timestamp":"2025-01-15T09:30:00Z","status":"rejected","error":{"type":"x#1170","title":"1170"},"usage":{"currency":"USD","price":"0.03","discount":"0.01"},"brand_new":true}`,
    }),
    aSample({
      name: 'misrouted',
      path: '/webhooks/inbound-message',
      body: `{"message_uuid":"aaaaaaaa-0000-4000-8000-000000000001",${HEAD},"status":"delivered"}`,
    }),
  ];
}
