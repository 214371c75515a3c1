type FilterChoiceProps = {
  name: string;
  label: string;
  /** The words of no choice. */
  any?: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  className?: string;
};

/** One filter beside the search of a list; its name is said, not written. */
export function FilterChoice(props: FilterChoiceProps) {
  const { name, label, any, value, options, className = "" } = props;
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
