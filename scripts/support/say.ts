/** Prints a progress line. Standard output stays free for what a command is asked for, such as a path. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Says why something failed, each cause on its line. */
export function sayWhy(error: unknown): void {
  let current = error;
  while (current instanceof Error) {
    say(current.message);
    current = current.cause;
  }
}

/** Ends a script that cannot go on. */
export function giveUp(error: unknown): never {
  sayWhy(error);
  process.exit(1);
}
