package dev.rejoin.ot.sync;

import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.sync.Outcome.Refused;

/** The words for every refusal, with what came and what would have been right. */
final class Refusals {
  private Refusals() {}

  static Refused pastSequence(Submission submission, LastEntry last) {
    return refused(
        Refusal.STALE,
        "operation %d of %s, whose last is %d",
        submission.sequence(),
        submission.site(),
        last.sequence());
  }

  static Refused otherOperation(Submission submission, LastEntry last) {
    return refused(
        Refusal.STALE,
        "operation %d of %s is another one, stored as revision %d",
        submission.sequence(),
        submission.site(),
        last.revision());
  }

  static Refused gap(Submission submission, LastEntry last) {
    return refused(
        Refusal.GAP,
        "operation %d of %s, whose next is %d",
        submission.sequence(),
        submission.site(),
        last.sequence() + 1);
  }

  static Refused tooLarge(int weight, long maxWeight) {
    return refused(
        Refusal.TOO_LARGE, "operation weighs %d bytes, at most %d are taken", weight, maxWeight);
  }

  static Refused notPlain() {
    return refused(
        Refusal.INVALID, "operation has attributes or embeds, but the document is of type text");
  }

  static Refused future(long revision, long head) {
    return refused(
        Refusal.FUTURE, "operation applies to revision %d, the head is %d", revision, head);
  }

  static Refused belowFloor(long revision, long floor) {
    return refused(
        Refusal.STALE,
        "operation applies to revision %d, the log reaches back to %d",
        revision,
        floor);
  }

  static Refused beforeOwn(long revision, LastEntry last) {
    return refused(
        Refusal.INVALID,
        "operation applies to revision %d, but its author's last is revision %d",
        revision,
        last.revision());
  }

  static Refused full(long length, long maxLength) {
    return refused(
        Refusal.FULL, "document would have %d units, at most %d are allowed", length, maxLength);
  }

  static Refused broken(InvalidOperationException broken) {
    boolean tooLong = broken.reason() == InvalidOperationException.Reason.TOO_LONG;
    return new Refused(tooLong ? Refusal.FULL : Refusal.INVALID, broken.getMessage());
  }

  private static Refused refused(Refusal code, String message, Object... numbers) {
    return new Refused(code, String.format(message, numbers));
  }
}
