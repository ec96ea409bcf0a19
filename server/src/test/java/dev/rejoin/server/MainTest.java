package dev.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.WireClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program, as a process of its own. */
@Timeout(120)
class MainTest {

  private static final Pattern STARTED =
      Pattern.compile(
          "Rejoin \\S+ listening on http://127\\.0\\.0\\.1:(\\d+) \\(store: (.*), durability: (\\S+)\\)");

  @TempDir Path directory;

  private static Process start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.rejoin.server.Main"));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }

  private static String errors(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Matcher started(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    Matcher matcher = STARTED.matcher(line == null ? errors(process) : line);
    assertTrue(matcher.matches(), line);
    return matcher;
  }

  @Test
  void aWrongOptionIsNamedAndEndsWithStatus2() throws Exception {
    Process process = start("--port", "70000");
    assertEquals(2, process.waitFor());
    String errors = errors(process);
    assertTrue(errors.contains("--port") && errors.contains("70000"), errors);
  }

  @Test
  void helpIsPrintedAndEndsWithStatus0() throws Exception {
    Process process = start("--help");
    String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertTrue(help.contains("--allow-origin") && help.contains("REJOIN_"), help);
  }

  @Test
  void aPortInUseIsToldInOneLine() throws Exception {
    Process first = start("--port", "0", "--store", "memory");
    String port = started(first).group(1);
    Process second = start("--port", port, "--store", "memory");
    assertEquals(1, second.waitFor());
    String errors = errors(second);
    assertEquals(1, errors.lines().filter(line -> line.startsWith("rejoin: ")).count(), errors);
    first.destroy();
    first.waitFor();
  }

  @Test
  void theTermSignalDrainsAndWhatWasAcknowledgedIsThereAfterwards() throws Exception {
    Process process = start("--port", "0", "--data", directory.toString());
    Matcher started = started(process);
    assertEquals("sqlite " + directory, started.group(2));
    assertEquals("fsync", started.group(3));
    WireClient client = new WireClient(RawSocket.open(Integer.parseInt(started.group(1))));
    client.hello("ann").open("kept", "ann");
    client.say("{'t':'op','doc':'kept','seq':1,'rev':0,'op':['kept']}");
    client.expect(Ops.class);
    process.destroy();
    assertEquals(1012, client.socket().readClose());
    assertTrue(process.waitFor(10, TimeUnit.SECONDS), "still there after 10 s");
    Process next = start("--port", "0", "--data", directory.toString());
    try (WireClient reader =
        new WireClient(RawSocket.open(Integer.parseInt(started(next).group(1))))) {
      OpenedBody.Whole body = (OpenedBody.Whole) reader.hello("bob").open("kept", "bob").body();
      assertEquals("kept", body.content().apply(""));
    }
    next.destroy();
    next.waitFor();
  }
}
