package dev.rejoin.load.testing;

/** How much the tests do: {@code -Dtier=full} is the long version. */
public final class Tier {
  private Tier() {}

  public static boolean isFull() {
    return "full".equals(System.getProperty("tier"));
  }

  public static int choose(int quick, int full) {
    return isFull() ? full : quick;
  }
}
