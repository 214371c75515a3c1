import Form from "next/form";
import type { ReactNode } from "react";
import { AppLink } from "./app-link";
import { Button } from "./button";

type SearchBoxProps = {
  action: string;
  search: string | undefined;
  label: string;
  button: string;
  /** Leads back to everything; shown while something is searched for. */
  clear: { href: string; label: string };
  /** What else stands in the address and is kept. */
  keep?: Record<string, string | undefined> | undefined;
  /** Filters beside the search, and whether one of them is set. */
  children?: ReactNode;
  isFiltered?: boolean;
};

/** The search of a list; its state is in the address of the page. */
export function SearchBox(props: SearchBoxProps) {
  const { action, search, label, button, clear, keep = {}, children, isFiltered } = props;
  return (
    <Form action={action} className="toolbar" role="search">
      {Object.entries(keep).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <input
        className="input"
        type="search"
        name="search"
        key={search}
        defaultValue={search}
        maxLength={200}
        placeholder={label}
        aria-label={label}
      />
      {children}
      <Button type="submit">{button}</Button>
      {(isFiltered ?? search) && (
        <AppLink className="link" href={clear.href}>
          {clear.label}
        </AppLink>
      )}
    </Form>
  );
}
