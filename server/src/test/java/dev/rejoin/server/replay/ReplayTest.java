package dev.rejoin.server.replay;

import static dev.rejoin.server.storage.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.server.command.Commands;
import dev.rejoin.server.command.Status;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.sqlite.SqliteDocumentLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real client meets one bug, on its side, on the server's or in what is stored; its bundle and
 * the log are replayed, and the verdict must name that side and that revision.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class ReplayTest {
  private static final int QUICK = 5;
  private static final int FULL = 100;

  @TempDir private static Path directory;
  private MishapMaker maker;
  private int made;

  @BeforeAll
  void start() throws IOException, InterruptedException {
    Assumptions.assumeTrue(MishapMaker.isPossible(), "the client's packages are not installed");
    maker = MishapMaker.start();
  }

  @AfterAll
  void end() throws IOException {
    if (maker != null) {
      maker.close();
    }
  }

  /** What {@code replay} said. */
  private record Said(Status status, String complaint, JsonObject verdict) {

    String name() {
      return verdict.getString("verdict");
    }

    /** Whether it names the very steps behind {@code after}, up to {@code revision}. */
    boolean names(long after, long revision) {
      boolean isBehind = Objects.equals(verdict.getLong("after"), after);
      boolean isAt = Objects.equals(verdict.getLong("rev"), revision);
      return switch (name()) {
        case "parted" -> isBehind; // Two logs: where they part, and not up to where.
        case "stored_otherwise" -> isAt; // One entry.
        default -> isBehind && isAt;
      };
    }

    /** Whether those steps are among the ones that it names. */
    boolean spans(long after, long revision) {
      return verdict.getLong("after") <= after && revision <= verdict.getLong("rev");
    }

    /** Whether it names steps, and none that came before. */
    boolean follows(long after) {
      long from = verdict.getLong("after");
      return after <= from && from < verdict.getLong("rev");
    }
  }

  private static Said replay(Path bundle, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("replay", bundle.toString(), "--json"));
    arguments.addAll(List.of(more));
    Status status =
        new Commands(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8),
                () -> "restored")
            .run(arguments);
    String complaint = errors.toString(StandardCharsets.UTF_8);
    String said = out.toString(StandardCharsets.UTF_8);
    return new Said(
        status,
        complaint,
        said.isEmpty() ? new JsonObject() : new JsonArray(said).getJsonObject(0));
  }

  /** The four ways in which a bundle can come: each must lead to the verdict of its column. */
  private void eachWay(Mishap mishap, Path data, String withLog, String text, String neither) {
    for (boolean isWithText : new boolean[] {true, false}) {
      Path bundle = write(mishap.bundle(isWithText));
      Path whole = directory.resolve("whole-" + made++ + ".json");
      Said compared = replay(bundle, "--data", data.toString(), "--out", whole.toString());
      require(withLog, mishap, compared, isWithText + ", with the log");
      require(withLog, mishap, replay(whole), isWithText + ", with the log in it");
      String alone = isWithText ? text : neither;
      require(alone, mishap, replay(bundle), isWithText + ", alone");
    }
  }

  /**
   * {@code name} alone, or {@code name =}: at the very place, or {@code name ~}: around it, or
   * {@code name >}: there or later, where what came of it met the log. One of several that have a
   * stroke between them.
   */
  private static void require(String wanted, Mishap mishap, Said said, String how) {
    boolean isRight =
        Stream.of(wanted.split("/")).anyMatch(one -> isRight(one.split(" "), mishap, said));
    String told = mishap + ", text: " + how + ": " + said.verdict() + said.complaint();
    assertTrue(isRight, () -> told + " wanted " + wanted + place(mishap));
  }

  private static boolean isRight(String[] words, Mishap mishap, Said said) {
    if (words.length == 1 || !words[0].equals(said.name())) {
      return words[0].equals(said.name());
    }
    return switch (words[1]) {
      case "=" -> said.names(mishap.after(), mishap.revision());
      case "~" -> said.spans(mishap.after(), mishap.revision());
      case ">" -> said.follows(mishap.after());
      default -> throw new IllegalArgumentException(words[1]);
    };
  }

  private static String place(Mishap mishap) {
    return " behind %d at %d".formatted(mishap.after(), mishap.revision());
  }

  private static Path write(byte[] bytes) {
    try {
      return Files.write(Files.createTempFile(directory, "bundle", ".json"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(Path data, Mishap mishap, List<Entry> entries) {
    SqliteDocumentLog log = SqliteDocumentLog.open(data, Limits.DEFAULT);
    await(log.create(mishap.document(), DocumentType.TEXT, mishap.lineage(), 1, entries));
    await(log.close());
  }

  private void each(String bug, java.util.function.Consumer<Mishap> check) {
    int[] met = {0};
    Seeds.each(
        QUICK,
        FULL,
        seed -> {
          Optional<Mishap> mishap = maker.make("d" + made++, seed, bug);
          mishap.ifPresent(
              it -> {
                met[0]++;
                check.accept(it);
              });
        });
    assertTrue(met[0] > 0, "nobody met: " + bug);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the bug                                 | with the log        | text alone           |
        // neither
        "none                                      | level               | level                | level",
        "server sends another letter               | sent_otherwise =    | sent_otherwise ~     | not_enough",
        "server sends another place                | sent_otherwise =    | sent_otherwise ~/not_enough | not_enough",
        "server sends what does not fit            | sent_otherwise =    | sent_otherwise =     | sent_otherwise =",
        "server sends another author               | sent_otherwise =    | stored_otherwise =   | stored_otherwise =",
        "server sends no operation                 | sent_otherwise =    | sent_otherwise =     | sent_otherwise =",
        "server stores another text than was sent  | stored_otherwise =  | stored_otherwise =   | stored_otherwise =",
        "somebody writes with the same outbox      | stored_otherwise =  | stored_otherwise =   | stored_otherwise =",
        "client puts its text together wrongly     | computed_otherwise ~| computed_otherwise ~ | computed_otherwise ~",
        "client applies an operation wrongly       | computed_otherwise =| computed_otherwise = | not_enough",
        "client moves its own operation wrongly    | computed_otherwise >| computed_otherwise >/not_enough | computed_otherwise >/not_enough",
        "client's editor leaves something out      | computed_otherwise ~| computed_otherwise ~ | computed_otherwise ~",
      },
      quoteCharacter = '"')
  void theSideAndTheRevisionAreNamed(String bug, String withLog, String text, String neither) {
    Path data = directory.resolve("data-" + bug.replace(' ', '-'));
    each(
        bug,
        mishap -> {
          store(data, mishap, mishap.entries());
          eachWay(mishap, data, withLog, text, neither);
        });
  }

  @Test
  void aRestoredBackupIsRecognisedByTheNameThatTheLogHadBefore() {
    each(
        "server goes on with a restored backup",
        mishap -> {
          long until = mishap.ancestor().getLong("until");
          Path data = directory.resolve("restored-" + mishap.document());
          JsonObject before =
              mishap.told().copy().put("lineage", mishap.ancestor().getString("lineage"));
          Mishap asItWas = new Mishap(mishap.document(), mishap.bug(), before);
          Path first = directory.resolve("first-" + mishap.document());
          store(first, asItWas, mishap.entries().subList(0, (int) until));
          restore(first, data, mishap.lineage());
          eachWay(mishap, data, "parted =", "parted", "parted");
        });
  }

  private static void restore(Path from, Path to, String lineage) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Commands commands = new Commands(nowhere, nowhere, () -> lineage);
    String backup = from + ".db";
    commands.run(List.of("backup", "--data", from.toString(), "--to", backup));
    commands.run(List.of("restore", "--from", backup, "--data", to.toString()));
  }

  @Test
  void olderFilesThatWerePutInPlaceByHandAreRecognised() {
    each(
        "none",
        mishap -> {
          int kept = mishap.entries().size() / 2;
          Path data = directory.resolve("older-" + mishap.document());
          store(data, mishap, mishap.entries().subList(0, kept));
          Said said = replay(write(mishap.bundle(true)), "--data", data.toString());
          assertEquals("parted", said.name());
          assertEquals(kept, said.verdict().getInteger("after"), said.verdict().encode());
          assertEquals(Status.APART, said.status());
        });
  }

  /** The rows of one document, each edited in another way. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE ops SET user = '~Eve' WHERE rev = ?",
        "UPDATE ops SET body = CAST('[\"x\"]' AS BLOB) WHERE rev = ?",
        "UPDATE ops SET body = CAST(substr(body, 2) AS BLOB) WHERE rev = ?",
        "DELETE FROM ops WHERE rev = ?",
      })
  void aRowThatWasChangedIsNamed(String sql) {
    each(
        "none",
        mishap -> {
          Path data = directory.resolve("damaged-" + mishap.document());
          store(data, mishap, mishap.entries());
          int revision = 1 + (mishap.document().hashCode() >>> 1) % mishap.entries().size();
          change(data, sql, revision);
          for (boolean text : new boolean[] {true, false}) {
            Said said = replay(write(mishap.bundle(text)), "--data", data.toString());
            assertEquals("log_damaged", said.name(), said.verdict()::encode);
            assertEquals(revision, said.verdict().getInteger("rev"), said.verdict()::encode);
            assertEquals(Status.DAMAGED, said.status());
          }
        });
  }

  private static void change(Path data, String sql, int revision) {
    String url = "jdbc:sqlite:" + data.resolve("rejoin.db");
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, revision);
      assertEquals(1, statement.executeUpdate());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Checksums say that a row is as it was written, and not that it should have been. */
  @Test
  void anEntryThatNeverFittedIsNamedThoughItsChecksumIsRight() {
    each(
        "none",
        mishap -> {
          List<Entry> entries = new ArrayList<>(mishap.entries());
          int at = entries.size() / 2;
          Entry right = entries.get(at);
          Operation longer = Operation.identity(right.operation().baseLength() + 1);
          entries.set(
              at,
              new Entry(right.revision(), right.site(), right.sequence(), "~Ada", 1_000, longer));
          Path data = directory.resolve("unfit-" + mishap.document());
          store(data, mishap, entries);
          Said said = replay(write(mishap.bundle(false)), "--data", data.toString());
          assertEquals("log_damaged", said.name(), said.verdict()::encode);
          assertEquals(right.revision(), said.verdict().getLong("rev"));
        });
  }

  @Test
  void aSnapshotThatIsNotWhatTheLogAmountsToIsNamed() {
    each(
        "none",
        mishap -> {
          long at = mishap.entries().size() / 2;
          Path data = directory.resolve("snapshot-" + mishap.document());
          store(data, mishap, mishap.entries());
          SqliteDocumentLog log = SqliteDocumentLog.open(data, Limits.DEFAULT);
          Snapshot wrong = new Snapshot(at, Operation.builder().insert("wrong").build());
          await(log.saveSnapshot(mishap.document(), mishap.lineage(), wrong));
          await(log.close());
          Said said = replay(write(mishap.bundle(true)), "--data", data.toString());
          assertEquals("log_damaged", said.name(), said.verdict()::encode);
          assertEquals(at, said.verdict().getLong("rev"));
        });
  }

  @Test
  void theDocumentIsRebuiltAsItWasAtAnyRevision() throws IOException {
    Mishap mishap = maker.make("rebuilt", 1, "none").orElseThrow();
    Path data = directory.resolve("rebuilt");
    store(data, mishap, mishap.entries());
    Path last = directory.resolve("last.txt");
    replay(write(mishap.bundle(false)), "--data", data.toString(), "--text", last.toString());
    assertEquals(mishap.told().getString("text"), Files.readString(last));
    String text = "";
    for (Entry entry : mishap.entries().subList(0, 7)) {
      text = entry.operation().apply(text);
    }
    Path seventh = directory.resolve("seventh.txt");
    replay(
        write(mishap.bundle(true)),
        "--data",
        data.toString(),
        "--rev",
        "7",
        "--text",
        seventh.toString());
    assertEquals(text, Files.readString(seventh));
    Said again = replay(write(mishap.bundle(true)), "--text", seventh.toString());
    assertEquals(Status.FAILED, again.status(), "nothing is overwritten");
  }

  @Test
  void theTextOfSeveralBundlesIsRefusedBeforeAnythingIsSaidOrWritten() {
    String one =
        new String(maker.make("two", 1, "none").orElseThrow().bundle(true), StandardCharsets.UTF_8);
    byte[] two = "{\"incidents\":[%1$s,%1$s]}".formatted(one).getBytes(StandardCharsets.UTF_8);
    Path out = directory.resolve("two-out.json");
    Path text = directory.resolve("two.txt");
    Said said = replay(write(two), "--out", out.toString(), "--text", text.toString());
    assertTrue(said.complaint().contains("--text is for one bundle, and these are 2"));
    assertTrue(said.verdict().isEmpty());
    assertTrue(Files.notExists(out) && Files.notExists(text));
  }

  @Test
  void aBundleOfAnotherServerIsSaidToBeThat() {
    Mishap mishap = maker.make("foreign", 1, "none").orElseThrow();
    Mishap other = maker.make("domestic", 2, "none").orElseThrow();
    Path data = directory.resolve("foreign");
    store(data, other, other.entries());
    Said said = replay(write(mishap.bundle(true)), "--data", data.toString());
    assertEquals(Status.NOT_ENOUGH, said.status());
    assertTrue(said.verdict().getString("words").contains("no document in"));
  }

  @Test
  void bothKindsOfBundleHaveWhatTheyShouldAndNothingElse() {
    for (String bug :
        List.of("none", "server sends another letter", "server sends another author")) {
      Mishap mishap = maker.make("private" + made++, 3, bug).orElseThrow();
      String without = new String(mishap.bundle(false), StandardCharsets.UTF_8);
      assertTrue(without.chars().allMatch(unit -> unit < 0x7f), "a word that somebody wrote");
      assertTrue(!without.contains(mishap.lineage()), "the lineage opens the fingerprints");
      for (Entry entry : mishap.entries()) {
        assertTrue(!without.contains(entry.site()), "a site");
      }
      String with = new String(mishap.bundle(true), StandardCharsets.UTF_8);
      assertTrue(!with.contains("\"" + mishap.document() + "\""), "who knows the id can open it");
    }
  }
}
