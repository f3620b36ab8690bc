/** A reply that may ask for no more texts: a person decides before its time is up. */
import { Button } from "@mantine/core";
import { Note } from "../../parts/Note";
import { useNow } from "../../parts/useNow";
import { remaining } from "../../parts/waits";
import { secondsBetween } from "./inbox";
import type { ThreadActions } from "./useThreadActions";
import { words } from "./words";

export function Review({ dueAt, keep, onOptOut }: { dueAt: string; keep: ThreadActions["keep"]; onOptOut: () => void }) {
  return (
    <Note kind="warn" title={words.review.title} remedy={<Left dueAt={dueAt} />}>
      <Button size="xs" color="red" onClick={onOptOut}>
        {words.optOut}
      </Button>
      <Button size="xs" variant="default" loading={keep.isPending} onClick={() => keep.mutate()}>
        {words.review.keep}
      </Button>
    </Note>
  );
}

/** It ticks, so it must not be read aloud each time. */
function Left({ dueAt }: { dueAt: string }) {
  const left = remaining(secondsBetween(useNow(1_000), dueAt));
  return <span aria-live="off">{left ? words.review.left(left) : words.review.over}</span>;
}
