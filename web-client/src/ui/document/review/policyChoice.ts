import type { ReviewPolicy } from "../../../sync/index";
import { element } from "../../element";

export interface PolicySetting {
  readonly policy: ReviewPolicy;
  choose(policy: ReviewPolicy): void;
}

const choices: readonly { policy: ReviewPolicy; title: string; words: string }[] = [
  {
    policy: "automatic",
    title: "Merge by itself",
    words: "Your changes are sent at once. You can look at what they met afterwards.",
  },
  {
    policy: "overlapping",
    title: "Ask me if others edited the same places",
    words: "Then nothing of yours is sent before you have looked.",
  },
  {
    policy: "always",
    title: "Always ask me",
    words: "Nothing that you wrote while you were away is sent before you say so.",
  },
];

let made = 0;

/** What happens to changes that were made while away. It takes effect at once, from the next time on. */
export function policyChoice(setting: PolicySetting): HTMLElement {
  const name = `policy-${++made}`;
  return element(
    "fieldset",
    { class: "policy" },
    element("legend", { class: "label" }, "When you come back to a document"),
    ...choices.map((choice) => option(name, choice, setting)),
  );
}

function option(
  name: string,
  { policy, title, words }: (typeof choices)[number],
  setting: PolicySetting,
): HTMLElement {
  const id = `${name}-${policy}`;
  const radio = element("input", {
    attributes: { type: "radio", name, id, value: policy, "aria-describedby": `${id}-words` },
    on: { change: () => setting.choose(policy) },
  });
  radio.checked = setting.policy === policy;
  return element(
    "div",
    { class: "policy-option" },
    radio,
    element(
      "div",
      {},
      element("label", { attributes: { for: id } }, title),
      element("p", { class: "policy-words", attributes: { id: `${id}-words` } }, words),
    ),
  );
}
