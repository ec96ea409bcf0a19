import { EditorSelection, type Extension } from "@codemirror/state";
import {
  layer,
  RectangleMarker,
  type EditorView,
  type LayerMarker,
  type ViewUpdate,
} from "@codemirror/view";
import { shownPeople, type ShownPerson } from "./people";
import { personColor } from "../personColor";

/**
 * Draws the others' selections beneath the text and their carets with names above it.
 *
 * They lie in layers of their own, not between the letters: the editable content stays just the
 * text, which an input method, a screen reader and the browser's own caret would otherwise stumble
 * over. Colours are set through the CSSOM, because a style attribute would break `style-src
 * 'self'`.
 */
export const peopleLayers: Extension = [
  layer({ above: false, class: "cm-people-selections", update: moved, markers: selectionMarkers }),
  layer({ above: true, class: "cm-people-carets", update: moved, markers: caretMarkers }),
];

function moved(update: ViewUpdate): boolean {
  return (
    update.docChanged || update.startState.field(shownPeople) !== update.state.field(shownPeople)
  );
}

function selectionMarkers(view: EditorView): readonly LayerMarker[] {
  const markers: LayerMarker[] = [];
  for (const person of view.state.field(shownPeople)) {
    for (const { anchor, head } of person.ranges) {
      if (anchor === head) continue;
      const rectangles = RectangleMarker.forRange(
        view,
        "cm-person-selection",
        EditorSelection.range(anchor, head),
      );
      for (const rectangle of rectangles) markers.push(new PersonRectangle(rectangle, person));
    }
  }
  return markers;
}

function caretMarkers(view: EditorView): readonly LayerMarker[] {
  const markers: LayerMarker[] = [];
  const rightHalf = view.contentDOM.clientWidth / 2;
  for (const person of view.state.field(shownPeople)) {
    for (const { head } of person.ranges) {
      const [rectangle] = RectangleMarker.forRange(
        view,
        "cm-person-caret",
        EditorSelection.cursor(head, -1),
      );
      if (rectangle) markers.push(new PersonCaret(rectangle, person, rectangle.left > rightHalf));
    }
  }
  return markers;
}

class PersonRectangle implements LayerMarker {
  constructor(
    readonly rectangle: RectangleMarker,
    readonly person: ShownPerson,
  ) {}

  eq(other: PersonRectangle): boolean {
    return this.person.color === other.person.color && this.rectangle.eq(other.rectangle);
  }

  draw(): HTMLElement {
    const element = this.rectangle.draw();
    element.style.setProperty("--person", personColor(this.person.color));
    return element;
  }
}

class PersonCaret implements LayerMarker {
  constructor(
    readonly rectangle: RectangleMarker,
    readonly person: ShownPerson,
    readonly nameOnLeft: boolean,
  ) {}

  eq(other: PersonCaret): boolean {
    return this.sameLook(other) && this.rectangle.eq(other.rectangle);
  }

  /**
   * A caret that only moved along with the text keeps its element, so that its name does not flash
   * up again.
   */
  update(element: HTMLElement, previous: PersonCaret): boolean {
    return this.sameLook(previous) && this.rectangle.update(element, previous.rectangle);
  }

  draw(): HTMLElement {
    const element = this.rectangle.draw();
    element.style.setProperty("--person", personColor(this.person.color));
    element.classList.toggle("cm-person-nameOnLeft", this.nameOnLeft);
    const name = element.appendChild(document.createElement("span"));
    name.className = "cm-person-name";
    name.textContent = this.person.name;
    return element;
  }

  private sameLook(other: PersonCaret): boolean {
    const { session, name, color, moves } = this.person;
    const theirs = other.person;
    return (
      session === theirs.session &&
      name === theirs.name &&
      color === theirs.color &&
      moves === theirs.moves &&
      this.nameOnLeft === other.nameOnLeft
    );
  }
}
