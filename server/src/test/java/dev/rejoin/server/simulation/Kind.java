package dev.rejoin.server.simulation;

/** What can happen in a cluster. {@code weight} is how often, among the faults of a usual seed. */
enum Kind {
  /** Somebody types, deletes, replaces. */
  EDIT(Whom.CLIENT, 0),
  /** Somebody goes to another place, and the others are shown where. */
  POINT(Whom.CLIENT, 0),

  /** A connection breaks. What was sent may still arrive, late; what was answered does not. */
  CUT(Whom.CLIENT, 6),
  /** Nothing arrives any more in one direction or both, and nobody is told. */
  HALF_OPEN(Whom.CLIENT, 3),
  /** Messages of one client take long for a while. */
  DELAY(Whom.CLIENT, 4),
  /** What is in flight is sent once more on the same connection. */
  DUPLICATE(Whom.CLIENT, 5),
  /** No network for long. */
  ABSENCE(Whom.CLIENT, 3),
  /** No network for a week: all clocks leap, and what the log had before may be forgotten. */
  WEEK(Whom.CLIENT, 2),

  /** The page is loaded again: what the outbox has is what there is. */
  RELOAD(Whom.CLIENT, 4),
  /** A client stands still, and reads nothing meanwhile. */
  STALL(Whom.CLIENT, 3),
  /** A duplicated tab: two write from copies of one outbox. */
  SECOND_TAB(Whom.CLIENT, 1),
  /** A profile is restored or cloned: an outbox is as it was some time ago. */
  RESTORED_OUTBOX(Whom.CLIENT, 1),

  /** A node is killed; what was not synced is gone from the store that it carries. */
  CRASH(Whom.NODE, 3),
  /** A node is told to stop, and starts again. */
  STOP(Whom.NODE, 1),
  /** A node stands still. */
  PAUSE(Whom.NODE, 3),
  /** Somebody sets the clock of a node. */
  CLOCK_JUMP(Whom.NODE, 2),
  /** A node forgets what is older than a little while. */
  TRIM(Whom.NODE, 5),

  /** The store fails in one of several ways, for a while. */
  STORE_ERROR(Whom.STORE, 5),
  /** The store takes long, for a while. */
  SLOW_STORE(Whom.STORE, 4),
  /** A backup takes the place of the log, as a new lineage. */
  RESTORED_BACKUP(Whom.STORE, 1),
  /** A bit of a stored entry flips: the document can only be read, as it was before that entry. */
  FLIPPED_BIT(Whom.STORE, 1);

  /** Whose number an event of this kind carries. */
  enum Whom {
    CLIENT,
    NODE,
    STORE
  }

  final Whom whom;
  final int weight;

  Kind(Whom whom, int weight) {
    this.whom = whom;
    this.weight = weight;
  }
}
