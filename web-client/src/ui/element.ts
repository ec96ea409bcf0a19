type Child = Node | string | null;

interface Settings {
  readonly class?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly on?: {
    readonly [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => void;
  };
}

/**
 * An element with its children. Strings become text nodes: nothing in the page is ever parsed as
 * HTML.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  settings: Settings = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (settings.class !== undefined) made.className = settings.class;
  for (const [name, value] of Object.entries(settings.attributes ?? {}))
    made.setAttribute(name, value);
  for (const [type, listener] of Object.entries(settings.on ?? {})) {
    made.addEventListener(type, listener as EventListener);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
