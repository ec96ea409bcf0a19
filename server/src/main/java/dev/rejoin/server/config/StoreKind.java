package dev.rejoin.server.config;

/** Where logs are kept. */
public enum StoreKind {
  /** One file in the data directory. */
  SQLITE,
  /** Nowhere: gone with the process. */
  MEMORY;

  /** As in flags. */
  public String wireName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
