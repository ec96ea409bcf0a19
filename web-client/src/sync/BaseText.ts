import { Buffer, type Operation } from "../ot/index";

/** The log's text at some revision. Brought up to date when somebody asks for it, not every step. */
export class BaseText {
  private passed: Buffer | null = null;

  constructor(private text: string) {}

  move(through: Operation): void {
    this.passed = Buffer.after(this.passed, through);
  }

  get length(): number {
    return this.passed?.targetLength ?? this.text.length;
  }

  toString(): string {
    if (this.passed !== null) this.text = this.passed.toOperation().apply(this.text);
    this.passed = null;
    return this.text;
  }
}
