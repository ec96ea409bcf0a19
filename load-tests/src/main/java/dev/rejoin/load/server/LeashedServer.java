package dev.rejoin.load.server;

import dev.rejoin.server.Main;
import java.io.IOException;
import java.io.InputStream;

/**
 * The server, on a leash: its standard input is a pipe from whoever started it. When that process
 * ends, however it does, the pipe ends, and so does the server.
 */
public final class LeashedServer {
  private LeashedServer() {}

  public static void main(String[] arguments) {
    attach();
    Main.main(arguments);
  }

  /** From now on this process ends when its standard input does. */
  public static void attach() {
    Thread leash = new Thread(() -> waitForEnd(System.in), "leash");
    leash.setDaemon(true);
    leash.start();
  }

  private static void waitForEnd(InputStream input) {
    try {
      while (input.read() >= 0) {
        // Nothing is said on this pipe; it only ends.
      }
    } catch (IOException e) {
      System.err.println("the leash broke: " + e.getMessage());
    }
    Runtime.getRuntime().halt(1);
  }
}
