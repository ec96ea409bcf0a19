package dev.rejoin.load.bench;

/**
 * One array with one gap: the loser for many carets, since the gap travels between them. For one
 * caret nothing is simpler or faster.
 */
final class GapBufferText {
  private char[] units;
  private int gapStart;
  private int gapEnd;

  GapBufferText(String text) {
    units = new char[text.length() + (1 << 20)];
    text.getChars(0, text.length(), units, 0);
    gapStart = text.length();
    gapEnd = units.length;
  }

  int length() {
    return units.length - gapEnd + gapStart;
  }

  void insert(int position, String text) {
    if (text.length() > gapEnd - gapStart) {
      throw new IllegalStateException("the gap of this benchmark is used up");
    }
    moveGap(position);
    text.getChars(0, text.length(), units, gapStart);
    gapStart += text.length();
  }

  void delete(int position, int count) {
    moveGap(position);
    gapEnd += count;
  }

  private void moveGap(int position) {
    int distance = position - gapStart;
    if (distance < 0) {
      System.arraycopy(units, position, units, gapEnd + distance, -distance);
    } else {
      System.arraycopy(units, gapEnd, units, gapStart, distance);
    }
    gapStart = position;
    gapEnd += distance;
  }

  @Override
  public String toString() {
    return new String(units, 0, gapStart) + new String(units, gapEnd, units.length - gapEnd);
  }
}
