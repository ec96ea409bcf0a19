package dev.rejoin.server.protocol;

import java.util.regex.Pattern;

/** A person's colour, {@code #rrggbb} in lower-case or upper-case digits. */
public record Color(String text) {
  private static final Pattern FORM = Pattern.compile("#[0-9A-Fa-f]{6}");

  public Color {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("color is not #rrggbb");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
