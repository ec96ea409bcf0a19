package dev.rejoin.server.command;

import dev.rejoin.server.replay.Verdict;
import dev.rejoin.server.replay.Verdict.ComputedOtherwise;
import dev.rejoin.server.replay.Verdict.Level;
import dev.rejoin.server.replay.Verdict.LogDamaged;
import dev.rejoin.server.replay.Verdict.NotEnough;
import dev.rejoin.server.replay.Verdict.Parted;
import dev.rejoin.server.replay.Verdict.SentOtherwise;
import dev.rejoin.server.replay.Verdict.StoredOtherwise;
import java.util.OptionalLong;

/** A verdict in words, and what programs go by. */
record VerdictText(
    Status status, String name, OptionalLong after, OptionalLong revision, String words) {

  static VerdictText of(Verdict verdict) {
    if (verdict instanceof Level level) {
      return at(
          Status.DONE,
          "level",
          level.revision(),
          "Nothing is wrong at revision %d: " + level.how());
    } else if (verdict instanceof LogDamaged damaged) {
      return at(
          Status.DAMAGED,
          "log_damaged",
          damaged.revision(),
          "The stored log is damaged at revision %d: " + damaged.what());
    } else if (verdict instanceof SentOtherwise sent) {
      return between(
          "sent_otherwise",
          sent.after(),
          sent.revision(),
          "Wrong on the server's side, "
              + range(sent.after(), sent.revision())
              + ": "
              + sent.what());
    } else if (verdict instanceof ComputedOtherwise computed) {
      return between(
          "computed_otherwise",
          computed.after(),
          computed.revision(),
          "Wrong on the client's side, "
              + range(computed.after(), computed.revision())
              + ": what it was sent is right, and "
              + computed.what());
    } else if (verdict instanceof StoredOtherwise stored) {
      return at(
          Status.APART,
          "stored_otherwise",
          stored.revision(),
          "What is stored at revision %d as operation "
              + stored.sequence()
              + " of this client is not what it sent: "
              + stored.what());
    } else if (verdict instanceof Parted parted) {
      String where =
          parted.revision().isPresent() ? " behind revision " + parted.revision().getAsLong() : "";
      return new VerdictText(
          Status.APART,
          "parted",
          parted.revision(),
          OptionalLong.empty(),
          "The client's log and the server's are two" + where + ": " + parted.what());
    }
    return new VerdictText(
        Status.NOT_ENOUGH,
        "not_enough",
        OptionalLong.empty(),
        OptionalLong.empty(),
        "It cannot be told: " + ((NotEnough) verdict).missing());
  }

  /** The last revision before something went wrong; at most {@code last}. */
  long lastGood(long last) {
    if (status == Status.DONE || revision.isEmpty()) {
      return Math.min(last, after.orElse(last));
    }
    return Math.min(last, after.orElse(revision.getAsLong() - 1));
  }

  private static VerdictText at(Status status, String name, long revision, String words) {
    return new VerdictText(
        status,
        name,
        OptionalLong.empty(),
        OptionalLong.of(revision),
        // What was found may have a % in it.
        words.replaceFirst("%d", Long.toString(revision)));
  }

  private static VerdictText between(String name, long after, long revision, String words) {
    return new VerdictText(
        Status.APART, name, OptionalLong.of(after), OptionalLong.of(revision), words);
  }

  private static String range(long after, long revision) {
    return revision <= after + 1
        ? "at revision " + revision
        : "somewhere in revisions %d to %d".formatted(after + 1, revision);
  }
}
