package dev.rejoin.server.simulation;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The TypeScript client in a process of Node: told what happens, line by line, it answers what it
 * does ({@code web-client/test/cluster/puppet.ts}). It has no time and no chance of its own.
 */
final class Script implements AutoCloseable {

  private static final Path CLIENT = Path.of("..", "web-client");
  private static final Path BUNDLER = Path.of("node_modules", "rolldown", "bin", "cli.mjs");

  static final String GONE = "the client is gone";

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  private Script(Process process) {
    this.process = process;
    in =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Whether the client's packages are installed, as {@code ./test} does. */
  static boolean isPossible() {
    return Files.exists(CLIENT.resolve(BUNDLER));
  }

  static Script start() {
    return start(List.of());
  }

  /** The same with a bug in it, one of {@code web-client/test/cluster/plantedBugs.ts}. */
  static Script startWithBug(String name) {
    return start(List.of(name));
  }

  private static Script start(List<String> arguments) {
    Path bundle = Path.of("target", "puppet.mjs").toAbsolutePath();
    try {
      Process bundling =
          node(
                  BUNDLER.toString(),
                  "test/cluster/puppet.ts",
                  "--file",
                  bundle.toString(),
                  "--platform",
                  "node",
                  "--log-level",
                  "silent")
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (bundling.waitFor() != 0) {
        throw new AssertionError("the client could not be bundled");
      }
      ProcessBuilder puppet = node(bundle.toString());
      puppet.command().addAll(arguments);
      return new Script(puppet.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static ProcessBuilder node(String... arguments) {
    ProcessBuilder builder = new ProcessBuilder("node");
    builder.command().addAll(List.of(arguments));
    return builder.directory(CLIENT.toFile()).redirectError(Redirect.INHERIT);
  }

  /** All clients of an earlier simulation are gone. */
  void forget() {
    ask(new JsonObject().put("do", "forget"));
  }

  JsonObject ask(JsonObject command) {
    try {
      in.write(command.encode());
      in.write('\n');
      in.flush();
      String answer = out.readLine();
      if (answer == null) {
        throw new AssertionError(GONE + ", after " + command);
      }
      return new JsonObject(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process ends with its input. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.destroy();
    }
  }
}
