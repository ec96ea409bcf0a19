package dev.rejoin.load.editor;

import dev.rejoin.ot.Operation;
import java.util.Optional;

/**
 * What an editor saw when the server went on with another document: for the person, to be merged by
 * hand.
 *
 * @param lineage of the document that it is a copy of
 * @param revision the last one that is in it
 * @param unsent what the log of that revision lacks
 * @param unsentEdits how many keystrokes that is
 */
public record KeptCopy(
    String lineage, long revision, Optional<Operation> unsent, int unsentEdits, String text) {}
