/** Whether a unique index refused a statement: somebody else has what may be there once. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}
