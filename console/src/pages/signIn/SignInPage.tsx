/** The page of who is not signed in; afterwards it goes where they wanted to. */
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useForgetAll } from "../../session/useOrganization";
import { SignInForm } from "./SignInForm";
import style from "./signIn.module.css";
import { words } from "./words";

export function SignInPage({ from }: { from: string | undefined }) {
  const router = useRouter();
  const navigate = useNavigate();
  const forgetAll = useForgetAll();
  useEffect(() => {
    document.title = `${words.title} · Groundswell`;
  }, []);
  const onSignedIn = () => {
    forgetAll();
    if (isOurs(from)) router.history.push(from);
    else void navigate({ to: "/" });
  };
  return (
    <main className={style.page} id="main">
      <div className={style.card}>
        <p className={style.brand}>
          <img src="/icon.svg" alt="" width="32" height="32" /> Groundswell
        </p>
        <SignInForm onSignedIn={onSignedIn} />
      </div>
    </main>
  );
}

/** Only a path of this site: neither another host's address nor the sign-in itself. */
export function isOurs(from: string | undefined): from is string {
  return from !== undefined && /^\/(?![/\\])/.test(from) && !from.startsWith("/sign-in");
}
