package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.testing.Crowd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who comes by is told, to the letter, what who opens is told; only people are not. */
class SameAnswerTest {

  private static final String LINEAGE = "id-1";
  private static final String[] AUTHORS = {"ann", "bob", "eve"};

  /** So little memory that much has to be read from the log. */
  private static final Limits FORGETFUL =
      Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10).with("idleDocumentMillis", 0);

  @Test
  void forAnyLogAndAnyPlaceInIt() {
    Seeds.each(30, 5_000, seed -> new World(seed).run());
  }

  private static final class World {

    private final SplitMix64 random;
    private final Crowd crowd;
    private final Document document = Document.empty(DocumentType.TEXT);
    private final RandomOperations operations;
    private final int[] sequences = new int[AUTHORS.length];

    /** By revision, from 1. */
    private final List<EntryName> names = new ArrayList<>();

    World(long seed) {
      random = new SplitMix64(seed);
      crowd = new Crowd(random.oneIn(2) ? FORGETFUL : Limits.DEFAULT);
      operations = new RandomOperations(random, DocumentType.TEXT);
    }

    void run() {
      crowd.upToDate("ann", Optional.empty(), Optional.empty());
      int length = random.below(120);
      for (int i = 0; i < length; i++) {
        comeByWithAnEdit();
        if (random.oneIn(10)) {
          crowd.time.advance(1_000);
        }
      }
      for (int i = 0; i < 20; i++) {
        compare(random.oneOf(AUTHORS), place());
      }
      compare("stranger", Optional.empty());
    }

    /** What is answered with the edit is what who opens at the same place is told afterwards. */
    private void comeByWithAnEdit() {
      int author = random.below(AUTHORS.length);
      Operation operation = operations.on(document);
      document.apply(operation);
      Frozen edit = new Frozen(++sequences[author], names.size(), operation);
      Optional<ResumePoint> place = at(random.below(names.size() + 1));
      Opened answer = crowd.upToDate(AUTHORS[author], place, Optional.of(edit));
      names.add(answer.check().orElseThrow());
      assertEquals(names.size(), answer.revision());
      assertEquals(opened(AUTHORS[author], place), answer);
    }

    private void compare(String name, Optional<ResumePoint> place) {
      assertEquals(opened(name, place), crowd.upToDate(name, place, Optional.empty()));
    }

    private Opened opened(String name, Optional<ResumePoint> place) {
      Crowd.Guest guest = crowd.arrive(name, Optional.empty(), place);
      crowd.time.settle();
      Opened opened = guest.participant.takeOnly(Opened.class);
      guest.seat.leave();
      crowd.time.settle();
      return opened;
    }

    /** Mostly one of this log, now and then one that never was. */
    private Optional<ResumePoint> place() {
      int revision = random.below(names.size() + 1);
      EntryName other = new EntryName("AAAAAAAAAAAA", 1);
      return switch (random.below(8)) {
        case 0 -> Optional.empty();
        case 1 -> Optional.of(new ResumePoint("other", 0, Optional.empty()));
        case 2 -> Optional.of(new ResumePoint(LINEAGE, revision + 1, Optional.of(other)));
        case 3 -> Optional.of(new ResumePoint(LINEAGE, names.size() + 5, Optional.of(other)));
        default -> at(revision);
      };
    }

    private Optional<ResumePoint> at(int revision) {
      Optional<EntryName> check =
          revision == 0 ? Optional.empty() : Optional.of(names.get(revision - 1));
      return Optional.of(new ResumePoint(LINEAGE, revision, check));
    }
  }
}
