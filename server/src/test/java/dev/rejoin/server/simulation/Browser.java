package dev.rejoin.server.simulation;

/** What somebody opens pages with: which kind of client it is. */
interface Browser {

  /** A page on what is kept. */
  Tab open(Client client);

  /** What it keeps by itself is as it was so many versions ago. No page is open. */
  void restore(int howFarBack);

  /** Another one that keeps the same. */
  Browser copy();

  /** The client in Java: all that is kept is in the {@link Outbox}. */
  record InJava(Cluster cluster) implements Browser {

    @Override
    public Tab open(Client client) {
      return new Page(cluster, client);
    }

    @Override
    public void restore(int howFarBack) {
      // The outboxes are restored already.
    }

    @Override
    public Browser copy() {
      return this;
    }
  }
}
