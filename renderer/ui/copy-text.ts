import { notify } from './toasts.tsx';

/** Puts text on the clipboard; says so only where it could not. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    notify({ title: 'Not copied', description: 'The clipboard did not take the text. Try again.', tone: 'bad' });
    return false;
  }
}

/** Copies where no button shows that it is done. */
export async function copyAndSay(title: string, text: string): Promise<void> {
  if (await copyText(text)) notify({ title, description: text.slice(0, 80).split('\n')[0] ?? '', timeoutMs: 2_000 });
}
