package dev.rejoin.server.protocol;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a client stands that comes back.
 *
 * @param check the entry that made {@code revision}, empty at revision 0: proves that client and
 *     server mean the same log
 */
public record ResumePoint(String lineage, long revision, Optional<EntryName> check) {
  public ResumePoint {
    Ids.requireName(lineage);
    Numbers.requireRevision(revision);
    Objects.requireNonNull(check, "check");
    if (check.isPresent() == (revision == 0)) {
      throw new IllegalArgumentException(
          "check is " + (revision == 0 ? "given" : "missing") + " at revision " + revision);
    }
  }
}
