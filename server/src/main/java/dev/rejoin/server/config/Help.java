package dev.rejoin.server.config;

/** What {@code --help} prints. */
final class Help {
  private static final int FLAG_WIDTH = 48;

  private Help() {}

  static String text() {
    StringBuilder help = new StringBuilder();
    help.append("Rejoin ")
        .append(Version.TEXT)
        .append(": a real-time collaborative editor server.\n");
    help.append("\nUsage: ./run [--option value] …\n");
    help.append("       ./run backup|restore|inspect --help\n\n");
    for (Option option : Option.all()) {
      String flag = "  --" + option.flag() + " " + option.placeholder();
      help.append(flag).append(" ".repeat(Math.max(1, FLAG_WIDTH - flag.length())));
      help.append(option.text());
      if (!option.defaultValue().isEmpty()) {
        help.append(" [").append(option.defaultValue()).append(']');
      }
      help.append('\n');
    }
    help.append("\n  --help, --version\n\n");
    help.append("Each option can be an environment variable instead: --");
    help.append(Option.PORT.flag()).append(" is ").append(Option.PORT.variable()).append(".\n");
    return help.toString();
  }
}
