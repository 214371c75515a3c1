/** Under which name a tab keeps what was typed. */
export const ENTRIES = "entries";

/** Whether this tab keeps anything. */
export function holdsEntries(): boolean {
  try {
    return sessionStorage.getItem(ENTRIES) !== null;
  } catch {
    return false;
  }
}
