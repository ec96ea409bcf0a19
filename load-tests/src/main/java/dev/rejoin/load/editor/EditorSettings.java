package dev.rejoin.load.editor;

import java.util.Objects;

/**
 * Who an editor is and how it behaves.
 *
 * @param name what others see
 * @param client the secret id of its outbox
 * @param seed of the waiting times between its attempts to reconnect
 */
public record EditorSettings(String name, String document, String client, Pace pace, long seed) {
  public EditorSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(document, "document");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(pace, "pace");
  }
}
