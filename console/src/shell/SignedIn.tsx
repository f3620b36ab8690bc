/** What only who is signed in sees. A session that ends meanwhile is begun again on the spot, with the page kept. */
import { Anchor, Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { noAnswer, toSentence } from "../api/problem";
import { SignInForm } from "../pages/signIn/SignInForm";
import { words } from "../pages/signIn/words";
import { Dialog } from "../parts/Dialog";
import { Note } from "../parts/Note";
import { signOut, tryToResume, usePhase } from "../session/session";
import { meQuery } from "../session/useOrganization";
import type { Me } from "../api/shapes";
import shell from "./shell.module.css";
import style from "./signedIn.module.css";

export function SignedIn() {
  const phase = usePhase();
  const router = useRouter();
  // Once for each time that nobody is signed in: while the way to the sign-in is taken, the address changes already.
  useEffect(() => {
    const here = router.state.location.href;
    if (phase !== "signed-out") return;
    void router.navigate({ to: "/sign-in", search: here === "/" ? {} : { from: here }, replace: true });
  }, [phase, router]);
  if (phase === "unknown") return <NoAnswer />;
  if (phase === "starting" || phase === "signed-out") return null;
  return (
    <>
      <Outlet />
      {phase === "expired" && <SignInAgain />}
    </>
  );
}

function NoAnswer() {
  return (
    <main className={shell.alone} id="main">
      <Note kind="bad" {...toSentence(noAnswer())}>
        <Button size="xs" variant="default" onClick={() => void tryToResume()}>
          Try again
        </Button>
      </Note>
    </main>
  );
}

function SignInAgain() {
  const queries = useQueryClient();
  const before = queries.getQueryData<Me>(meQuery.queryKey);
  const goOn = async () => {
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined);
    // Somebody else at the same machine must not see what was on the screen.
    if (before && me && me.user_id !== before.user_id) return location.assign("/");
    await queries.invalidateQueries();
  };
  return (
    <Dialog opened title={words.expired.title}>
      <div className={style.again}>
        <Note kind="info" title={words.expired.lead} />
        <SignInForm email={before?.email ?? ""} onSignedIn={() => void goOn()} />
        <Anchor component="button" type="button" size="sm" onClick={() => void signOut()}>
          {words.expired.leave}
        </Anchor>
      </div>
    </Dialog>
  );
}
