import { RoleTag } from "@/components/ui/role-tag";

/** The roles that a part of a guide needs. */
export function RoleLine({ label, roles }: { label: string; roles: string[] }) {
  return (
    <p className="flex flex-wrap items-baseline gap-1.5">
      <span className="text-sm text-muted">{label}</span>
      {roles.map((role) => (
        <RoleTag key={role}>{role}</RoleTag>
      ))}
    </p>
  );
}
