package dev.rejoin.server.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.testing.FakeParticipant;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does, with a server that runs beside it and with one that does not. */
@Timeout(120)
class CommandsTest {
  @TempDir private Path directory;
  private Path data;
  private Path backup;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final AtomicInteger lineages = new AtomicInteger();

  @BeforeEach
  void paths() {
    data = directory.resolve("data");
    backup = directory.resolve("backup.db");
  }

  private Status run(String... arguments) {
    out.reset();
    errors.reset();
    return new Commands(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            () -> "restored-" + lineages.incrementAndGet())
        .run(List.of(arguments));
  }

  private static Status quietly(String... arguments) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Commands(nowhere, nowhere, () -> "unused").run(List.of(arguments));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complaint() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  private Status backUp() {
    return run("backup", "--data", data.toString(), "--to", backup.toString());
  }

  private Status restore(Path to) {
    return run("restore", "--from", backup.toString(), "--data", to.toString());
  }

  private Status inspect(String... more) {
    String[] arguments = new String[3 + more.length];
    System.arraycopy(new String[] {"inspect", "--data", data.toString()}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return run(arguments);
  }

  private static void write(WireClient who, int from, int to, String letter) {
    for (int i = from; i < to; i++) {
      String keep = i == 0 ? "" : i * letter.length() + ",";
      who.say(
          "{'t':'op','doc':'doc','seq':%d,'rev':%d,'op':[%s'%s']}"
              .formatted(i + 1, i, keep, letter));
      who.expect(Ops.class);
    }
  }

  private static Opened resume(WireClient who, String name, String lineage, long revision) {
    String check = "['%s',%d]".formatted(Site.of(FakeParticipant.client("ann")), revision);
    who.say(
        "{'t':'open','doc':'doc','client':'%s','lineage':'%s','rev':%d,'check':%s}"
            .formatted(FakeParticipant.client(name), lineage, revision, check));
    return who.expect(Opened.class);
  }

  private static boolean goesOn(Opened opened) {
    return opened.body() instanceof OpenedBody.Missed;
  }

  private static String text(Opened opened) {
    return ((OpenedBody.Whole) opened.body()).content().apply("");
  }

  private void change(Path database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  void aBackupOfARunningServerHasWhatWasAcknowledgedBeforeAndNothingElse() {
    try (TestServer server = TestServer.onDisk(data);
        WireClient ann = server.client("ann")) {
      ann.open("doc", "ann");
      write(ann, 0, 20, "x");
      assertEquals(Status.DONE, backUp(), complaint());
      write(ann, 20, 25, "y");
    }
    assertTrue(printed().contains("1 document, 20 entries"), printed());
    Path restored = directory.resolve("restored");
    assertEquals(Status.DONE, restore(restored), complaint());
    try (TestServer server = TestServer.onDisk(restored);
        WireClient bob = server.client("bob")) {
      assertEquals("x".repeat(20), text(bob.open("doc", "bob")));
    }
  }

  @Test
  void aBackupOfAServerThatDiedHasAllThatItAcknowledged() throws IOException {
    try (TestServer server = TestServer.onDisk(data);
        WireClient ann = server.client("ann")) {
      ann.open("doc", "ann");
      write(ann, 0, 20, "x");
      // As kill -9 leaves it: the log beside the file, not folded into it.
      Path dead = Files.createDirectory(directory.resolve("dead"));
      for (String name : List.of("rejoin.db", "rejoin.db-wal")) {
        Files.copy(data.resolve(name), dead.resolve(name));
      }
      data = dead;
    }
    assertEquals(Status.DONE, backUp(), complaint());
    assertTrue(printed().contains("20 entries"), printed());
  }

  @Test
  void whoStandsOnWhatTheBackupHasGoesOnUnderTheNewName() {
    String lineage;
    try (TestServer server = TestServer.onDisk(data);
        WireClient ann = server.client("ann")) {
      lineage = ann.open("doc", "ann").lineage();
      write(ann, 0, 20, "x");
      backUp();
      write(ann, 20, 25, "y");
    }
    Path restored = directory.resolve("restored");
    restore(restored);
    try (TestServer server = TestServer.onDisk(restored);
        WireClient bob = server.client("bob")) {
      Opened opened = resume(bob, "bob", lineage, 15);
      assertTrue(goesOn(opened), opened.toString());
      assertEquals("restored-1", opened.lineage());
      assertTrue(goesOn(resume(bob, "bob", lineage, 20)));
      assertFalse(goesOn(resume(bob, "bob", lineage, 21)));
      assertFalse(goesOn(resume(bob, "bob", "of another time", 15)));
    }
  }

  /**
   * The trap: ann writes again after the restore, and the entry at 23 has the very name that it had
   * before, with other content. By the name alone bob would go on from a text that is not here.
   */
  @Test
  void whoHasSeenMoreThanTheBackupDivergesEvenWhenTheNewLogHasAnEntryOfTheSameName() {
    String lineage;
    try (TestServer server = TestServer.onDisk(data);
        WireClient ann = server.client("ann")) {
      lineage = ann.open("doc", "ann").lineage();
      write(ann, 0, 20, "x");
      backUp();
      write(ann, 20, 25, "y");
    }
    Path restored = directory.resolve("restored");
    restore(restored);
    try (TestServer server = TestServer.onDisk(restored);
        WireClient ann = server.client("ann");
        WireClient bob = server.client("bob")) {
      ann.open("doc", "ann");
      write(ann, 20, 30, "z");
      Opened opened = resume(bob, "bob", lineage, 23);
      assertEquals(Optional.of(ResetReason.DIVERGED), ((OpenedBody.Whole) opened.body()).reason());
      assertTrue(goesOn(resume(bob, "bob", opened.lineage(), 23)), "on the new log it is right");
    }
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    TestServer.onDisk(data).close();
    Files.writeString(backup, "precious");
    assertEquals(Status.FAILED, backUp());
    assertTrue(complaint().contains("is there already"));
    assertEquals("precious", Files.readString(backup));
    Files.delete(backup);
    backUp();
    byte[] before = Files.readAllBytes(data.resolve("rejoin.db"));
    assertEquals(Status.FAILED, restore(data));
    assertTrue(complaint().contains("is not empty, it has rejoin.db"));
    assertArrayEquals(before, Files.readAllBytes(data.resolve("rejoin.db")));
  }

  /** A timer that fires again before the first is done: neither takes the other's half copy. */
  @Test
  void ofTwoBackupsToOneFileAtOnceWhatIsDoneIsWhole() throws Exception {
    try (TestServer server = TestServer.onDisk(data);
        WireClient ann = server.client("ann")) {
      ann.open("doc", "ann");
      write(ann, 0, 10, "x".repeat(100_000));
      ExecutorService both = Executors.newFixedThreadPool(2);
      for (int round = 0; round < 10; round++) {
        Path file = directory.resolve("backup" + round + ".db");
        Callable<Status> one = () -> backUpAndRestore(file);
        for (Future<Status> each : both.invokeAll(List.of(one, one))) {
          assertNotEquals(Status.DAMAGED, each.get());
        }
        assertTrue(Files.exists(file), "neither was done");
      }
      both.shutdown();
    }
    try (var files = Files.list(directory)) {
      assertEquals(0, files.filter(file -> file.toString().contains("partial")).count());
    }
  }

  /** Damaged: it was done, and is no backup. */
  private Status backUpAndRestore(Path file) throws IOException {
    Status made = quietly("backup", "--data", data.toString(), "--to", file.toString());
    Path to = Files.createTempDirectory(directory, "restored");
    return made == Status.DONE
            && quietly("restore", "--from", file.toString(), "--data", to.toString()) != Status.DONE
        ? Status.DAMAGED
        : made;
  }

  @Test
  void whatIsNoBackupLeavesNoDirectoryThatAServerWouldTake() throws IOException {
    Files.writeString(backup, "This is somebody's letter. ".repeat(100));
    Path restored = directory.resolve("restored");
    assertEquals(Status.FAILED, restore(restored));
    try (var files = Files.list(restored)) {
      assertEquals(List.of("rejoin.lock"), files.map(f -> f.getFileName().toString()).toList());
    }
    assertEquals(Status.FAILED, restore(restored), "and it may be tried again");
    assertTrue(complaint().contains("not a database"));
  }

  @Test
  void theFileOfALiveServerIsNoBackup() {
    try (TestServer server = TestServer.onDisk(data);
        WireClient ann = server.client("ann")) {
      ann.open("doc", "ann");
      backup = data.resolve("rejoin.db");
      assertEquals(Status.FAILED, restore(directory.resolve("restored")));
      assertTrue(complaint().contains("make a backup of it first"));
    }
  }

  @Test
  void damageIsFoundAndNamedAndHasAStatusOfItsOwn() throws SQLException {
    try (TestServer server = TestServer.onDisk(data);
        WireClient ann = server.client("ann")) {
      ann.open("doc", "ann");
      write(ann, 0, 20, "x");
      ann.open("other", "ann");
    }
    assertEquals(Status.DONE, inspect());
    change(data.resolve("rejoin.db"), "UPDATE ops SET user = '~Eve' WHERE rev = 7");
    assertEquals(Status.DAMAGED, inspect());
    assertTrue(printed().contains("entry 7 has another checksum"));
    assertEquals(Status.DONE, inspect("other"));
    assertEquals(Status.DAMAGED, inspect("--json", "doc"));
    assertTrue(printed().contains("\"sound\":false"), printed());
    assertEquals(Status.DAMAGED, backUp(), "better than no backup");
    assertTrue(complaint().contains("document doc is damaged"));
    assertEquals(Status.DAMAGED, restore(directory.resolve("restored")));
  }

  @Test
  void inspectTellsProgramsWhatIsThere() {
    try (TestServer server = TestServer.onDisk(data);
        WireClient ann = server.client("ann")) {
      ann.open("doc", "ann");
      write(ann, 0, 20, "x");
      assertEquals(Status.DONE, inspect("--json"));
    }
    String json = printed();
    for (String part :
        List.of(
            "\"sound\":true",
            "\"id\":\"doc\"",
            "\"rev\":20",
            "\"lastGoodRev\":20",
            "\"floor\":0",
            "\"entries\":20",
            "\"sites\":1",
            "\"damage\":null")) {
      assertTrue(json.contains(part), part + " in " + json);
    }
  }

  @Test
  void inspectWritesNothing() throws IOException {
    TestServer.onDisk(data).close();
    byte[] before = Files.readAllBytes(data.resolve("rejoin.db"));
    assertEquals(Status.DONE, inspect());
    assertArrayEquals(before, Files.readAllBytes(data.resolve("rejoin.db")));
  }

  @Test
  void everyRestoreIsAnotherIncarnation() {
    TestServer.onDisk(data).close();
    backUp();
    String original = printed().replaceAll("(?s).*incarnation ", "");
    restore(directory.resolve("a"));
    String first = printed().replaceAll("(?s).*incarnation ", "");
    restore(directory.resolve("b"));
    String second = printed().replaceAll("(?s).*incarnation ", "");
    assertNotEquals(original, first);
    assertNotEquals(first, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "backup                                | --data is missing",
        "backup --data x                       | --to is missing",
        "backup --data x --to                  | --to has no value",
        "backup --data x --to y z              | \"z\" is too much",
        "backup --data x --data y --to z       | --data is given twice",
        "restore --from x                      | --data is missing",
        "restore --to x                        | there is no option --to",
        "inspect --data=x --verbose            | there is no option --verbose",
        "inspect --data=x a b                  | \"b\" is too much",
      })
  void aWrongCommandLineIsToldInOneLine(String line, String message) {
    assertEquals(Status.WRONG_USAGE, run(line.split(" ")));
    String told = complaint();
    assertTrue(told.contains(message), told);
    assertEquals(1, told.lines().count());
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertEquals(Status.FAILED, inspect());
    assertTrue(complaint().contains("there is no file " + data));
    TestServer.onDisk(data).close();
    assertEquals(Status.FAILED, inspect("nowhere"));
    assertTrue(complaint().contains("there is no document nowhere"));
  }

  @Test
  void helpIsPrinted() {
    assertEquals(Status.DONE, run("backup", "--help"));
    assertTrue(printed().contains("./run restore --from FILE"));
  }
}
