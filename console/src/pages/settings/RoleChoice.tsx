/** The choice of a role, each with what it may do. */
import { useId } from "react";
import type { Role } from "../../api/shapes";
import style from "./roleChoice.module.css";
import { ROLES } from "./words";

interface RoleChoiceProps {
  label: string;
  value: Role;
  onChange: (role: Role) => void;
  offered?: readonly Role[];
}

export function RoleChoice({ label, value, onChange, offered = ["TEXTER", "ADMIN", "OWNER"] }: RoleChoiceProps) {
  const group = useId();
  return (
    <fieldset className={style.roles}>
      <legend>{label}</legend>
      {offered.map((role) => (
        <label key={role} className={style.role}>
          <input type="radio" name={group} value={role} checked={role === value} onChange={() => onChange(role)} />
          <b>{ROLES[role].name}</b>
          <span className="soft small">{ROLES[role].may}</span>
        </label>
      ))}
    </fieldset>
  );
}
