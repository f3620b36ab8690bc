/** A member goes in; what to call them comes out: their name, else their address. */
import type { Member } from "../api/shapes";

export const memberName = (one: Pick<Member, "name" | "email">) => one.name || one.email;
