import { lookAtJson } from '../../shared/look-at-json.ts';
import { checkPayload } from '../../shared/vonage/check-payload.ts';
import type { Finding } from '../../shared/vonage/finding.ts';
import { MOST_FINDINGS, toPlace } from '../../shared/vonage/finding.ts';
import { cut } from '../../shared/vonage/read.ts';
import type { Understanding } from '../../shared/vonage/understanding.ts';
import type { Charset, DecodedPayload } from './decode-payload.ts';
import { hasSurprises } from './has-surprises.ts';

const JSON_START = /^\s*[[{"]/;
const LONGEST_NAME = 200;

/** Everything that is noticed about one webhook, the body's own trouble first. At most 100. */
export function findFindings(decoded: DecodedPayload, { api, kind }: Understanding): Finding[] {
  const { parameters, valuesAreText } = decoded;
  if (parameters.type === 'none') return [];
  const findings = charsetFindings(decoded);
  if (parameters.type === 'unreadable') return [...findings, unreadable(decoded)];
  findings.push(...checkPayload(api, kind, parameters.payload, { valuesAreText }));
  if (!valuesAreText && hasSurprises(decoded.text, parameters.payload)) findings.push(...surprises(decoded));
  return findings.slice(0, MOST_FINDINGS);
}

function charsetFindings({ text, charset, bytes }: DecodedPayload): Finding[] {
  if (charset.isUnknown) {
    return [bodyFinding('charset', `The charset “${cut(charset.name, 60)}” is not known; the body is read as UTF-8.`)];
  }
  // Only a text with a replacement character in it can have had broken bytes.
  const first = text.indexOf('\ufffd');
  if (first === -1 || isWhole(bytes, charset)) return [];
  const place = toPlace(text, first);
  const words = `Not valid ${charset.name.toUpperCase()} ${toWhere(place)}: broken bytes show as \ufffd.`;
  return [{ ...bodyFinding('charset', words), place }];
}

/** Somebody may have written that character himself. */
function isWhole(bytes: Uint8Array, { name }: Charset): boolean {
  try {
    new TextDecoder(name, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function unreadable({ text, bytes }: DecodedPayload): Finding {
  if (bytes.length === 0) return bodyFinding('broken', 'The body is empty, and the URL has no parameters.');
  if (text.trim() === '') return bodyFinding('broken', 'The body holds nothing but blanks.');
  const { broken } = lookAtJson(text);
  if (broken === null) return bodyFinding('retyped', 'This is JSON, but not an object with named fields.');
  if (!JSON_START.test(text)) return bodyFinding('broken', 'This is not JSON, nor a form.');
  const place = toPlace(text, broken.offset);
  return { ...bodyFinding('broken', `Not valid JSON: ${broken.reason} ${toWhere(place)}.`), place };
}

function surprises({ text }: DecodedPayload): Finding[] {
  const { duplicates, inexact } = lookAtJson(text);
  return [
    ...duplicates.map(({ path, offset }): Finding => ({
      what: 'duplicate',
      path: path.map(toStep),
      words: 'comes more than once; most parsers keep the last',
      place: toPlace(text, offset),
    })),
    ...inexact.map(({ path, offset, literal }): Finding => ({
      what: 'inexact',
      path: path.map(toStep),
      words: `is ${cut(literal, 60)}, which JavaScript and many parsers would change to ${Number(literal)}`,
      place: toPlace(text, offset),
    })),
  ];
}

function bodyFinding(what: Finding['what'], words: string): Finding {
  return { what, path: [], words, place: null };
}

const toWhere = ({ line, column }: { readonly line: number; readonly column: number }): string =>
  `at line ${line}, column ${column}`;

const toStep = (step: string | number): string | number => (typeof step === 'number' ? step : cut(step, LONGEST_NAME));
