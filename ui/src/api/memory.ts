/** What the web view keeps from one start to the next. Nothing may depend on it: it can be empty, full or forbidden. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

export function remember(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    // Then it is asked for again.
  }
}
