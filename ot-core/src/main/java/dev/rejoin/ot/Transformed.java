package dev.rejoin.ot;

/**
 * The lower half of the diamond of {@link Operation#transform}.
 *
 * @param earlier U(later, earlier): the earlier operation, moved behind the later one
 * @param later T(earlier, later): the later operation, moved behind the earlier one
 */
public record Transformed(Operation earlier, Operation later) {}
