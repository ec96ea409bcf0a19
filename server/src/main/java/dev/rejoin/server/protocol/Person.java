package dev.rejoin.server.protocol;

import dev.rejoin.ot.Selection;
import java.util.Objects;
import java.util.Optional;

/** Somebody who has a document open, and where they are in it. */
public record Person(String session, String site, User user, Optional<Selection> selection) {
  public Person {
    Ids.requireName(session);
    Ids.requireSite(site);
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(selection, "selection");
  }
}
