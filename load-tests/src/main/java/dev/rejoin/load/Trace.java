package dev.rejoin.load;

import dev.rejoin.ot.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded editing session: what people typed into a document, keystroke by keystroke.
 *
 * @param startContent the text before the first transaction
 * @param endContent the text after the last
 */
public record Trace(String startContent, String endContent, List<Transaction> transactions) {

  public Trace {
    transactions = List.copyOf(transactions);
  }

  /** How many patches all transactions hold. */
  public int patchCount() {
    return transactions.stream().mapToInt(transaction -> transaction.patches().size()).sum();
  }

  /** All patches of a flat trace as operations, each on the result of the one before. */
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>(patchCount());
    int length = startContent.length();
    for (Transaction transaction : transactions) {
      for (Patch patch : transaction.patches()) {
        Operation operation = patch.toOperation(length);
        operations.add(operation);
        length = operation.targetLength();
      }
    }
    return operations;
  }

  /** The text after the first {@code edits} patches of a flat trace. */
  public String textAfter(int edits) {
    if (edits >= patchCount()) {
      return endContent;
    }
    StringBuilder text = new StringBuilder(startContent);
    transactions.stream()
        .flatMap(transaction -> transaction.patches().stream())
        .limit(edits)
        .forEach(
            patch -> {
              int end = patch.position() + patch.deleted();
              text.replace(patch.position(), end, patch.inserted());
            });
    return text.toString();
  }

  /**
   * What one person did in one go. The patches are done one after the other.
   *
   * @param parents the transactions (by index) that its author had seen; empty in a flat trace,
   *     where each follows the one before
   */
  public record Transaction(int agent, List<Integer> parents, List<Patch> patches) {
    public Transaction {
      parents = List.copyOf(parents);
      patches = List.copyOf(patches);
    }
  }

  /** At {@code position}, {@code deleted} units make room for {@code inserted}. */
  public record Patch(int position, int deleted, String inserted) {

    /** This patch as an operation on a document of {@code length} units. */
    public Operation toOperation(int length) {
      return Operation.builder()
          .retain(position)
          .insert(inserted)
          .remove(deleted)
          .retain(length - position - deleted)
          .build();
    }
  }
}
