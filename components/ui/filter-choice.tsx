type FilterChoiceProps = {
  name: string;
  label: string;
  /** The words of no choice. */
  any?: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  className?: string;
};

/** One choice among the filters of a list. */
export function FilterChoice({
  name,
  label,
  any,
  value,
  options,
  className = "",
}: FilterChoiceProps) {
  return (
    <select className={`input ${className}`} name={name} aria-label={label} defaultValue={value}>
      {any !== undefined && <option value="">{any}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
