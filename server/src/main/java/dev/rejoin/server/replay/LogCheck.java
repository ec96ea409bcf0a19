package dev.rejoin.server.replay;

import dev.rejoin.server.replay.History.Damage;
import dev.rejoin.server.replay.Verdict.LogDamaged;
import dev.rejoin.server.replay.Verdict.Parted;
import dev.rejoin.server.replay.Verdict.SentOtherwise;
import java.util.Optional;
import java.util.OptionalLong;

/** What the log says by itself, before anything is compared with it, and after all was. */
final class LogCheck {
  private LogCheck() {}

  /** Damage in what the bundle is about, and logs that are not one log. */
  static Optional<Verdict> of(IncidentBundle bundle, History log) {
    long last = bundle.last();
    if (log.damage().filter(damage -> damage.revision() <= last).isPresent()) {
      return log.damage().map(LogCheck::damaged);
    }
    long shared = log.sharedUntil(log.named(bundle.key()).orElseThrow());
    if (last > shared) {
      return parted(
          shared,
          "it was restored from a backup of revision %d, and the client had seen %d"
              .formatted(shared, last));
    }
    if (last > log.head()) {
      return parted(
          log.head(),
          "the stored log ends at revision %d, and the client had seen %d: older files were put in place, or the server showed what it had not stored"
              .formatted(log.head(), last));
    }
    if (log.base() <= bundle.start().place().revision() && log.end() < last) {
      return Optional.of(
          new Verdict.NotEnough(
              "the log in the bundle ends at revision %d, and it is about %d"
                  .formatted(log.end(), last)));
    }
    return Optional.empty();
  }

  /** Without the log: the server answered an opening with the content of another one. */
  static Verdict answeredByAnother(IncidentBundle bundle) {
    boolean sameName = bundle.answered().get().key().equals(bundle.key());
    String what =
        sameName
            ? "the server's log has another entry where the client stood: older files were put in place"
            : "the server has a log of another name: a backup was restored, or the document was made anew";
    return new Parted(
        OptionalLong.empty(),
        "%s; the client stood at %d, the server at %d"
            .formatted(what, bundle.noticed().revision(), bundle.answered().get().revision()));
  }

  /** A server with another log than before did not lie about it; and damage elsewhere is damage. */
  static Verdict after(Verdict verdict, IncidentBundle bundle, History log) {
    if (verdict instanceof SentOtherwise sent && bundle.answered().isPresent()) {
      return parted(sent.after(), "from there on the log is another than the client had seen")
          .get();
    }
    if (verdict instanceof Verdict.Level && log.damage().isPresent()) {
      return damaged(log.damage().get());
    }
    if (verdict instanceof Verdict.Level && log.base() > bundle.start().place().revision()) {
      return new Verdict.NotEnough(
          "the stored log begins at revision %d, and the bundle at %d: it was trimmed since"
              .formatted(log.base(), bundle.start().place().revision()));
    }
    return verdict;
  }

  private static Verdict damaged(Damage damage) {
    return new LogDamaged(damage.revision(), damage.what());
  }

  private static Optional<Verdict> parted(long revision, String what) {
    return Optional.of(new Parted(OptionalLong.of(revision), what));
  }
}
