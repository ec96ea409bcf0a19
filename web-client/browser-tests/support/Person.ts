import type { EditorView } from "@codemirror/view";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from "playwright-core";
import { eventually } from "./eventually";

/** CodeMirror's own way from its element to its view. */
interface EditorElement extends HTMLElement {
  readonly cmTile: { readonly view: EditorView };
}

const pictures = join(import.meta.dirname, "../../target/screenshots");

export interface PersonOptions extends BrowserContextOptions {
  readonly name?: string;
  readonly color?: string;
}

/**
 * Somebody with a browser of their own. Whatever their console and the CSP complain about is kept.
 */
export class Person {
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /** Without a name, the page will ask for one. */
  static async arrive(
    browser: Browser,
    { name, color, ...options }: PersonOptions = {},
  ): Promise<Person> {
    return Person.sitDown(await browser.newContext(options), name, color);
  }

  /** Somebody at a browser that is there already. */
  static async sitDown(context: BrowserContext, name?: string, color = "#2b7cd3"): Promise<Person> {
    if (name !== undefined) {
      const identity = JSON.stringify({ name, color });
      await context.addInitScript(
        (kept) => localStorage.setItem("rejoin.identity", kept),
        identity,
      );
    }
    return Person.at(context);
  }

  /** The same person in another tab. */
  anotherTab(): Promise<Person> {
    return Person.at(this.context);
  }

  /** The same person, at a page that another one opened. */
  at(page: Page): Person {
    return new Person(this.context, page);
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  /** Opens a document and waits until it is there. */
  async openDocument(server: string, id: string): Promise<void> {
    await this.open(`${server}/d/${id}`);
    await this.settled();
  }

  get text(): Locator {
    return this.page.getByRole("textbox", { name: "Document text" });
  }

  get status(): Locator {
    return this.page.locator(".status");
  }

  /** What the page says about the connection and about edits that are not sent. */
  get notice(): Locator {
    return this.page.locator(".notice[aria-label=Connection]");
  }

  async type(text: string, delay = 0): Promise<void> {
    await this.page.keyboard.type(text, { delay });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Puts text on the clipboard's way into the editor, as Ctrl+V would. */
  async paste(text: string): Promise<void> {
    await this.text.evaluate((editor, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      editor.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);
  }

  /** The whole text, also the lines out of view, which are not in the page. */
  content(): Promise<string> {
    return this.text.evaluate((editor: EditorElement) => editor.cmTile.view.state.doc.toString());
  }

  caret(): Promise<number> {
    return this.text.evaluate(
      (editor: EditorElement) => editor.cmTile.view.state.selection.main.head,
    );
  }

  select(anchor: number, head = anchor): Promise<void> {
    return this.text.evaluate(
      (editor: EditorElement, selection) => {
        editor.cmTile.view.focus();
        editor.cmTile.view.dispatch({ selection });
      },
      { anchor, head },
    );
  }

  /** Now, and not when the page would try by itself; which may be what it does at this moment. */
  async retryNow(): Promise<void> {
    await this.page
      .getByRole("button", { name: "Retry now" })
      .evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
  }

  /** Until this browser could show the page without a network. */
  async installed(): Promise<void> {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }

  /** Until the page says that everything typed here is kept on this device. */
  async kept(): Promise<void> {
    await eventually(
      "it is kept on this device",
      () => this.notice.textContent(),
      (said) => /\d+ changes? kept on this device/.test(said ?? ""),
    );
  }

  /** Until the server has everything that was typed here. */
  async settled(): Promise<void> {
    await eventually(
      "all is saved",
      () => this.status.textContent(),
      (said) => said === "All changes saved",
    );
  }

  async sees(content: string): Promise<void> {
    await eventually(
      "the text is here",
      () => this.content(),
      (seen) => seen === content,
    );
  }

  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  leave(): Promise<void> {
    return this.context.close();
  }

  private static async at(context: BrowserContext): Promise<Person> {
    const person = new Person(context, await context.newPage());
    await person.collectComplaints();
    return person;
  }

  private async collectComplaints(): Promise<void> {
    this.page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        this.complaints.push(message.text());
    });
    this.page.on("pageerror", (failure) => this.complaints.push(String(failure)));
    await this.page.exposeFunction("violated", (what: string) => this.complaints.push(what));
    await this.page.addInitScript(() => {
      addEventListener("securitypolicyviolation", (event) => {
        const { violated } = window as unknown as { violated: (what: string) => void };
        violated(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
      });
    });
  }
}
