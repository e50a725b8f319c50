/** Prints a progress line. Standard output stays free for what a command is asked for, such as a path. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says why a script cannot go on, each cause on its line, and ends with a failure. */
export function giveUp(error: unknown): never {
  let current = error;
  while (current instanceof Error) {
    say(current.message);
    current = current.cause;
  }
  process.exit(1);
}
