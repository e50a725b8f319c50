/** Puts the cursor into the search field of the page. */
export function focusSearch(): void {
  const input = document.querySelector<HTMLInputElement>('[data-search]');
  input?.focus();
  input?.select();
}
