package dev.rejoin.server.protocol;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.codec.ContentJson;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How {@code opened} brings a client up to date: with all of it, or with what it missed. */
public sealed interface OpenedBody {

  /**
   * The whole document.
   *
   * @param whole on the wire a string for text, an operation for rich text
   * @param reason why a resume was not served, if one was asked for
   */
  record Whole(ContentJson whole, Optional<ResetReason> reason) implements OpenedBody {
    public Whole {
      Objects.requireNonNull(whole, "whole");
      Objects.requireNonNull(reason, "reason");
    }

    /** Inserts only. */
    public Operation content() {
      return whole.content();
    }
  }

  /** The steps from the revision that the client resumed at. */
  record Missed(long from, List<Step> steps) implements OpenedBody {
    public Missed {
      Numbers.requireRevision(from);
      steps = List.copyOf(steps);
    }
  }
}
