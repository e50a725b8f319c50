/** The parameters of a request target in their order, with repeats; decoded as a form is. */
export function parseQuery(target: string): [name: string, value: string][] {
  const start = target.indexOf('?');
  return start === -1 ? [] : parseForm(target.slice(start + 1));
}

export function parseForm(text: string): [name: string, value: string][] {
  return [...new URLSearchParams(text)];
}
