package dev.rejoin.server.storage;

import java.util.Objects;

/**
 * Another lineage that a log shares its beginning with: this one branched off when a backup was
 * restored. Who stands on the shared part, under the old name, stands on this log as well.
 *
 * @param until the last shared revision
 */
public record Ancestor(String lineage, long until) {
  public Ancestor {
    Objects.requireNonNull(lineage, "lineage");
    if (until < 0) {
      throw new IllegalArgumentException("shared until revision " + until + ", the least is 0");
    }
  }
}
