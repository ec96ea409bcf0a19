import type { Settings } from "../../store/index";
import { chosenPolicy, rememberPolicy, type ReviewPolicy } from "./ReviewPolicy";

/** The policy as the person chose it on this device, or else as the application did. */
export class ReviewChoice {
  private policyNow: ReviewPolicy;

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
    const chosen = this.settings && (await chosenPolicy(this.settings));
    this.policyNow = chosen ?? this.policyNow;
  }

  /** Whether it is remembered. */
  choose(policy: ReviewPolicy): Promise<boolean> {
    this.policyNow = policy;
    return this.settings === null ? Promise.resolve(false) : rememberPolicy(this.settings, policy);
  }
}
