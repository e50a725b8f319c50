import type { Fate, TunnelProblem } from './problem.ts';

interface Meaning {
  readonly codes: readonly number[];
  readonly fate: Fate;
  readonly message: string;
}

const DOMAINS = 'dashboard.ngrok.com/domains';

/** The codes that agents meet, as ngrok documents them, and what the person can do (ngrok-edge-protocol, 10). */
const MEANINGS: readonly Meaning[] = [
  {
    codes: [105, 106, 107, 300, 4018],
    fate: 'final',
    message:
      'ngrok does not accept the authtoken. It is incomplete, revoked or of another account. Copy it again from dashboard.ngrok.com/get-started/your-authtoken and enter it under Settings, Online.',
  },
  {
    codes: [108, 348, 349],
    fate: 'taken',
    message:
      'The ngrok account has as many agents online as it may have (the free plan allows 3). Stop another ngrok agent or another copy of this app.',
  },
  {
    codes: [334],
    fate: 'taken',
    message:
      'This public address is already online: another ngrok agent or another copy of this app uses it. Stop that one, or choose another domain under Settings, Online.',
  },
  {
    codes: [123, 382],
    fate: 'final',
    message: 'ngrok wants the e-mail address of the account confirmed first. Open the link in ngrok’s e-mail.',
  },
  {
    codes: [102, 103, 337, 338],
    fate: 'final',
    message: 'ngrok has suspended this account. Write to support@ngrok.com, or use another account.',
  },
  {
    codes: [120, 121],
    fate: 'final',
    message: 'ngrok no longer talks to the version of its software that is in this app. Update the app.',
  },
  {
    codes: [320],
    fate: 'final',
    message: `This domain belongs to another ngrok account. Choose one of yours from ${DOMAINS}.`,
  },
  {
    codes: [319],
    fate: 'final',
    message: `This domain is not reserved yet. Reserve it first at ${DOMAINS}, or leave the domain empty.`,
  },
  {
    codes: [313, 314, 315],
    fate: 'final',
    message: `This domain needs a paid ngrok plan. Leave the domain empty, or use your free one from ${DOMAINS}.`,
  },
  {
    codes: [326, 327, 328, 329, 347, 354, 355],
    fate: 'final',
    message: 'ngrok does not understand this domain. Check its spelling: only the name, such as my-app.ngrok-free.app.',
  },
  {
    codes: [324, 350],
    fate: 'final',
    message: 'The ngrok account has as many addresses online as its plan allows. Take another one offline.',
  },
  {
    codes: [351, 353],
    fate: 'retry',
    message: 'ngrok says that addresses were opened too fast. The app tries again more slowly.',
  },
  {
    codes: [115, 116, 9040],
    fate: 'final',
    message: 'ngrok does not allow connections from this network or country.',
  },
  {
    codes: [9009],
    fate: 'final',
    message: 'This network reaches ngrok through a proxy, which is a paid feature of ngrok. Use another network.',
  },
];

/** What the SDK itself says when it never got as far as a code. */
const SDK_TEXTS: readonly (readonly [RegExp, TunnelProblem])[] = [
  [
    /failed to establish tcp connection/,
    {
      code: 'ngrok-unreachable',
      message:
        'ngrok can’t be reached. Check the network: connections to connect.ngrok-agent.com, port 443, must be allowed; a network that allows only a proxy does not work.',
      fate: 'retry',
    },
  ],
  [
    /tls handshake error/,
    {
      code: 'ngrok-not-trusted',
      message:
        'The connection to ngrok can’t be trusted: something on this network looks into encrypted connections. If that is wanted, set NGROK_CA_FILE to host, or to the file with its certificate.',
      fate: 'retry',
    },
  ],
  [
    /invalid server address/,
    {
      code: 'bad-server-address',
      message: 'NGROK_SERVER_ADDR is not an address. Give host:port, without https://.',
      fate: 'final',
    },
  ],
  [
    /deserialize rpc response/,
    { code: 'ngrok-cut', message: 'ngrok ended the connection in the middle. The app tries again.', fate: 'retry' },
  ],
];

/**
 * What to tell the person about an error of the SDK. Texts of the service are never shown: those about tokens hold the
 * token.
 */
export function explainNgrokError(text: string): TunnelProblem {
  const code = /ERR_NGROK_(\d+)/.exec(text)?.[1];
  if (code !== undefined) return explainCode(code);
  for (const [pattern, problem] of SDK_TEXTS) if (pattern.test(text)) return problem;
  return {
    code: 'ngrok-failed',
    message: 'The connection to ngrok failed. The app tries again.',
    fate: 'retry',
  };
}

function explainCode(number: string): TunnelProblem {
  const code = `ERR_NGROK_${number}`;
  const meaning = MEANINGS.find(({ codes }) => codes.includes(Number(number)));
  if (meaning !== undefined) return { code, message: `${meaning.message} (${code})`, fate: meaning.fate };
  return {
    code,
    message: `ngrok refuses with ${code}. What it means is at ngrok.com/docs/errors/${code.toLowerCase()}.`,
    fate: 'retry',
  };
}
