export function readSettingsFile(file: string): Record<string, string>;
