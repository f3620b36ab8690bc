/** Going from any page to the sign-in, with nothing left behind for who comes next. */
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../session/session";
import { useForgetAll } from "../session/useOrganization";

export function useSignOut() {
  const navigate = useNavigate();
  const forgetAll = useForgetAll();
  return async () => {
    await navigate({ to: "/sign-in", search: {}, replace: true });
    await signOut();
    forgetAll();
  };
}
