package dev.rejoin.server.storage;

/** What "stored" means; told to every client. */
public enum Durability {
  /** Gone with the process. */
  MEMORY("memory"),
  /** On the disk: survives the process, the system and a power cut. */
  FSYNC("fsync");

  private final String wireName;

  Durability(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
