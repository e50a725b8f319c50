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
