package dev.rejoin.server.simulation;

/** Who is told what happens on a wire, on the client's side. */
interface WireEnd {

  void received(Wire from, byte[] utf8);

  /** Nothing comes any more. */
  void disconnected(Wire which);
}
