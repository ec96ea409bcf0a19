/** The algebra of operations, and what of synchronisation is pure. Requires nothing but the JDK. */
module dev.rejoin.ot {
  exports dev.rejoin.ot;
  exports dev.rejoin.ot.sync;
}
