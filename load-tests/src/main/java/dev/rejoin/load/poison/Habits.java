package dev.rejoin.load.poison;

import dev.rejoin.load.editor.Nuisance.Habit;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ClientMessage.Open;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import java.util.Optional;
import java.util.Random;

/** What bad clients do. */
final class Habits {
  private Habits() {}

  private static Open open(String document, String client) {
    return new Open(document, client, Optional.of(DocumentType.TEXT), Optional.empty());
  }

  /** Opens the document anew as soon as it is open. */
  record Reopening(String document, String client) implements Habit {
    @Override
    public ClientMessage first() {
      return open(document, client);
    }

    @Override
    public Optional<ClientMessage> next(ServerMessage answer) {
      return answer instanceof ServerMessage.Opened ? Optional.of(first()) : Optional.empty();
    }
  }

  /** Comes back to a log that one site has written, each time from another revision. */
  record Resuming(String document, String client, String site, Random random) implements Habit {
    @Override
    public ClientMessage first() {
      return open(document, client);
    }

    @Override
    public Optional<ClientMessage> next(ServerMessage answer) {
      if (!(answer instanceof ServerMessage.Opened opened)) {
        return Optional.empty();
      }
      int revision = 1 + random.nextInt(1_000);
      ResumePoint point =
          new ResumePoint(opened.lineage(), revision, Optional.of(new EntryName(site, revision)));
      return Optional.of(new Open(document, client, Optional.empty(), Optional.of(point)));
    }
  }

  /** Sends operations of a wrong length, the next with each refusal. */
  record Flooding(String document, String client) implements Habit {
    @Override
    public ClientMessage first() {
      return open(document, client);
    }

    @Override
    public Optional<ClientMessage> next(ServerMessage answer) {
      boolean heard =
          answer instanceof ServerMessage.Opened || answer instanceof ServerMessage.Nack;
      Operation wrong = Operation.builder().retain(1_000_000).insert("x").build();
      return heard
          ? Optional.of(
              new ClientMessage.Submit(document, 1, 0, new ParsedOperation.Readable(wrong)))
          : Optional.empty();
    }
  }

  /** Opens the document, and reads nothing that comes then. */
  record Sleeping(String document, String client) implements Habit {
    @Override
    public ClientMessage first() {
      return open(document, client);
    }

    @Override
    public Optional<ClientMessage> next(ServerMessage answer) {
      return Optional.empty();
    }

    @Override
    public boolean readsOnAfter(ServerMessage answer) {
      return !(answer instanceof ServerMessage.Opened);
    }
  }
}
