/**
 * Whether a path of the records names something below the storage directory: parts with slashes between
 * them, none of which leads anywhere else. The import takes the same ones (lib/vendor-data/files.ts).
 */
export function isStoragePath(path: string): boolean {
  return (
    path.length <= 400 &&
    path.split("/").every((part) => /^[^\\:\p{Cc}]+$/u.test(part) && !/^\.{1,2}$/.test(part))
  );
}

/** The name under which a file is saved: the last part of its path. */
export const fileNameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
