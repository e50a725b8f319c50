import { assert, property, string, webUrl } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseAuthtoken, parseDomain, parsePublicUrl } from '../../../main/tunnel/parse-address.ts';
import { AppError } from '../../../shared/reply.ts';

const orRefusal = <T>(parse: () => T): T | AppError => {
  try {
    return parse();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
};

describe('a public address', () => {
  test.each([
    ['https://hooks.example.com', 'https://hooks.example.com'],
    [' https://Hooks.Example.com/ ', 'https://hooks.example.com'],
    ['hooks.example.com', 'https://hooks.example.com'],
    ['http://127.0.0.1:4747', 'http://127.0.0.1:4747'],
    ['https://example.com/vonage/', 'https://example.com/vonage'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ])('%j is %s', (text, url) => expect(parsePublicUrl(text)).toBe(url));

  test.each([
    '',
    '   ',
    'https://',
    'ftp://example.com',
    'mailto:a@example.com',
    'https://user:secret@example.com',
    'https://example.com/?a=1',
    'https://example.com/#part',
    'https://exa mple.com',
  ])('is not %j', (text) => expect(() => parsePublicUrl(text)).toThrow(AppError));

  test('can be put in front of every path, or is refused in words', () => {
    assert(
      property(string(), (text) => {
        const url = orRefusal(() => parsePublicUrl(text));
        if (url instanceof AppError) return url.message.endsWith('.');
        return URL.canParse(`${url}/webhooks/status`) && !url.endsWith('/');
      }),
    );
  });

  test('means the same when it is read again', () => {
    assert(
      property(webUrl(), (text) => {
        const url = orRefusal(() => parsePublicUrl(text));
        return url instanceof AppError || parsePublicUrl(url) === url;
      }),
    );
  });
});

describe('a domain', () => {
  test.each([
    ['', null],
    ['  ', null],
    ['My-App.ngrok-free.app', 'my-app.ngrok-free.app'],
    [' https://my-app.ngrok-free.app/ ', 'my-app.ngrok-free.app'],
    ['hooks.example.co.uk', 'hooks.example.co.uk'],
  ])('%j is %j', (text, domain) => expect(parseDomain(text)).toBe(domain));

  test.each([
    'localhost',
    'my app',
    '-a.example',
    'a.example:443',
    'a.example/path',
    'a..example',
    `${'a'.repeat(64)}.b`,
  ])('is not %j', (text) => expect(() => parseDomain(text)).toThrow(AppError));
});

describe('an authtoken', () => {
  test.each(['2abcDEF_ghi-123456789', '  2abcDEF_ghi-123456789\n', 'ngrok config add-authtoken 2abcDEF_ghi-123456789'])(
    'is in %j',
    (text) => expect(parseAuthtoken(text)).toBe('2abcDEF_ghi-123456789'),
  );

  test.each(['', 'short', 'with"quotes"in-it-and-long', 'x'.repeat(201)])(
    'is not in %j, which is not repeated',
    (text) => {
      expect(() => parseAuthtoken(text)).toThrow(
        expect.objectContaining({ code: 'bad-authtoken', message: expect.not.stringContaining('quotes') as string }),
      );
    },
  );
});
