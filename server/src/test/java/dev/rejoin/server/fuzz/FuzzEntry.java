package dev.rejoin.server.fuzz;

/** Where Jazzer comes in; {@code -Drejoin.fuzz=message} names the target. */
public final class FuzzEntry {

  private static final Target TARGET = Target.named(System.getProperty("rejoin.fuzz"));

  private static final FuzzTarget CHOSEN =
      Boolean.getBoolean("rejoin.fuzz.planted") ? TARGET.planted() : TARGET.sound();

  private FuzzEntry() {}

  /** Called by Jazzer, by this name. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    CHOSEN.check(input);
  }
}
