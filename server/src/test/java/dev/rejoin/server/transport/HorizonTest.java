package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.Access;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.testing.FakeParticipant;
import dev.rejoin.server.testing.Outbox;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs that do not reach back to the beginning, or not to their end, seen from outside. */
@Timeout(60)
class HorizonTest {

  private static final int HEAD = 30;

  /** Who waits for a floor asks as fast as the server answers. */
  private static final int PATIENCE = 100_000;

  private static final Limits SMALL =
      Limits.DEFAULT
          .with("messagesPerSecond", PATIENCE)
          .with("messagesBurst", PATIENCE)
          .with("trimEveryMillis", 10)
          .with("trimEntries", 7)
          .with("snapshotEveryEntries", 10)
          .with("recentLogWeightBytes", 4 << 10);

  @TempDir private Path directory;

  /** Thirty letters by ann; the seat stays taken. */
  private static String write(WireClient ann) {
    String lineage = ann.open("doc", "ann").lineage();
    for (int i = 0; i < HEAD; i++) {
      ann.say("{'t':'op','doc':'doc','seq':%d,'rev':%d,'op':[%s'x']}".formatted(i + 1, i, keep(i)));
      ann.expect(Ops.class);
    }
    return lineage;
  }

  private static String keep(int length) {
    return length == 0 ? "" : length + ",";
  }

  private static Opened resume(WireClient who, String name, String lineage, long revision) {
    String check = "['%s',%d]".formatted(Site.of(FakeParticipant.client("ann")), revision);
    who.say(
        "{'t':'open','doc':'doc','client':'%s','lineage':'%s','rev':%d,'check':%s}"
            .formatted(FakeParticipant.client(name), lineage, revision, check));
    return who.expect(Opened.class);
  }

  private static Optional<ResetReason> reason(Opened opened) {
    return opened.body() instanceof OpenedBody.Whole whole ? whole.reason() : Optional.empty();
  }

  private static String text(Opened opened) {
    return ((OpenedBody.Whole) opened.body()).content().apply("");
  }

  private TestServer forgetful() {
    return TestServer.forgetful(directory, Duration.ofMillis(1), SMALL);
  }

  private static void awaitFloor(TestServer server, WireClient any, long floor) {
    while (any.open("doc", "watcher").floor() < floor) {
      assertEquals(200, server.web().get("/health/live").status());
    }
  }

  @Test
  void theFloorRisesBelowPeopleWhoGoOnWriting() {
    try (TestServer server = forgetful();
        WireClient ann = server.client("ann");
        WireClient watcher = server.client("watcher")) {
      write(ann);
      awaitFloor(server, watcher, HEAD - 1);
      ann.say("{'t':'op','doc':'doc','seq':31,'rev':30,'op':[30,'!']}");
      ann.expect(Ops.class);
      assertEquals("x".repeat(HEAD) + "!", text(watcher.open("doc", "watcher")));
    }
  }

  @Test
  void whoComesFromBelowTheFloorGetsTheContentAndTheReason() {
    try (TestServer server = forgetful();
        WireClient ann = server.client("ann");
        WireClient bob = server.client("bob")) {
      String lineage = write(ann);
      awaitFloor(server, bob, HEAD - 1);
      Opened below = resume(bob, "bob", lineage, 5);
      assertEquals(Optional.of(ResetReason.COMPACTED), reason(below));
      assertEquals("x".repeat(HEAD), text(below));
      assertEquals(HEAD - 1, below.floor());
      assertTrue(resume(bob, "bob", lineage, HEAD).body() instanceof OpenedBody.Missed);
    }
  }

  @Test
  void anOperationFrozenBelowTheFloorIsStale() {
    try (TestServer server = forgetful();
        WireClient ann = server.client("ann");
        WireClient bob = server.client("bob")) {
      write(ann);
      awaitFloor(server, bob, HEAD - 1);
      bob.open("doc", "bob");
      bob.say("{'t':'op','doc':'doc','seq':1,'rev':3,'op':[3,'late']}");
      Nack nack = bob.expect(Nack.class);
      assertEquals(NackCode.STALE, nack.code());
      assertFalse(nack.retry());
      bob.say("{'t':'op','doc':'doc','seq':1,'rev':30,'op':[30,'late']}");
      assertEquals(HEAD, bob.expect(Ops.class).from());
    }
  }

  /** Sent, never arrived; and until it is sent again the log is cut back beyond it. */
  @Test
  void whatWentStaleIsFrozenAnewAndStoredOnce() {
    Outbox bob = new Outbox("bob");
    try (TestServer server = forgetful();
        WireClient ann = server.client("ann");
        WireClient wire = server.client("bob")) {
      bob.take(wire.open("doc", "bob"));
      bob.insert("late", 0);
      write(ann);
      for (long known = 0; known < HEAD; ) {
        Ops ops = wire.expect(Ops.class);
        bob.take(ops);
        known = ops.to();
      }
      awaitFloor(server, ann, HEAD - 1);
      wire.say(bob.submit("doc"));
      assertEquals(NackCode.STALE, wire.expect(Nack.class).code());
      wire.say(bob.open("doc"));
      bob.take(wire.expect(Opened.class));
      assertFalse(bob.isDone(), "the log does not hold it");
      bob.refreeze();
      wire.say(bob.submit("doc"));
      wire.say(bob.submit("doc"));
      bob.take(wire.expect(Ops.class));
      assertTrue(bob.isDone());
      assertEquals("late" + "x".repeat(HEAD), bob.text());
      Opened later = ann.open("doc", "ann");
      assertEquals(HEAD + 1, later.revision());
      assertEquals(bob.text(), text(later));
    }
  }

