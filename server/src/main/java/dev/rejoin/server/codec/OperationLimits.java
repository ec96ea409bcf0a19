package dev.rejoin.server.codec;

import dev.rejoin.ot.Operation;
import dev.rejoin.server.config.Limits;

/** How large an operation may be that comes from outside. */
public record OperationLimits(
    int maxComponents,
    int maxInsertLength,
    int maxAttributes,
    int maxAttributeNameLength,
    int maxAttributeLength) {

  /** For what was checked before: rows of the store, and what a server sends. */
  public static final OperationLimits NONE =
      new OperationLimits(
          Integer.MAX_VALUE,
          Operation.MAX_LENGTH,
          Integer.MAX_VALUE,
          StrictJson.MAX_NAME_LENGTH,
          Integer.MAX_VALUE);

  /** For what clients send. */
  public static OperationLimits of(Limits limits) {
    return new OperationLimits(
        limits.maxOperationComponents(),
        limits.maxInsertLength(),
        limits.maxAttributes(),
        limits.maxAttributeNameLength(),
        limits.maxAttributeLength());
  }
}
