/** Where an address leads nowhere, or a whole page broke. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { toSentence } from "../api/problem";
import { Note } from "../parts/Note";
import { Page } from "../parts/Page";
import { words } from "./words";

interface LostProps {
  title: string;
  remedy: string;
  way: string;
}

export function Lost({ title, remedy, way }: LostProps) {
  return (
    <Page title={title} lead={remedy}>
      <p>
        <Link to="/">{way}</Link>
      </p>
    </Page>
  );
}

export const NotFound = () => <Lost {...words.notFound} />;

export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <Note kind="bad" {...toSentence(error)}>
      <Button size="xs" variant="default" onClick={reset}>
        Try again
      </Button>
      <Button size="xs" variant="default" onClick={() => location.reload()}>
        Load the page anew
      </Button>
    </Note>
  );
}
