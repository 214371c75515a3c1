/** Names a role, where a step or a screen needs it. */
export function RoleTag({ children }: { children: string }) {
  return <span className="tag">{children}</span>;
}
