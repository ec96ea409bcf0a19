package dev.rejoin.server.config;

/** What a command line asks for. */
public sealed interface Invocation {

  /** To serve. */
  record Run(ServerConfig config) implements Invocation {}

  /** To print this and go, successfully. */
  record Print(String text) implements Invocation {}

  /** It makes no sense: print this as an error and go with status 2. */
  record Wrong(String message) implements Invocation {}
}
