/**
 * Changing single parameters in the text that carries them, so that every other byte stays as it was captured. Where a
 * name is there more than once, the first keeps its place and the others go. A value of null takes all of them out.
 */

/** In a query or a form; where there is none of this name, one is added. */
export function setFormParameter(text: string, name: string, value: string | null): string {
  const pairs = text === '' ? [] : text.split('&');
  const isNamed = (pair: string): boolean => new URLSearchParams(pair).has(name);
  const first = pairs.findIndex(isNamed);
  const written = value === null ? null : new URLSearchParams([[name, value]]).toString();
  const kept = pairs.flatMap((pair, index) => {
    if (!isNamed(pair)) return [pair];
    return index === first && written !== null ? [written] : [];
  });
  return (first === -1 && written !== null ? [...kept, written] : kept).join('&');
}

/** In a JSON object, which the text must be. A number stays a number. */
export function setJsonParameter(text: string, name: string, value: string | null): string {
  const members = membersOf(text);
  const edits: Edit[] = [];
  let isSet = value === null;
  let hasKept = false;
  members.forEach((member, index) => {
    const isNamed = member.name === name;
    if (!isNamed || !isSet) hasKept = true;
    if (!isNamed) return;
    if (!isSet) {
      const isNumber = /^[-\d]/.test(text.slice(member.value, member.end));
      edits.push({ from: member.value, to: member.end, insert: JSON.stringify(isNumber ? Number(value) : value) });
      isSet = true;
      return;
    }
    // With the comma before it, or after it where it is the first.
    const before = members[index - 1];
    const next = members[index + 1];
    edits.push(
      hasKept && before !== undefined
        ? { from: before.end, to: member.end, insert: '' }
        : { from: member.start, to: next?.start ?? member.end, insert: '' },
    );
  });
  if (!isSet) edits.push(appended(text, members.at(-1), `${JSON.stringify(name)}:${JSON.stringify(value)}`));
  return edits.reduceRight((result, { from, to, insert }) => result.slice(0, from) + insert + result.slice(to), text);
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** A member of the outermost object, by places in the text. */
interface Member {
  readonly name: string;
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gs;

function membersOf(text: string): Member[] {
  const members: Member[] = [];
  let depth = 0;
  let end = 0;
  let current: { name: string; start: number; value: number | null } | null = null;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const closes = token === '}' || token === ']';
    if (depth === 1 && current !== null && (token === ',' || closes)) {
      members.push({ ...current, value: current.value ?? end, end });
      current = null;
    } else if (depth === 1 && current === null && token[0] === '"') {
      current = { name: JSON.parse(token) as string, start: index, value: null };
    } else if (depth === 1 && current !== null && token !== ':') current.value ??= index;
    if (token === '{' || token === '[') depth += 1;
    else if (closes) depth -= 1;
    end = index + token.length;
  }
  return members;
}

function appended(text: string, last: Member | undefined, member: string): Edit {
  const at = last?.end ?? text.indexOf('{') + 1;
  return { from: at, to: at, insert: last === undefined ? member : `,${member}` };
}
