type FilterDayProps = { name: string; label: string; value: string | undefined };

/** A day among the filters of a list. */
export function FilterDay({ name, label, value }: FilterDayProps) {
  return (
    <label className="toolbar-field">
      {label}
      <input className="input" type="date" name={name} key={value} defaultValue={value} />
    </label>
  );
}
