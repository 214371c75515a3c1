/** The one place where a tab keeps what was typed: into the last form that failed. */
export const ENTRIES = "entries";

/** Whether this tab keeps anything. */
export function holdsEntries(): boolean {
  try {
    return sessionStorage.getItem(ENTRIES) !== null;
  } catch {
    return false;
  }
}
