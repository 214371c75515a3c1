/** A folder inside the run's own temporary folder; for a tool that is run by hand, one of its own. */
export function testFolder(name: string): string;
