import { AppError } from '../../shared/reply.ts';

/** The base address in what the person pasted: no slash at its end, so that paths can be put behind it. */
export function parsePublicUrl(text: string): string {
  const trimmed = text.trim();
  const full = /^[a-z][\w+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(full)) {
    throw new AppError('bad-url', 'This is not an address. Give one like https://hooks.example.com.');
  }
  const url = new URL(full);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AppError('bad-url', `Vonage calls http and https only, not ${url.protocol.slice(0, -1)}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('bad-url', 'The address must not hold a name or password: it would be shown and copied.');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new AppError('bad-url', 'Give the base address only, without ? or #: the paths are put behind it.');
  }
  return url.href.replace(/\/+$/, '');
}

/** The name in what the person pasted, which may be the whole address; null where nothing was given. */
export function parseDomain(text: string): string | null {
  const name = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
    .toLowerCase();
  if (name === '') return null;
  if (name.length > 253 || !/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/.test(name)) {
    throw new AppError('bad-domain', 'This is not a domain. Give only its name, such as my-app.ngrok-free.app.');
  }
  return name;
}

/** The token in what the person pasted, which may be the whole command that ngrok's page shows. */
export function parseAuthtoken(text: string): string {
  const token = text.trim().split(/\s+/).at(-1) ?? '';
  if (!/^[\w-]{10,200}$/.test(token)) {
    throw new AppError(
      'bad-authtoken',
      'This is not an authtoken. It has letters, digits, _ and - only. Copy it from dashboard.ngrok.com/get-started/your-authtoken.',
    );
  }
  return token;
}
