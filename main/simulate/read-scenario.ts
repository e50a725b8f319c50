import type { Document } from 'yaml';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';

import { AppError } from '../../shared/reply.ts';
import { lookUpStep } from './look-up-step.ts';
import type { Scenario, SimpleStep } from './scenario.ts';
import { scenarioSchema } from './scenario.ts';

type Path = readonly PropertyKey[];

const LARGEST_CHARACTERS = 1_000_000;

/**
 * Reads a scenario and looks up what it sends. Throws an `AppError` that names the line and column of the first thing
 * that is wrong, in words.
 */
export function readScenario(source: string): Scenario {
  if (source.length > LARGEST_CHARACTERS) throw new AppError('bad-scenario', 'A scenario may have 1 MB at most.');
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken?.code === 'MULTIPLE_DOCS') throw problem(lines, broken.pos[0], 'A file holds one scenario only.');
  if (broken !== undefined) throw problem(lines, broken.pos[0], `This is not YAML: ${broken.message}.`);
  const parsed = scenarioSchema.safeParse(toValue(document, lines));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw problem(lines, offsetOf(document, issue), tell(issue));
  }
  for (const [path, step] of sendsOf(parsed.data)) {
    const found = lookUpStep(step);
    if ('words' in found) throw problem(lines, offsetAt(document, [...path, found.member]), found.words);
  }
  return parsed.data;
}

/** What `*name` stands for may hold others, and those as well, until nobody can hold it. */
function toValue(document: Document, lines: LineCounter): unknown {
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      throw problem(lines, alias.range?.[0] ?? 0, `There is no &${alias.source} before this.`);
    },
  });
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    throw problem(lines, 0, 'What is written with & and * is too large when it is written out.');
  }
}

function problem(lines: LineCounter, offset: number, words: string): AppError {
  const { line, col } = lines.linePos(offset);
  return new AppError('bad-scenario', `Line ${Math.max(1, line)}, column ${Math.max(1, col)}: ${words}`);
}

function tell(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return `“${issue.keys[0]}” is not known here.`;
  return issue?.message ?? 'This is not a scenario.';
}

function offsetOf(document: Document, issue: z.core.$ZodIssue | undefined): number {
  if (issue === undefined) return 0;
  return issue.code === 'unrecognized_keys'
    ? keyOffset(document, issue.path, issue.keys[0] ?? '')
    : offsetAt(document, issue.path);
}

function keyOffset(document: Document, path: Path, key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? 0) : offsetAt(document, path);
}

/** Of what is not there, the place of what it should be in. */
function offsetAt(document: Document, path: Path): number {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length === 0 ? 0 : offsetAt(document, path.slice(0, -1));
}

/** Every step that sends something, with its place. Throws nothing: that a step says what to do is checked here. */
function sendsOf({ steps }: Scenario): [Path, SimpleStep][] {
  return steps.flatMap((step, index): [Path, SimpleStep][] => {
    const path = ['steps', index];
    const inner = (step.steps ?? []).map((each, at): [Path, SimpleStep] => [[...path, 'steps', at], each]);
    return step.repeat === undefined && step.steps === undefined ? [[path, step]] : [[path, step], ...inner];
  });
}
