import { personColor } from "../editor/personColor";
import { initialsOf } from "./identity";

/**
 * Paints somebody's initials and colour on an element. Whoever calls says the whole name beside it.
 */
export function paintAvatar(target: HTMLElement, person: { name: string; color: string }): void {
  target.classList.add("avatar");
  target.style.setProperty("--person", personColor(person.color));
  // Drawn by the style sheet, so that they are no part of what the avatar is called.
  target.dataset["initials"] = initialsOf(person.name);
}
