/** An address in a narrow place: it breaks behind the @ before it breaks anywhere else. */
export function EmailAddress({ children }: { children: string }) {
  const at = children.lastIndexOf("@") + 1;
  return (
    <span className="wrap-anywhere">
      {children.slice(0, at)}
      <wbr />
      {children.slice(at)}
    </span>
  );
}
