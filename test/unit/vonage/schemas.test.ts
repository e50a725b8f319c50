import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { explainField } from '../../../shared/vonage/fields.ts';
import { KINDS } from '../../../shared/vonage/kinds.ts';
import { vocabulary } from '../../../shared/vonage/vocabulary.ts';
import { fixtures } from '../../support/fixtures.ts';
import { payloadOf } from './understood.ts';

/** The paths of all fields that a schema knows. */
function fieldsOf(schema: unknown, path: readonly string[] = []): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return fieldsOf(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element, path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => fieldsOf(option, path));
  const own = path.length === 0 ? [] : [path.join('.')];
  if (!(schema instanceof z.ZodObject)) return own;
  return [...own, ...Object.entries(schema.shape).flatMap(([name, member]) => fieldsOf(member, [...path, name]))];
}

/** The variants that the samples of a kind have, and that of an empty payload. */
function variantsOf(kind: (typeof KINDS)[number]): string[] {
  const payloads = fixtures.filter((each) => each.api === kind.api && each.kind === kind.kind).map(payloadOf);
  return [...new Set([{}, ...payloads].map((payload) => kind.variantOf?.(payload ?? {}) ?? ''))];
}

const documented = KINDS.filter(({ schema }) => schema !== null).map((kind) => ({
  ...kind,
  name: `${kind.api}/${kind.kind}`,
  own: kind,
}));

describe.each(documented)('the schema of $name', ({ api, kind, schema, own }) => {
  test.each(variantsOf(own))('as “%s” knows fields that are explained, and nothing else', (variant) => {
    const fields = [...new Set(fieldsOf(schema?.(vocabulary, variant)))];
    expect(fields.length).toBeGreaterThan(2);
    expect(fields.filter((field) => explainField(api, kind, field.split('.')) === null)).toEqual([]);
  });
});
