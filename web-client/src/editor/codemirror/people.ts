import { StateEffect, StateField, type ChangeDesc } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { PersonCursor } from "../EditorPort";

/** Somebody else in the text, at positions of the text as it is now. */
export interface ShownPerson {
  readonly session: string;
  readonly name: string;
  readonly color: string;
  readonly ranges: readonly ShownRange[];
  /** Counts the times that the person moved; the name is shown for a while after each. */
  readonly moves: number;
}

export interface ShownRange {
  readonly anchor: number;
  readonly head: number;
}

const setPeople = StateEffect.define<readonly PersonCursor[]>();

/** The others' carets and selections. Between two reports they move with the text around them. */
export const shownPeople = StateField.define<readonly ShownPerson[]>({
  create: () => [],
  update(people, transaction) {
    let next = people;
    if (transaction.docChanged && people.length > 0) {
      next = people.map((person) => carried(person, transaction.changes));
    }
    for (const effect of transaction.effects) {
      if (effect.is(setPeople)) next = reported(effect.value, next, transaction.newDoc.length);
    }
    return next;
  },
});

export function showPeople(view: EditorView, people: readonly PersonCursor[]): void {
  view.dispatch({ effects: setPeople.of(people) });
}

/**
 * A caret stays to the left of what is typed exactly there; the edges of a selection do not grow.
 */
function carried(person: ShownPerson, changes: ChangeDesc): ShownPerson {
  return {
    ...person,
    ranges: person.ranges.map(({ anchor, head }) => {
      if (anchor === head) {
        const caret = changes.mapPos(head, -1);
        return { anchor: caret, head: caret };
      }
      const anchorSide = anchor < head ? 1 : -1;
      return {
        anchor: changes.mapPos(anchor, anchorSide),
        head: changes.mapPos(head, -anchorSide),
      };
    }),
  };
}

function reported(
  people: readonly PersonCursor[],
  shown: readonly ShownPerson[],
  length: number,
): readonly ShownPerson[] {
  return people.map(({ session, name, color, ranges }) => {
    const before = shown.find((person) => person.session === session);
    const within = (position: number) => Math.min(Math.max(position, 0), length);
    const now = ranges.map(({ anchor, head }) => ({ anchor: within(anchor), head: within(head) }));
    const moves =
      before === undefined ? 1 : before.moves + (sameRanges(before.ranges, now) ? 0 : 1);
    return { session, name, color, ranges: now, moves };
  });
}

function sameRanges(left: readonly ShownRange[], right: readonly ShownRange[]): boolean {
  return (
    left.length === right.length &&
    left.every((range, i) => range.anchor === right[i]?.anchor && range.head === right[i].head)
  );
}