  @Test
  void readingBelowTheFloorSaysHowFarItReaches() {
    try (TestServer server = forgetful();
        WireClient ann = server.client("ann");
        WireClient watcher = server.client("watcher")) {
      write(ann);
      awaitFloor(server, watcher, HEAD - 1);
      for (String path : new String[] {"?rev=5", "/ops?from=5", "/fold?from=5&to=9"}) {
        var answer = server.web().get("/v1/documents/doc" + path);
        assertEquals("410 compacted", answer.problem(), path);
        assertTrue(answer.body().contains("reaches back to revision 29"), answer.body());
      }
      assertEquals(200, server.web().get("/v1/documents/doc?rev=30").status());
      assertEquals(200, server.web().get("/v1/documents/doc/ops?from=29").status());
    }
  }

  @Test
  void theFloorAndTheNamesOfAllEntriesSurviveARestart() {
    String lineage;
    try (TestServer server = forgetful();
        WireClient ann = server.client("ann");
        WireClient watcher = server.client("watcher")) {
      lineage = write(ann);
      awaitFloor(server, watcher, HEAD - 1);
    }
    try (TestServer server = TestServer.onDisk(directory);
        WireClient ann = server.client("ann")) {
      assertEquals(Optional.of(ResetReason.COMPACTED), reason(resume(ann, "ann", lineage, 5)));
      assertEquals(
          Optional.of(ResetReason.COMPACTED),
          reason(resume(ann, "ann", lineage, HEAD - 1)),
          "the entry that made the floor is gone, so nobody can prove to stand there");
      assertTrue(resume(ann, "ann", lineage, HEAD).body() instanceof OpenedBody.Missed);
      ann.say("{'t':'op','doc':'doc','seq':30,'rev':7,'op':[7,'x']}");
      ann.say("{'t':'op','doc':'doc','seq':29,'rev':7,'op':[7,'x']}");
      assertEquals(29, ann.expect(Nack.class).sequence(), "30 is done already: no answer");
      assertEquals("x".repeat(HEAD), text(ann.open("doc", "ann")));
    }
  }

  private void damage(String sql) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("rejoin.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
  }

  /** The snapshot that a server saves as it ends would hide the damage. */
  private void writeAndDamage(int revision) throws SQLException {
    try (TestServer server = TestServer.onDisk(directory);
        WireClient ann = server.client("ann")) {
      write(ann);
      ann.open("sound", "ann");
    }
    damage("DELETE FROM snapshots WHERE doc = 1");
    damage("UPDATE ops SET body = x'5b5d' WHERE rev = " + revision);
  }

  @Test
  void aDamagedDocumentIsOpenForReadingAtItsLastGoodRevision() throws SQLException {
    writeAndDamage(21);
    try (TestServer server = TestServer.onDisk(directory);
        WireClient bob = server.client("bob")) {
      Opened opened = bob.open("doc", "bob");
      assertEquals(Access.READ, opened.access());
      assertEquals(20, opened.revision());
      assertEquals("x".repeat(20), text(opened));
      bob.say("{'t':'op','doc':'doc','seq':1,'rev':20,'op':[20,'!']}");
      Nack nack = bob.expect(Nack.class);
      assertEquals(NackCode.READ_ONLY, nack.code());
      assertFalse(nack.retry());
      assertEquals(Access.WRITE, bob.open("sound", "bob").access());
    }
  }

  @Test
  void aDamagedDocumentCanBeExportedUpToThere() throws SQLException {
    writeAndDamage(21);
    try (TestServer server = TestServer.onDisk(directory)) {
      var now = server.web().get("/v1/documents/doc");
      assertEquals("20", now.field("rev").orElseThrow());
      assertEquals("read", now.field("access").orElseThrow());
      var before = server.web().get("/v1/documents/doc?rev=7");
      assertEquals("x".repeat(7), before.field("content").orElseThrow());
      assertEquals(200, server.web().get("/v1/documents/doc/ops?from=0&limit=20").status());
      var behind = server.web().get("/v1/documents/doc/ops?from=0");
      assertEquals("500 internal", behind.problem());
      assertTrue(behind.body().contains("entry 21 has another checksum"), behind.body());
    }
  }

  @Test
  void whoHasSeenMoreThanIsLeftIsToldThatItDiverged() throws SQLException {
    String lineage;
    writeAndDamage(21);
    try (TestServer server = TestServer.onDisk(directory);
        WireClient bob = server.client("bob")) {
      lineage = bob.open("doc", "bob").lineage();
      assertEquals(Optional.of(ResetReason.DIVERGED), reason(resume(bob, "bob", lineage, 25)));
      assertTrue(resume(bob, "bob", lineage, 18).body() instanceof OpenedBody.Missed);
    }
  }
}
