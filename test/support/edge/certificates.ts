import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

import { bits, integer, octets, oid, sequence, set, tagged, text, utcTime, yes } from './der.ts';

export interface Certificates {
  /** PEM of the authority that the client has to trust. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const OID = {
  name: '2.5.4.3',
  altNames: '2.5.29.17',
  constraints: '2.5.29.19',
  usage: '2.5.29.15',
  extended: '2.5.29.37',
};

/** An authority of this test alone and a leaf for `localhost` and 127.0.0.1. The SDK refuses an authority as a leaf. */
export function makeCertificates(): Certificates {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ca = certificate('Test edge authority', authority.publicKey, authority.privateKey, [
    extension(OID.constraints, sequence(yes)),
    extension(OID.usage, bits(Buffer.from([0x06]), 1)), // keyCertSign, cRLSign
  ]);
  const cert = certificate('Test edge', leaf.publicKey, authority.privateKey, [
    extension(OID.constraints, sequence()),
    extension(OID.usage, bits(Buffer.from([0x80]), 7)), // digitalSignature
    extension(OID.extended, sequence(oid('1.3.6.1.5.5.7.3.1'))), // serverAuth
    extension(
      OID.altNames,
      sequence(tagged(2, Buffer.from('localhost'), false), tagged(7, Buffer.from([127, 0, 0, 1]), false)),
    ),
  ]);
  return { ca, cert, key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function certificate(subject: string, subjectKey: KeyObject, issuerKey: KeyObject, extensions: Buffer[]): string {
  const now = Date.now();
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ECDSA_SHA256,
    name('Test edge authority'),
    sequence(utcTime(new Date(now - DAY_MS)), utcTime(new Date(now + DAY_MS))),
    name(subject),
    subjectKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const der = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, issuerKey)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const name = (common: string): Buffer => sequence(set(sequence(oid(OID.name), text(common))));
const extension = (id: string, content: Buffer): Buffer => sequence(oid(id), octets(content));
