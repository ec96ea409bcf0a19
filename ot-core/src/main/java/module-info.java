/** The algebra of operations, and what of synchronisation is pure. Requires nothing but the JDK. */
module dev.rejoin.ot {
  // javac refuses to export a package without a class: each line goes live with the first one.
  // exports dev.rejoin.ot;
  // exports dev.rejoin.ot.sync;
}
