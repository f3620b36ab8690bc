/** A part of a page that breaks takes nothing else with it: it says so in its place, with a way on. */
import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { toSentence } from "../api/problem";
import { Note } from "./Note";

interface BoundaryProps {
  children: ReactNode;
  /** Another value (another page, other data) gives the part another chance. */
  resetOn?: unknown;
}

export class Boundary extends Component<BoundaryProps, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidUpdate(before: BoundaryProps) {
    if (this.state.error !== undefined && before.resetOn !== this.props.resetOn) this.setState({ error: undefined });
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <Note kind="bad" {...toSentence(this.state.error)}>
        <Button size="xs" variant="default" onClick={() => this.setState({ error: undefined })}>
          Try again
        </Button>
        <Button size="xs" variant="default" onClick={() => location.reload()}>
          Load the page anew
        </Button>
      </Note>
    );
  }
}
