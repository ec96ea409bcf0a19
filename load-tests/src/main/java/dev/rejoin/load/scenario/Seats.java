package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.EditorSettings;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.editor.Typist;
import dev.rejoin.load.typing.RandomTypist;
import java.security.SecureRandom;
import java.util.Base64;

/** Seats editors in front of documents that are new in this run. */
final class Seats {
  private static final SecureRandom IDS = new SecureRandom();
  private static final int CLIENT_BYTES = 16;
  private static final int RUN_BYTES = 6;

  private static final int EDITORS_PER_DOCUMENT = 4;

  private final Crowd crowd;
  private final long seed;
  private final String run = random(RUN_BYTES);
  private int taken;

  Seats(Crowd crowd, long seed) {
    this.crowd = crowd;
    this.seed = seed;
  }

  /** Four at a document; some wait for each acknowledgement, some type ahead. */
  static Seats takeAll(Crowd crowd, int editors, long seed) {
    Seats seats = new Seats(crowd, seed);
    for (int editor = 0; editor < editors; editor++) {
      int document = editor / EDITORS_PER_DOCUMENT;
      seats.take(document, Pace.ahead(editor % 3), new RandomTypist(seed * 1_000 + editor));
    }
    return seats;
  }

  /** One more editor, at the document with that number. */
  void take(int document, Pace pace, Typist typist) {
    taken++;
    String name = "Editor " + taken;
    String id = "load-" + run + "-" + document;
    crowd.join(new EditorSettings(name, id, random(CLIENT_BYTES), pace, seed + taken), typist);
  }

  private static String random(int bytes) {
    byte[] id = new byte[bytes];
    IDS.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }
}
