import { StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** A stretch of the text that the person is to find again, however it moves. */
export interface PlaceInText {
  readonly from: number;
  readonly to: number;
}

const setPlaces = StateEffect.define<readonly PlaceInText[]>();

/** The places that are marked now. They move with every edit. */
const shownPlaces = StateField.define<readonly PlaceInText[]>({
  create: () => [],
  update(places, { changes, effects, newDoc }) {
    for (const effect of effects) {
      if (effect.is(setPlaces)) return effect.value.map((place) => within(place, newDoc.length));
    }
    if (changes.empty || places.length === 0) return places;
    return places.map(({ from, to }) => ({
      from: changes.mapPos(from, -1),
      to: changes.mapPos(to, 1),
    }));
  },
  provide: (field) =>
    EditorView.decorations.from(field, (places) =>
      Decoration.set(
        places.filter(({ from, to }) => from < to).map(({ from, to }) => mark.range(from, to)),
        true,
      ),
    ),
});

const mark = Decoration.mark({ class: "cm-place" });

const theme = EditorView.baseTheme({
  ".cm-place": {
    textDecoration: "underline dotted var(--accent, currentcolor) 2px",
    textUnderlineOffset: "0.25em",
  },
});

export const markedPlaces: Extension = [shownPlaces, theme];

export function markPlaces(view: EditorView, places: readonly PlaceInText[]): void {
  view.dispatch({ effects: setPlaces.of(places) });
}

/** Selects a place and brings it into view. */
export function revealPlace(view: EditorView, index: number): void {
  const place = view.state.field(shownPlaces)[index];
  if (place === undefined) return;
  view.dispatch({
    selection: { anchor: place.from, head: place.to },
    effects: EditorView.scrollIntoView(place.from, { y: "center" }),
  });
  view.focus();
}

function within({ from, to }: PlaceInText, length: number): PlaceInText {
  return { from: Math.min(from, length), to: Math.min(to, length) };
}
