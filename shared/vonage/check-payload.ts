import type { z } from 'zod';

import type { Finding } from './finding.ts';
import { MOST_FINDINGS } from './finding.ts';
import type { KindDefinition } from './kind-definition.ts';
import { findKind } from './kinds.ts';
import { cut, isObject } from './read.ts';
import type { Payload } from './understanding.ts';
import type { Expectation, Schema } from './vocabulary.ts';
import { vocabulary } from './vocabulary.ts';

type Issue = z.core.$ZodIssue;

const LONGEST_NAME = 200;
const LONGEST_VALUE = 60;
const MOST_VALUES = 12;

export interface Carried {
  /** Every value came as text, in a form or a query: then numbers and objects are text as well (2.1). */
  readonly valuesAreText: boolean;
}

/** Compares a payload with what Vonage documents of its kind. Never throws; an unknown kind has nothing to compare with. */
export function checkPayload(api: string, kind: string, payload: Payload, { valuesAreText }: Carried): Finding[] {
  const definition = findKind(api, kind);
  const schema = schemaOf(definition, payload);
  const result = schema?.safeParse(payload, { reportInput: true });
  if (result === undefined || result.success) return [];
  const findings: Finding[] = [];
  for (const issue of flatten(result.error.issues)) {
    if (findings.length >= MOST_FINDINGS) break;
    findings.push(...toFindings(issue, definition, valuesAreText));
  }
  return findings.slice(0, MOST_FINDINGS);
}

/** A field that a payload should have and has not. */
export interface Missing extends Expectation {
  readonly path: readonly (string | number)[];
}

/** What the documentation demands of a payload of this kind and is not there. */
export function findMissing(definition: KindDefinition, payload: Payload): Missing[] {
  const issues = schemaOf(definition, payload)?.safeParse(payload, { reportInput: true }).error?.issues ?? [];
  return flatten(issues)
    .filter(({ input }) => input === undefined)
    .map((issue) => ({ ...expectationOf(issue), path: issue.path.map(toStep) }));
}

const built = new Map<KindDefinition, Map<string, Schema>>();

/** Schemas are built when they are first needed, and then kept: there are only so many variants of a kind. */
function schemaOf(definition: KindDefinition, payload: Payload): Schema | null {
  if (definition.schema === null) return null;
  const variant = definition.variantOf?.(payload) ?? '';
  const variants = built.get(definition) ?? new Map<string, Schema>();
  built.set(definition, variants);
  const schema = variants.get(variant) ?? definition.schema(vocabulary, variant);
  variants.set(variant, schema);
  return schema;
}

/** Of several allowed shapes, what is wrong with the one that it comes closest to: of an object, with the object. */
function flatten(issues: readonly Issue[], before: readonly PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...before, ...issue.path];
    if (issue.code !== 'invalid_union') return [{ ...issue, path }];
    const closest = issue.errors.find((branch) => branch.every((inner) => !isWrongType(inner)));
    return closest === undefined ? [{ ...issue, path }] : flatten(closest, path);
  });
}

function isWrongType(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'custom');
}

function toFindings(issue: Issue, definition: KindDefinition, valuesAreText: boolean): Finding[] {
  const path = issue.path.map(toStep);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MOST_FINDINGS)
      .filter((name) => definition.namedByOthers?.pattern.test(name) !== true)
      .map((name) => finding('unexpected', [...path, toStep(name)], 'is not a documented field of this webhook'));
  }
  const { expected, values } = expectationOf(issue);
  const { input } = issue;
  if (input === undefined) return [finding('missing', path, 'is missing')];
  if (input === null) return [finding('missing', path, 'is there, but null')];
  if (isNoValue(input) || (valuesAreText && isCarried(input, expected))) return [];
  if (values !== undefined && isComparable(input, expected))
    return [finding('value', path, toUnknownValue(input, values))];
  if (typeof input === 'string' && issue.code === 'custom') {
    return [finding('value', path, `is ${quote(input)}, which can’t be read as ${expected}`)];
  }
  return [finding('retyped', path, `is ${describeType(input)}; ${expected} is documented`)];
}

function finding(what: Finding['what'], path: Finding['path'], words: string): Finding {
  return { what, path, words, place: null };
}

function expectationOf(issue: Issue): Expectation {
  if (issue.code === 'custom') return issue.params as unknown as Expectation;
  if (issue.code === 'invalid_type') return { expected: TYPES.get(issue.expected) ?? issue.expected };
  return { expected: 'another type' };
}

const TYPES = new Map<string, string>([
  ['string', 'text'],
  ['number', 'a number'],
  ['object', 'an object'],
  ['array', 'a list'],
]);

/** The empty text and the text `null` are no value (13.1); what is not there can't be of the wrong type. */
function isNoValue(input: unknown): boolean {
  return input === '' || input === 'null';
}

/** Whether text is how a form or a query carries what is expected. */
function isCarried(input: unknown, expected: string): boolean {
  if (typeof input !== 'string') return false;
  if (expected === 'a number') return input.trim() !== '' && Number.isFinite(Number(input));
  if (expected !== 'an object' && expected !== 'a list' && expected !== 'another type') return false;
  try {
    const value: unknown = JSON.parse(input);
    return expected === 'a list' ? Array.isArray(value) : isObject(value);
  } catch {
    return false; // Text that is no JSON is not how an object is carried.
  }
}

/** A value of the right type that is none of the known ones. */
function isComparable(input: unknown, expected: string): input is string | number {
  return typeof input === 'string' || (typeof input === 'number' && expected === 'a code');
}

function toUnknownValue(input: string | number, values: readonly string[]): string {
  const known = values.slice(0, MOST_VALUES).join(', ');
  const more = values.length > MOST_VALUES ? ` and ${values.length - MOST_VALUES} more` : '';
  return values.length === 1
    ? `is ${quote(input)}; only ${known} is documented`
    : `is ${quote(input)}, which is none of the documented values: ${known}${more}`;
}

function quote(input: string | number): string {
  const text = String(input);
  return `“${cut(text, LONGEST_VALUE)}${text.length > LONGEST_VALUE ? '…' : ''}”`;
}

function describeType(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  switch (typeof input) {
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    case 'object':
      return 'an object';
    default:
      return `a ${typeof input}`;
  }
}

function toStep(step: PropertyKey): string | number {
  return typeof step === 'number' ? step : cut(String(step), LONGEST_NAME);
}
