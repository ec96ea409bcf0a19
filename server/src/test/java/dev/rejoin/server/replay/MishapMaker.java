package dev.rejoin.server.replay;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The TypeScript client in a process of Node, where one thing goes wrong ({@code
 * web-client/test/incident/maker.ts}).
 */
final class MishapMaker implements AutoCloseable {
  private static final Path CLIENT = Path.of("..", "web-client");
  private static final Path BUNDLER = Path.of("node_modules", "rolldown", "bin", "cli.mjs");

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  private MishapMaker(Process process) {
    this.process = process;
    in = process.outputWriter(StandardCharsets.UTF_8);
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Whether the client's packages are installed, as {@code ./test} does. */
  static boolean isPossible() {
    return Files.exists(CLIENT.resolve(BUNDLER));
  }

  static MishapMaker start() throws IOException, InterruptedException {
    Path script = Path.of("target", "incident-maker.mjs").toAbsolutePath();
    List<String> bundling =
        List.of(
            BUNDLER.toString(),
            "test/incident/maker.ts",
            "--file",
            script.toString(),
            "--platform",
            "node",
            "--log-level",
            "silent");
    if (node(bundling).redirectOutput(Redirect.DISCARD).start().waitFor() != 0) {
      throw new AssertionError("the client could not be bundled");
    }
    return new MishapMaker(node(List.of(script.toString())).start());
  }

  private static ProcessBuilder node(List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder("node");
    builder.command().addAll(arguments);
    return builder.directory(CLIENT.toFile()).redirectError(Redirect.INHERIT);
  }

  /** Empty: in this run the bug was not met, or nobody noticed it. */
  Optional<Mishap> make(String document, long seed, String bug) {
    JsonObject wanted = new JsonObject().put("doc", document).put("seed", seed).put("bug", bug);
    try {
      in.write(wanted.encode());
      in.write('\n');
      in.flush();
      String told = out.readLine();
      if (told == null) {
        throw new AssertionError("the client is gone, after " + wanted);
      }
      return told.equals("null")
          ? Optional.empty()
          : Optional.of(new Mishap(document, bug, new JsonObject(told)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process ends with its input. */
  @Override
  public void close() throws IOException {
    in.close();
    process.destroy();
  }
}
