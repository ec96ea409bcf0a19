package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.server.protocol.ResumePoint;
import java.util.Objects;
import java.util.Optional;

/**
 * What an outbox wants that comes by without staying.
 *
 * @param site its public name
 * @param user the id of the person
 * @param create the type to create the document with, if there is none
 * @param resume where it stands, if it has the document already
 * @param edit what it wants stored, if anything
 */
public record ExchangeOrder(
    String document,
    String site,
    String user,
    Optional<DocumentType> create,
    Optional<ResumePoint> resume,
    Optional<Frozen> edit) {

  public ExchangeOrder {
    Objects.requireNonNull(document, "document");
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(create, "create");
    Objects.requireNonNull(resume, "resume");
    Objects.requireNonNull(edit, "edit");
    if (edit.isPresent() && resume.isEmpty()) {
      throw new IllegalArgumentException("an edit of an outbox that does not say where it stands");
    }
  }
}
