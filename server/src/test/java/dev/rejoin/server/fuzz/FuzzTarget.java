package dev.rejoin.server.fuzz;

/** One decoder, and what has to hold whatever it is given. */
public interface FuzzTarget {

  /**
   * Decodes, and checks.
   *
   * @throws Exception or an error, if a property does not hold
   */
  void check(byte[] input) throws Exception;
}
