package dev.rejoin.server.protocol;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Selection;
import dev.rejoin.server.codec.ParsedOperation;
import java.util.Objects;
import java.util.Optional;

/** What a client says. Field by field in docs/protocol.md, "Client to server". */
public sealed interface ClientMessage {

  /** The first message of a socket, and again whenever the token is renewed. */
  record Hello(
      int version, Optional<String> token, Optional<PersonName> name, Optional<Color> color)
      implements ClientMessage {
    public Hello {
      Objects.requireNonNull(token, "token");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(color, "color");
    }
  }

  /**
   * Begins to work on a document.
   *
   * @param client the secret id of the outbox; {@link Site#of} makes its public name
   * @param create the type to create it with, if it does not exist
   * @param resume where this client stands, if it has the document already
   */
  record Open(
      String document, String client, Optional<DocumentType> create, Optional<ResumePoint> resume)
      implements ClientMessage {
    public Open {
      Ids.requireDocument(document);
      Ids.requireClient(client);
      Objects.requireNonNull(create, "create");
      Objects.requireNonNull(resume, "resume");
    }
  }

  /**
   * One edit, named {@code sequence}, of the document at {@code revision}. An operation that cannot
   * be read does not spoil the message: it is answered by a nack that names it.
   */
  record Submit(String document, long sequence, long revision, ParsedOperation operation)
      implements ClientMessage {
    public Submit {
      Ids.requireDocument(document);
      Numbers.requireSequence(sequence);
      Numbers.requireRevision(revision);
      Objects.requireNonNull(operation, "operation");
    }
  }

  /** Where the person is, in the document at {@code revision}; empty: nowhere. */
  record Cursor(String document, long revision, Optional<Selection> selection)
      implements ClientMessage {
    public Cursor {
      Ids.requireDocument(document);
      Numbers.requireRevision(revision);
      Objects.requireNonNull(selection, "selection");
    }
  }

  /** Ends the work on a document; the socket stays. */
  record Close(String document) implements ClientMessage {
    public Close {
      Ids.requireDocument(document);
    }
  }

  /** Asks for a pong. */
  record Ping() implements ClientMessage {}
}
