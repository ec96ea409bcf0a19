package dev.rejoin.ot;

/**
 * A thing of one unit inside rich text, such as an image. In JSON an object with one key: {@code
 * {"image":"…"}}.
 *
 * @param kind the key
 * @param value a {@code String}, a {@code Boolean} or a {@code Long} within ±(2^53 - 1)
 */
public record Embed(String kind, Object value) {
  /** The unit that stands for an embed wherever only text is looked at. */
  public static final char UNIT = '\uFFFC';

  public Embed {
    AttributeValues.requireName(kind);
    AttributeValues.require(kind, value);
  }
}
