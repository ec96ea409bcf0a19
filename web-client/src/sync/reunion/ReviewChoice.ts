import type { Settings } from "../../store/index";
import { chosenPolicy, rememberPolicy, type ReviewPolicy } from "./ReviewPolicy";

/** The policy as the person chose it on this device, or else as the application did. */
export class ReviewChoice {
  private policyNow: ReviewPolicy;
  /** How often somebody chose in this page. */
  private choices = 0;

  constructor(
    private readonly settings: Settings | null,
    otherwise: ReviewPolicy = "automatic",
  ) {
    this.policyNow = otherwise;
  }

  get policy(): ReviewPolicy {
    return this.policyNow;
  }

  /** Another tab may have chosen: looked up before a document is opened, and when one is cut off. */
  async lookUp(): Promise<void> {
    const { choices } = this;
    const chosen = this.settings && (await chosenPolicy(this.settings));
    // What was read before the person chose says nothing any more.
    if (choices === this.choices) this.policyNow = chosen ?? this.policyNow;
  }

  /** Whether it is remembered. */
  choose(policy: ReviewPolicy): Promise<boolean> {
    this.policyNow = policy;
    this.choices++;
    return this.settings === null ? Promise.resolve(false) : rememberPolicy(this.settings, policy);
  }
}
